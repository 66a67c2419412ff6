namespace Customization.Domain.Ordering;

/// <summary>Limits of one order; every wait in the saga has one.</summary>
public static class OrderLimits
{
    /// <summary>How long a quote can be accepted.</summary>
    public static readonly TimeSpan QuoteTtl = TimeSpan.FromMinutes(30);

    /// <summary>How much longer than the quote its holds last, so that an acceptance in the last second can still be
    /// confirmed.</summary>
    public static readonly TimeSpan HoldMargin = TimeSpan.FromMinutes(5);

    /// <summary>How long the holds of a direct order last: the time to confirm them all.</summary>
    public static readonly TimeSpan HoldTtl = TimeSpan.FromMinutes(10);

    /// <summary>How long holding and confirming may take before the order is rejected.</summary>
    public static readonly TimeSpan SettleTimeout = TimeSpan.FromMinutes(20);

    /// <summary>How long a confirmed order waits before it asks the plant again for another promise.</summary>
    public static readonly TimeSpan MoveRetry = TimeSpan.FromMinutes(15);

    /// <summary>How long a confirmed order that lost a claim looks for another before the plant cancels it.</summary>
    public static readonly TimeSpan MoveTimeout = TimeSpan.FromDays(14);

    /// <summary>How long release waits before it asks again for goods that have not arrived.</summary>
    public static readonly TimeSpan ReleaseRetry = TimeSpan.FromMinutes(15);

    /// <summary>How long after its slot's end an operation without report counts as not done.</summary>
    public static readonly TimeSpan CompletionGrace = TimeSpan.FromHours(24);

    /// <summary>How long after the promised ship day goods that nobody shipped are given up.</summary>
    public static readonly TimeSpan ShipTimeout = TimeSpan.FromDays(30);

    /// <summary>How long after the promised day goods without report count as delivered.</summary>
    public static readonly TimeSpan DeliveryPresumed = TimeSpan.FromDays(14);

    /// <summary>Most plans for one promise, the first included.</summary>
    public const int AttemptsMax = 12;

    /// <summary>How often a confirmed order is promised anew before the plant gives it up.</summary>
    public const int MovesMax = 50;

    /// <summary>Most promises kept in the history.</summary>
    public const int HistoryMax = 20;

    /// <summary>Longest customer id, key, hash, lane, reason or tracking number, characters.</summary>
    public const int TextLengthMax = 256;

    /// <summary>Longest configuration code, characters.</summary>
    public const int ConfigurationLengthMax = 8192;
}
