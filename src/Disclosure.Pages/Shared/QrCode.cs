using System.Globalization;
using System.Text;
using QRCoder;

namespace Disclosure.Pages.Shared;

/// <summary>
/// A QR code as the path of an inline SVG. The library's own SVG writes a rectangle a module; one path in runs is a tenth of that, and the
/// matrix behind both is the same.
/// </summary>
internal sealed record QrCode(int Size, string Path)
{
    public string ViewBox => string.Create(CultureInfo.InvariantCulture, $"0 0 {Size} {Size}");

    public static QrCode Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);

        // The library's matrix brings its quiet zone of four modules along.
        var matrix = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < matrix.Count; y++)
        {
            for (var x = 0; x < matrix[y].Count; x++)
            {
                var run = x;
                while (run < matrix[y].Count && matrix[y][run])
                {
                    run++;
                }

                if (run > x)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{run - x}v1h-{run - x}z");
                    x = run;
                }
            }
        }

        return new QrCode(matrix.Count, path.ToString());
    }
}
