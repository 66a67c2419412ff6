namespace Customization.Grains.Entities;

/// <summary>Decides when an entity's reminder must fire, so that a crash never leaves a pending send or a timer behind.
/// </summary>
/// <remarks>A reminder is moved forward before the write that needs it, and put back or removed only when it fired and
/// found that there is time: each order costs two writes of reminders, not one for each send.</remarks>
internal static class Redrive
{
    /// <summary>When the entity must be woken at the latest, whatever happens to this silo; null for never.</summary>
    public static DateTimeOffset? Needed(
        bool hasPending, DateTimeOffset? earliestTimer, DateTimeOffset now, TimeSpan redriveDelay)
    {
        var redrive = now + redriveDelay;
        return hasPending || earliestTimer < redrive ? redrive : earliestTimer;
    }

    /// <summary>Whether the reminder that is set fires too late for what is needed.</summary>
    public static bool IsTooLate(DateTimeOffset? set, DateTimeOffset? needed, TimeSpan redriveDelay) =>
        needed is { } due && (set is not { } at || at > due + redriveDelay);
}
