namespace Customization.Domain.Catalog.Effectivity;

/// <summary>The days on which something of a definition is in effect, in the time zone of the plant (UTC).</summary>
/// <param name="From">First day; null since ever.</param>
/// <param name="Until">First day on which it no longer is; null for ever.</param>
public readonly record struct EffectiveDays(DateOnly? From, DateOnly? Until)
{
    /// <summary>Every day.</summary>
    public static readonly EffectiveDays Always;

    /// <summary>Whether it is in effect on a day.</summary>
    public bool IsOn(DateOnly day) => !(day < From) && !(day >= Until);
}
