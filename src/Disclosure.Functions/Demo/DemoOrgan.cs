using Disclosure.Storage.Organs;

namespace Disclosure.Functions.Demo;

/// <summary>Makes the demonstration organ, its staff and its review policy. Each step finds what an earlier run made.</summary>
internal sealed class DemoOrgan(OrganRepository organs, TimeProvider time)
{
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (await organs.GetAsync(DemoPeople.Organ, cancellationToken) is null)
        {
            await organs.SaveAsync(
                new Organ
                {
                    Code = DemoPeople.Organ,
                    NameZh = "张掖市审计局",
                    NameEn = "Zhangye Municipal Audit Bureau",
                    ShortName = "市审计局",
                    Site = new SiteSettings { Department = "张掖市审计局办公室" },
                },
                cancellationToken
            );
        }

        foreach (var person in DemoPeople.All)
        {
            if (await organs.GetPersonAsync(person.OrganCode, person.Id, cancellationToken) is null)
            {
                await organs.SavePersonAsync(person, cancellationToken);
            }
        }

        if (await organs.GetAsync(DemoPeople.Organ, cancellationToken) is { PolicyVersion: 0 } organ)
        {
            await organs.SavePolicyAsync(organ, DefaultPolicy(), cancellationToken);
        }
    }

    private ReviewPolicy DefaultPolicy() =>
        new()
        {
            OrganCode = DemoPeople.Organ,
            Stages =
            [
                new PolicyStage
                {
                    Key = "secrecy",
                    Kind = StageKind.Secrecy,
                    Role = StaffRole.SecrecyReviewer,
                    Quorum = new Quorum(QuorumKind.Any),
                    LimitWorkingDays = 2,
                },
                new PolicyStage
                {
                    Key = "signoff",
                    Kind = StageKind.SignOff,
                    Role = StaffRole.DeputyLeader,
                    Quorum = new Quorum(QuorumKind.Any),
                    LimitWorkingDays = 2,
                },
            ],
            CreatedAt = time.GetUtcNow(),
            CreatedBy = "admin",
        };
}
