using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>A schedule starts the function. The parameter is a <see cref="TimerInfo"/>.</summary>
public sealed class TimerTriggerAttribute : TriggerBindingAttribute
{
    /// <param name="schedule">
    /// NCRONTAB of five or six fields (the sixth, in front, is seconds), UTC; or a <c>TimeSpan</c> as <c>hh:mm:ss</c>; or <c>%Setting%</c>.
    /// </param>
    public TimerTriggerAttribute(string schedule)
    {
        Schedule = schedule;
        UseMonitor = true;
    }

    /// <summary>As given to the constructor.</summary>
    public string Schedule { get; private set; }

    /// <summary>Whether a run missed while no process was up is made good on start.</summary>
    public bool UseMonitor { get; set; }

    /// <summary>Whether the function also runs each time the host starts.</summary>
    public bool RunOnStartup { get; set; }
}
