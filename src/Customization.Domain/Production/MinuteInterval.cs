namespace Customization.Domain.Production;

/// <summary>Minutes of one day, from inclusive to exclusive, 0 to 1440.</summary>
public readonly record struct MinuteInterval(int From, int Until)
{
    /// <summary>Length in minutes.</summary>
    public int Minutes => Until - From;

    /// <summary>Whether another interval lies within this one.</summary>
    public bool Contains(MinuteInterval other) => From <= other.From && other.Until <= Until;

    /// <summary>Whether they share a minute.</summary>
    public bool Overlaps(MinuteInterval other) => From < other.Until && other.From < Until;

    /// <summary>For people and logs: <c>08:00-16:30</c>.</summary>
    public override string ToString() => $"{From / 60:00}:{From % 60:00}-{Until / 60:00}:{Until % 60:00}";
}
