using Embedded.Functions.Hosting.Discovery;
using Embedded.Functions.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace Embedded.Functions.Hosting.Timers;

/// <summary>A timer function with its schedule resolved.</summary>
internal sealed record TimerFunction(
    FunctionDescriptor Function,
    Schedule Schedule,
    string ScheduleText,
    bool UseMonitor,
    bool RunOnStartup
)
{
    public string Name => Function.Name;

    /// <exception cref="InvalidOperationException">A schedule is malformed or names a setting that is not set.</exception>
    public static IReadOnlyList<TimerFunction> Find(IEnumerable<FunctionDescriptor> functions, IConfiguration configuration) =>
        [
            .. functions.SelectMany(function =>
                function.Trigger is Trigger.Timer timer ? new[] { Resolve(function, timer, configuration) } : []
            ),
        ];

    private static TimerFunction Resolve(FunctionDescriptor function, Trigger.Timer timer, IConfiguration configuration)
    {
        var text =
            SettingExpressions.TryResolve(timer.Schedule, configuration)
            ?? throw new InvalidOperationException(
                $"Function '{function.Name}': schedule \"{timer.Schedule}\" names a setting that is not set."
            );
        try
        {
            return new TimerFunction(function, Schedule.Parse(text), text, timer.UseMonitor, timer.RunOnStartup);
        }
        catch (FormatException fault)
        {
            throw new InvalidOperationException($"Function '{function.Name}': schedule {fault.Message}.", fault);
        }
    }
}
