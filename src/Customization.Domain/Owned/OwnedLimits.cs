namespace Customization.Domain.Owned;

/// <summary>How much one owned product may hold; together below 64 KB of state, which a test fills to the brim.
/// </summary>
public static class OwnedLimits
{
    /// <summary>Most things with a serial number that one order brings.</summary>
    public const int PiecesMax = 50;

    /// <summary>Most settings of a definition.</summary>
    public const int SettingsMax = 24;

    /// <summary>Most bounds of one setting.</summary>
    public const int BoundsMax = 8;

    /// <summary>Most presets from the factory.</summary>
    public const int FactoryPresetsMax = 8;

    /// <summary>Most values of all presets from the factory together.</summary>
    public const int FactoryValuesMax = 96;

    /// <summary>Most learning rules.</summary>
    public const int RulesMax = 8;

    /// <summary>Most settings of presets that learn, all rules together.</summary>
    public const int TargetsMax = 24;

    /// <summary>Fewest uses that a rule may ask for.</summary>
    public const int UsesMin = 2;

    /// <summary>Most uses that are remembered: over all rules, settings times uses.</summary>
    public const int EvidenceMax = 192;

    /// <summary>Most characters of the titles, units, conditions and messages of a definition, with
    /// <see cref="TextExtra"/> for each text.</summary>
    public const int TextsLengthMax = 2_400;

    /// <summary>What a text takes beside its characters: its language, quotes.</summary>
    public const int TextExtra = 4;

    /// <summary>Most characters of the code or name of a setting, preset, schedule or rule.</summary>
    public const int NameLengthMax = 24;

    /// <summary>Most characters of a unit.</summary>
    public const int UnitLengthMax = 12;

    /// <summary>Bounds of a setting, both signs.</summary>
    public const long ValueMax = 1_000_000;

    /// <summary>Most presets that the owner saved.</summary>
    public const int PresetsMax = 16;

    /// <summary>Most values of all saved presets together.</summary>
    public const int PresetValuesMax = 192;

    /// <summary>Most characters of the title of a saved preset.</summary>
    public const int TitleLengthMax = 60;

    /// <summary>Most schedules.</summary>
    public const int SchedulesMax = 16;

    /// <summary>Most uses in one report.</summary>
    public const int BatchUsesMax = 100;

    /// <summary>Most characters of the key of a report.</summary>
    public const int BatchLengthMax = 40;

    /// <summary>Reports that are known again by their key. What comes again later counts nothing either, since uses of
    /// a setting count in the order of their times.</summary>
    public const int BatchesMax = 32;

    /// <summary>How far before and after the present, in the owner's local time, a use may be: what came in late after
    /// a time off line, and the width of the world's time zones.</summary>
    public static readonly TimeSpan UseAgeMax = TimeSpan.FromDays(31);

    /// <summary>The same into the future.</summary>
    public static readonly TimeSpan UseAheadMax = TimeSpan.FromHours(26);
}
