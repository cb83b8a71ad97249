using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Disclosure.Reports.Content;

public static partial class ContentJson
{
    // Chinese stays readable in the file that is published beside the report; it is never put into HTML as it is.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The canonical UTF-8 bytes: fixed order, no white space, every cell of the edition. The digest is taken over these.</summary>
    public static byte[] Write(ReportContent content)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            Write(content, writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The same content into a document that is being written.</summary>
    public static void Write(ReportContent content, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("title", content.Title);
        writer.WriteStartObject("metadata");
        foreach (var field in MetadataField.All)
        {
            writer.WriteString(field.Key, field.Get(content.Metadata));
        }

        writer.WriteEndObject();
        writer.WriteStartObject("sections");
        foreach (var (key, text) in content.Sections.InOrder())
        {
            if (key != ReportSections.PreambleKey || text.Length > 0)
            {
                writer.WriteString(key, text);
            }
        }

        writer.WriteEndObject();
        writer.WriteStartArray("cells");
        foreach (var (key, value) in content.Cells)
        {
            writer.WriteStartObject();
            writer.WriteString("table", key.Table);
            if (key.Part is { } part)
            {
                writer.WriteString("part", part);
            }

            writer.WriteString("row", key.Row);
            writer.WriteString("col", key.Col);
            WriteFigure(writer, value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // 1.50 and 1.5 are one amount and must have one digest.
    private static void WriteFigure(Utf8JsonWriter writer, decimal? value)
    {
        writer.WritePropertyName("value");
        if (value is { } figure)
        {
            writer.WriteRawValue(figure.ToString("0.############################", CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
