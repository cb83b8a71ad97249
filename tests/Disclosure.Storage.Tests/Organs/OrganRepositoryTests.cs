using Disclosure.Reports;
using Disclosure.Storage.Organs;
using Testing;

namespace Disclosure.Storage.Tests.Organs;

public sealed class OrganRepositoryTests(AzuriteFixture azurite) : StorageTest(azurite)
{
    private OrganRepository Organs => new(Clients, Time);

    [Fact]
    public async Task Save_NewOrgan_IsReadBackAndListed()
    {
        var organ = Some.NewOrgan() with
        {
            NameEn = "General Office",
            Site = new SiteSettings { OwnPhones = ["0936-8888888"] },
        };

        var saved = Assert.IsType<OrganSave.Saved>(await Organs.SaveAsync(organ, Cancel)).Organ;

        Assert.Equivalent(saved, await Organs.GetAsync(Some.Organ, Cancel), strict: true);
        var listed = Assert.Single(await Organs.ListAsync(Cancel));
        Assert.Equal(
            (organ.Code, organ.NameZh, organ.NameEn, organ.ShortName),
            (listed.Code, listed.NameZh, listed.NameEn, listed.ShortName)
        );
    }

    [Fact]
    public async Task Save_BasedOnAnOldVersion_ConflictAndListKeepsTheName()
    {
        var first = await SavedAsync(Some.NewOrgan());
        await SavedAsync(first with { ShortName = "新" });

        Assert.IsType<OrganSave.Conflict>(await Organs.SaveAsync(first with { ShortName = "旧" }, Cancel));
        Assert.Equal("新", Assert.Single(await Organs.ListAsync(Cancel)).ShortName);
    }

    [Fact]
    public async Task Save_OtherOrganOfThatCode_Conflict()
    {
        await SavedAsync(Some.NewOrgan());

        Assert.IsType<OrganSave.Conflict>(await Organs.SaveAsync(Some.NewOrgan() with { NameZh = "别的机关" }, Cancel));
    }

    [Fact]
    public async Task Save_SameAgain_IsSaved()
    {
        var saved = await SavedAsync(Some.NewOrgan());

        Assert.Equal(saved.ETag, (await SavedAsync(Some.NewOrgan())).ETag);
    }

    [Fact]
    public async Task List_SeveralOrgans_ByCode()
    {
        foreach (var code in (string[])["ZZZ700082", "620700083", "620700082"])
        {
            await SavedAsync(Some.NewOrgan(code));
        }

        Assert.Equal(["620700082", "620700083", "ZZZ700082"], (await Organs.ListAsync(Cancel)).Select(organ => organ.Code.Value));
    }

    [Fact]
    public async Task SavePolicy_TwoInTurn_AreNumberedAndTheNewestFound()
    {
        var organ = await SavedAsync(Some.NewOrgan());
        Assert.Null(await Organs.GetNewestPolicyAsync(Some.Organ, Cancel));

        var first = Assert.IsType<PolicySave.Saved>(await Organs.SavePolicyAsync(organ, Some.Policy(), Cancel));
        var second = Assert.IsType<PolicySave.Saved>(
            await Organs.SavePolicyAsync(first.Organ, Some.Policy() with { CreatedBy = "boss" }, Cancel)
        );

        Assert.Equal((1, 2), (first.Policy.Version, second.Policy.Version));
        Assert.Equivalent(first.Policy, await Organs.GetPolicyAsync(Some.Organ, 1, Cancel), strict: true);
        Assert.Equivalent(second.Policy, await Organs.GetNewestPolicyAsync(Some.Organ, Cancel), strict: true);
        Assert.Equivalent(second.Organ, await Organs.GetAsync(Some.Organ, Cancel), strict: true);
    }

    [Fact]
    public async Task SavePolicy_TenAtOnce_OneIsAdded()
    {
        var organ = await SavedAsync(Some.NewOrgan());

        var saves = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(n => Organs.SavePolicyAsync(organ, Some.Policy() with { CreatedBy = $"admin{n}" }, Cancel))
        );

        var saved = Assert.Single(saves.OfType<PolicySave.Saved>());
        Assert.Equal(9, saves.OfType<PolicySave.Conflict>().Count());
        Assert.Equal(saved.Policy.CreatedBy, (await Organs.GetNewestPolicyAsync(Some.Organ, Cancel))!.CreatedBy);
    }

    [Fact]
    public async Task SavePolicy_AnswerLost_IsSavedOnce()
    {
        var organ = await SavedAsync(Some.NewOrgan());
        var policy = new FaultPolicy(Break.BeforeTheAnswer, 1);
        var broken = new OrganRepository(MakeClients(new HttpPipelinePolicyAt(policy, Azure.Core.HttpPipelinePosition.PerRetry)), Time);

        var saved = Assert.IsType<PolicySave.Saved>(await broken.SavePolicyAsync(organ, Some.Policy(), Cancel));

        Assert.Equal(1, saved.Organ.PolicyVersion);
        Assert.Equal(saved.Organ.ETag, (await Organs.GetAsync(Some.Organ, Cancel))!.ETag);
    }

    [Fact]
    public async Task SavePolicy_OfAnotherOrgan_Refused()
    {
        var organ = await SavedAsync(Some.NewOrgan());
        var others = Some.Policy() with { OrganCode = OrganCode.Parse("620700083") };

        await Assert.ThrowsAsync<ArgumentException>(() => Organs.SavePolicyAsync(organ, others, Cancel));
    }

    [Fact]
    public async Task Reads_Unknown_AreNullOrEmpty()
    {
        Assert.Null(await Organs.GetAsync(Some.Organ, Cancel));
        Assert.Null(await Organs.GetPolicyAsync(Some.Organ, 1, Cancel));
        Assert.Null(await Organs.GetPersonAsync(Some.Organ, "li", Cancel));
        Assert.Empty(await Organs.ListAsync(Cancel));
        Assert.Empty(await Organs.ListStaffAsync(Some.Organ, Cancel));
    }

    private async Task<Organ> SavedAsync(Organ organ) => Assert.IsType<OrganSave.Saved>(await Organs.SaveAsync(organ, Cancel)).Organ;
}
