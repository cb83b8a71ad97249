using Azure.Data.Tables;
using Disclosure.Reports;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Organs;

public sealed partial class OrganRepository
{
    private static readonly RowFormat<ReviewPolicy> s_policy = new(1);

    /// <summary>One version of the organ's policy; null if there is none of that number.</summary>
    public async Task<ReviewPolicy?> GetPolicyAsync(OrganCode organ, int version, CancellationToken cancellationToken = default) =>
        await _table.FindAsync(organ.Value, PolicyKey(version), cancellationToken) is { } row ? s_policy.Read(row) : null;

    /// <summary>The newest policy; null if the organ has none.</summary>
    public async Task<ReviewPolicy?> GetNewestPolicyAsync(OrganCode organ, CancellationToken cancellationToken = default) =>
        await GetAsync(organ, cancellationToken) is { PolicyVersion: > 0 } found
            ? await GetPolicyAsync(organ, found.PolicyVersion, cancellationToken)
            : null;

    /// <summary>Adds a policy under the next version and points the organ to it, both or neither.</summary>
    /// <param name="organ">As read.</param>
    /// <param name="policy">Its version is given here.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ArgumentException">The policy is another organ's, or the organ was not read from storage.</exception>
    public async Task<PolicySave> SavePolicyAsync(Organ organ, ReviewPolicy policy, CancellationToken cancellationToken = default)
    {
        if (policy.OrganCode != organ.Code)
        {
            throw new ArgumentException($"The policy is of {policy.OrganCode}, not of {organ.Code}.", nameof(policy));
        }

        var version = organ.PolicyVersion + 1;
        var pointing = organ with { PolicyVersion = version };
        var numbered = policy with { Version = version };
        var organRow = s_organ.Write(organ.Code.Value, OrganKey, pointing);
        var policyRow = s_policy.Write(organ.Code.Value, PolicyKey(version), numbered);
        TableTransactionAction[] actions =
        [
            new(TableTransactionActionType.UpdateReplace, organRow, ETags.Of(organ.ETag)),
            new(TableTransactionActionType.Add, policyRow),
        ];
        if (await _table.TrySubmitAsync(actions, cancellationToken) is { } etags)
        {
            return new PolicySave.Saved(pointing with { ETag = etags[0].ToString() }, numbered);
        }

        // Refused: by somebody else's change, or by our own whose answer got lost.
        var there = await _table.FindAsync(organ.Code.Value, PolicyKey(version), cancellationToken);
        return there is not null && TableWrites.SameContent(policyRow, there) && await GetAsync(organ.Code, cancellationToken) is { } now
            ? new PolicySave.Saved(now, numbered)
            : new PolicySave.Conflict();
    }

    private static string PolicyKey(int version) => Keys.Join("policy", Keys.Number(version, 6));
}
