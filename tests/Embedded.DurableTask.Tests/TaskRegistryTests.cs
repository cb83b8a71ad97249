namespace Embedded.DurableTask.Tests;

public sealed class TaskRegistryTests
{
    private readonly TaskRegistry _registry = new();

    [Fact]
    public void Find_AnotherCase_IsFound()
    {
        _registry.AddOrchestrator("Life", _ => Task.FromResult<object?>(null));
        _registry.AddActivity("Mail", (_, _) => Task.FromResult<object?>(null));

        Assert.Equal("Life", _registry.FindOrchestrator("LIFE")!.Name);
        Assert.Equal("Mail", _registry.FindActivity("mail")!.Name);
        Assert.Null(_registry.FindOrchestrator("Mail"));
        Assert.Null(_registry.FindActivity("Life"));
    }

    [Fact]
    public void Add_TakenOrEmptyName_IsRefused()
    {
        _registry.AddOrchestrator("Life", _ => Task.FromResult<object?>(null));
        _registry.AddActivity("Mail", (_, _) => Task.FromResult<object?>(null));

        Assert.Throws<ArgumentException>(() => _registry.AddOrchestrator("life", _ => Task.FromResult<object?>(null)));
        Assert.Throws<ArgumentException>(() => _registry.AddActivity("MAIL", (_, _) => Task.FromResult<object?>(null)));
        Assert.Throws<ArgumentException>(() => _registry.AddOrchestrator(" ", _ => Task.FromResult<object?>(null)));
    }

    [Fact]
    public void ActivityCall_RunTwice_SaysTheSameOfItself()
    {
        var (first, second) = (Call(), Call());

        Assert.Equal("620700082-2020:2:7", first.IdempotencyKey);
        Assert.Equal(first.IdempotencyKey, second.IdempotencyKey);
        Assert.Equal(42, first.GetInput<int>());
        Assert.Equal(42L, first.GetInput(42L.GetType()));
        Assert.Throws<System.Text.Json.JsonException>(() => first.GetInput<bool>());
    }

    private static ActivityCall Call() => new("Mail", "1.0", "620700082-2020", 2, 7, "42", WorkerDataConverter.Default);
}
