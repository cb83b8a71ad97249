using System.Globalization;

namespace Disclosure.Functions.Operating.Instances;

/// <summary>What an instance id of the workflow names: a report's life, or one stage of one of its rounds.</summary>
internal sealed record InstanceAddress(ReportId Report, int? Round, string? Stage)
{
    /// <summary>Null for ids that no orchestration of the workflow has.</summary>
    public static InstanceAddress? Of(string id) =>
        id.Split(':') switch
        {
            [var report] when ReportId.TryParse(report, out var of) => new InstanceAddress(of, null, null),
            [var report, var number, { Length: > 0 } stage]
                when ReportId.TryParse(report, out var of)
                    && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var round) => new InstanceAddress(
                of,
                round,
                stage
            ),
            _ => null,
        };

    /// <summary>What the ids of all instances of an organ begin with.</summary>
    public static string PrefixOf(OrganCode organ) => organ.Value + "-";
}
