using System.Globalization;

namespace Customization.Runtime.Simulation;

/// <summary>What can happen next in a simulated world.</summary>
public enum StepKind
{
    /// <summary>A customer clicks, asks for a quote, orders, repeats, cancels or walks away.</summary>
    Customer,

    /// <summary>An operator changes a calendar, breaks or repairs a cell, moves stock, reports work.</summary>
    Operator,

    /// <summary>An author publishes, rolls back, withdraws or retires.</summary>
    Author,

    /// <summary>Work runs, no time passes.</summary>
    Run,

    /// <summary>Time passes, work runs.</summary>
    Pass,

    /// <summary>The clock of a silo jumps, forward or back.</summary>
    Jump,

    /// <summary>A silo dies with all that is not in the journal, and starts again.</summary>
    Crash,

    /// <summary>A silo dies in its next commit, before or after it took effect.</summary>
    CrashInCommit,

    /// <summary>The next commits fail, before or after they took effect.</summary>
    StorageFault,

    /// <summary>The next loads fail.</summary>
    LoadFault,

    /// <summary>A message that was delivered before arrives once more, however late.</summary>
    Copy,

    /// <summary>A second silo joins, and entities come to live twice; or it leaves.</summary>
    Silo,

    /// <summary>No silo is up for a while: everything that came due meanwhile meets at the start.</summary>
    Outage,

    /// <summary>Somebody does what nobody should, or at the last moment at which it can be done.</summary>
    Dare,

    /// <summary>A mass run is begun, fed, approved, paused, resumed, corrected, retried or cancelled.</summary>
    Reviewer,

    /// <summary>Somebody sets, schedules, teaches or resets what they own, or its device reports a use.</summary>
    Owner,

    /// <summary>A customer is erased, or recipients of a run are forgotten.</summary>
    Erasure,

    /// <summary>Something is noticed of a customer, consent is given or withdrawn, what was applied is taken back.
    /// </summary>
    Taste,
}

/// <summary>One step of a script. What exactly happens follows from the seed and from the world as it is, so any steps
/// can be left out and the rest still means something.</summary>
public readonly record struct Step(StepKind Kind, int Seed)
{
    /// <summary>Reads a step as <see cref="ToString"/> writes it; null where the text is none.</summary>
    public static Step? Parse(string text)
    {
        var split = text.IndexOf(':', StringComparison.Ordinal);
        return split > 0
            && Enum.TryParse<StepKind>(text.AsSpan(0, split), ignoreCase: true, out var kind)
            && int.TryParse(text.AsSpan(split + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? new Step(kind, seed)
            : null;
    }

    /// <summary>E.g. <c>crash:4711</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Kind.ToString().ToLowerInvariant()}:{Seed}");
}
