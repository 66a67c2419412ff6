namespace Customization.Domain.Customers.Preferences;

/// <summary>How much is noticed of one customer; together below 40 KB.</summary>
public static class PreferenceLimits
{
    /// <summary>Observations that are kept one by one; older ones are folded into weights.</summary>
    public const int ObservationsMax = 100;

    /// <summary>Values that folded weights are kept of; the lightest is forgotten first.</summary>
    public const int FoldedMax = 60;

    /// <summary>Lines of the audit trail; the oldest are forgotten.</summary>
    public const int ApplicationsMax = 60;

    /// <summary>Most observations in one command.</summary>
    public const int BatchMax = 100;

    /// <summary>Most characters of a key, subject or value.</summary>
    public const int TextLengthMax = 64;

    /// <summary>A taken back application counts against its value like so many observations of another value.</summary>
    public const int ReversalWeight = 2;

    /// <summary>An observation counts half after this time.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromDays(365);

    /// <summary>How far the clock of an observer may be ahead.</summary>
    public static readonly TimeSpan ClockSkewMax = TimeSpan.FromMinutes(10);
}
