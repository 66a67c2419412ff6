namespace Customization.Domain.Demand;

/// <summary>How much one shard remembers and how fast it forgets; together below 64 KB of state.</summary>
public static class DemandLimits
{
    /// <summary>Shards of one product, for its sales per second and its variety.</summary>
    public const int ShardsPerProduct = 4;

    /// <summary>Days of one period; sales of one period fade together.</summary>
    public const int PeriodDays = 90;

    /// <summary>Periods after which a sale counts half: 180 days.</summary>
    public const int HalfLifePeriods = 2;

    /// <summary>Periods that are kept: older sales, which would count less than 1/50, are forgotten.</summary>
    public const int PeriodsMax = 12;

    /// <summary>Bytes, roughly, that the counts of one shard take when they are stored.</summary>
    public const int CountBytesMax = 48_000;

    /// <summary>Bytes, roughly, of one stored count besides its configuration.</summary>
    public const int BytesPerCount = 60;

    /// <summary>Longest configuration code that is counted.</summary>
    public const int ConfigurationLengthMax = 500;

    /// <summary>Sales whose keys are remembered: a sale sent again later than that many others counts twice.</summary>
    public const int RecentMax = 512;

    /// <summary>Longest key of a sale.</summary>
    public const int SaleKeyLengthMax = 16;

    /// <summary>Sales, each of another customer, that must stand behind a statement before it is made: no single
    /// customer can be read back.</summary>
    public const int SalesToSpeak = 3;

    /// <summary>Sold configurations that vote, the most sold first.</summary>
    public const int VotersMax = 512;
}
