using Disclosure.Storage.Organs;

namespace Disclosure.Functions.Demo;

/// <summary>The staff of the demonstration organ. Invented people; the addresses end in a name reserved for examples.</summary>
internal static class DemoPeople
{
    public static readonly OrganCode Organ = OrganCode.Parse("620700082");

    public static IReadOnlyList<Person> All { get; } =
    [
        Person("drafter", "李静", StaffRole.Drafter),
        Person("secrecy1", "王建国", StaffRole.SecrecyReviewer),
        Person("secrecy2", "赵敏", StaffRole.SecrecyReviewer),
        Person("deputy", "陈志远", StaffRole.DeputyLeader),
        Person("head", "刘振华", StaffRole.HeadLeader),
        Person("publisher", "孙悦", StaffRole.Publisher),
        Person("overseer", "周明", StaffRole.Overseer),
        Person("admin", "吴海燕", StaffRole.Administrator),
    ];

    private static Person Person(string id, string name, StaffRole role) =>
        new()
        {
            OrganCode = Organ,
            Id = id,
            Name = name,
            Email = $"{id}@zhangye.example",
            Roles = [role],
        };
}
