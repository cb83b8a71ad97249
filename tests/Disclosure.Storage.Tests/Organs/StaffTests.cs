using Azure.Data.Tables;
using Disclosure.Reports;
using Disclosure.Storage.Organs;
using Testing;

namespace Disclosure.Storage.Tests.Organs;

public sealed class StaffTests : StorageTest
{
    private const string Email = "li.min@example.gov.cn";

    // The age of a claim is measured against the service's timestamps, which are of real time.
    public StaffTests(AzuriteFixture azurite)
        : base(azurite) => Time.SetUtcNow(TimeProvider.System.GetUtcNow());

    private OrganRepository Organs => new(Clients, Time);

    [Fact]
    public async Task SavePerson_New_IsReadBackAndListed()
    {
        var person = Some.NewPerson() with
        {
            Roles = [StaffRole.SecrecyReviewer, StaffRole.Administrator],
            Deputy = new Deputy("wang", new DateOnly(2021, 1, 1), null),
            SuperiorId = "zhao",
            Language = StaffLanguage.En,
        };

        var saved = await SavedAsync(person);

        Assert.Equivalent(saved, await Organs.GetPersonAsync(Some.Organ, "li", Cancel), strict: true);
        Assert.Equivalent(saved, Assert.Single(await Organs.ListStaffAsync(Some.Organ, Cancel)), strict: true);
    }

    [Theory]
    [InlineData(Email)]
    [InlineData("LI.Min@Example.gov.cn")]
    [InlineData("  li.min@example.gov.cn ")]
    public async Task FindByEmail_AnyCase_IsThePerson(string email)
    {
        await SavedAsync(Some.NewPerson());

        Assert.Equal("li", (await Organs.FindByEmailAsync(email, Cancel))?.Id);
    }

    [Fact]
    public async Task FindByEmail_Unknown_IsNull() => Assert.Null(await Organs.FindByEmailAsync("nobody@example.gov.cn", Cancel));

    [Fact]
    public async Task SavePerson_EmailOfAnother_Taken()
    {
        await SavedAsync(Some.NewPerson());
        var other = Some.NewPerson("wang", "LI.MIN@example.gov.cn") with { OrganCode = OrganCode.Parse("620700083") };

        Assert.Equal(new PersonSave.EmailTaken(Some.Organ, "li"), await Organs.SavePersonAsync(other, Cancel));
        Assert.Null(await Organs.GetPersonAsync(other.OrganCode, "wang", Cancel));
    }

    [Fact]
    public async Task SavePerson_NewEmail_OldOneIsFreeAgain()
    {
        var li = await SavedAsync(Some.NewPerson());

        await SavedAsync(li with { Email = "li2@example.gov.cn" });

        Assert.Null(await Organs.FindByEmailAsync(Email, Cancel));
        Assert.Equal("li", (await Organs.FindByEmailAsync("li2@example.gov.cn", Cancel))?.Id);
        await SavedAsync(Some.NewPerson("wang", Email));
        Assert.Equal("wang", (await Organs.FindByEmailAsync(Email, Cancel))?.Id);
    }

    [Fact]
    public async Task SavePerson_BasedOnAnOldVersion_Conflict()
    {
        var first = await SavedAsync(Some.NewPerson());
        await SavedAsync(first with { Name = "李明" });

        Assert.IsType<PersonSave.Conflict>(await Organs.SavePersonAsync(first with { Active = false }, Cancel));
    }

    [Fact]
    public async Task SavePerson_SameAgain_IsSaved()
    {
        var saved = await SavedAsync(Some.NewPerson());

        Assert.Equal(saved.ETag, (await SavedAsync(Some.NewPerson())).ETag);
    }

    [Fact]
    public async Task SavePerson_ThirtyWithOneAddress_OneHasIt()
    {
        var saves = await Task.WhenAll(Enumerable.Range(0, 30).Select(n => Organs.SavePersonAsync(Some.NewPerson($"p{n}", Email), Cancel)));

        var saved = Assert.Single(saves.OfType<PersonSave.Saved>()).Person;
        Assert.Equal(29, saves.OfType<PersonSave.EmailTaken>().Count());
        Assert.Equal(saved.Id, (await Organs.FindByEmailAsync(Email, Cancel))?.Id);
        Assert.Equal(saved.Id, Assert.Single(await Organs.ListStaffAsync(Some.Organ, Cancel)).Id);
    }

    [Fact]
    public async Task SavePerson_ClaimLeftByACrash_HoldsForAMinuteThenYields()
    {
        var crashed = Some.NewPerson("crashed", Email);
        Assert.Null(await new EmailIndex(Clients, Time).ClaimAsync(crashed, Cancel));

        Assert.Null(await Organs.FindByEmailAsync(Email, Cancel));
        Assert.IsType<PersonSave.EmailTaken>(await Organs.SavePersonAsync(Some.NewPerson(), Cancel));

        Time.Advance(TimeSpan.FromMinutes(2));
        await SavedAsync(Some.NewPerson());
        Assert.Equal("li", (await Organs.FindByEmailAsync(Email, Cancel))?.Id);
    }

    [Fact]
    public async Task SavePerson_RepeatedAfterACrash_Completes()
    {
        Assert.Null(await new EmailIndex(Clients, Time).ClaimAsync(Some.NewPerson(), Cancel));

        await SavedAsync(Some.NewPerson());

        Assert.Equal("li", (await Organs.FindByEmailAsync(Email, Cancel))?.Id);
    }

    [Fact]
    public async Task People_Rows_HoldNoAddress()
    {
        await SavedAsync(Some.NewPerson());

        await foreach (var row in Clients.Table(StorageNames.People).QueryAsync<TableEntity>(cancellationToken: Cancel))
        {
            Assert.DoesNotContain(row, property => $"{property.Value}".Contains("example.gov.cn", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Has_RoleOfSomebodyWhoLeft_IsFalse()
    {
        Assert.True(Some.NewPerson().Has(StaffRole.SecrecyReviewer));
        Assert.False(Some.NewPerson().Has(StaffRole.Publisher));
        Assert.False((Some.NewPerson() with { Active = false }).Has(StaffRole.SecrecyReviewer));
    }

    [Theory]
    [InlineData("2020-12-31", false)]
    [InlineData("2021-01-01", true)]
    [InlineData("2021-01-31", true)]
    [InlineData("2021-02-01", false)]
    public void Deputy_Days_BothEndsIncluded(string day, bool on)
    {
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(on, new Deputy("wang", new DateOnly(2021, 1, 1), new DateOnly(2021, 1, 31)).IsOn(date));
        Assert.True(new Deputy("wang", null, null).IsOn(date));
    }

    [Theory]
    [InlineData(QuorumKind.Any, 0, 3, 1)]
    [InlineData(QuorumKind.All, 0, 3, 3)]
    [InlineData(QuorumKind.Count, 2, 3, 2)]
    [InlineData(QuorumKind.Count, 5, 3, 3)]
    [InlineData(QuorumKind.Count, 0, 3, 1)]
    public void Quorum_Needed_IsBetweenOneAndAll(QuorumKind kind, int count, int asked, int needed) =>
        Assert.Equal(needed, new Quorum(kind, count).Needed(asked));

    private async Task<Person> SavedAsync(Person person) =>
        Assert.IsType<PersonSave.Saved>(await Organs.SavePersonAsync(person, Cancel)).Person;
}
