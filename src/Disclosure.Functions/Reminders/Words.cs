using Disclosure.Functions.Errors;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;

namespace Disclosure.Functions.Reminders;

/// <summary>What roles, stages and states are called, in both languages.</summary>
internal static class Words
{
    public static Bilingual Stage(StageKind kind) =>
        kind == StageKind.Secrecy ? new Bilingual("保密审查", "Secrecy review") : new Bilingual("签发", "Sign-off");

    public static Bilingual Role(string role) =>
        Enum.TryParse<StaffRole>(role, out var known)
            ? known switch
            {
                StaffRole.Drafter => new Bilingual("拟稿人", "Drafter"),
                StaffRole.SecrecyReviewer => new Bilingual("保密审查员", "Secrecy reviewer"),
                StaffRole.DeputyLeader => new Bilingual("分管领导", "Deputy leader"),
                StaffRole.HeadLeader => new Bilingual("主要领导", "Head leader"),
                StaffRole.Publisher => new Bilingual("发布员", "Publisher"),
                StaffRole.Overseer => new Bilingual("监督", "Overseer"),
                _ => new Bilingual("管理员", "Administrator"),
            }
            : new Bilingual("审查人员", "Reviewer");

    public static Bilingual Decision(DecisionKind kind) =>
        kind switch
        {
            DecisionKind.Approve => new Bilingual("同意", "Approved"),
            DecisionKind.Return => new Bilingual("退回修改", "Returned"),
            DecisionKind.Hold => new Bilingual("暂缓", "Held"),
            _ => new Bilingual("转交", "Handed over"),
        };
}
