namespace Customization.Domain.Runs;

/// <summary>Limits of mass runs; together they keep a run below 32 KB and a batch below 64 KB, however many recipients
/// there are.</summary>
public static class RunLimits
{
    /// <summary>Most batches of a run: about 12 bytes each.</summary>
    public const int BatchesMax = 2_000;

    /// <summary>Most recipients of a batch.</summary>
    public const int BatchItemsMax = 50;

    /// <summary>Most characters of all fields of a batch together.</summary>
    public const int BatchLengthMax = 16_384;

    /// <summary>Most characters of one field of a recipient.</summary>
    public const int ValueLengthMax = 500;

    /// <summary>Most fields of a recipient.</summary>
    public const int FieldsMax = 60;

    /// <summary>Most characters of a name of a field, a lane, a price list or a reason.</summary>
    public const int TextLengthMax = 120;

    /// <summary>Most characters of a run's id: those of its orders are longer.</summary>
    public const int IdLengthMax = 60;

    /// <summary>Most items that are shown before a run starts.</summary>
    public const int SamplesMax = 20;

    /// <summary>Batches that a run works on at a time.</summary>
    public const int BatchesInFlight = 4;

    /// <summary>Orders that a batch waits for at a time: the plant is asked for no more at once.</summary>
    public const int ItemsInFlight = 8;

    /// <summary>Most characters of a configuration that a batch keeps, where no order keeps it.</summary>
    public const int KeptCodeLengthMax = 600;

    /// <summary>Most characters that are kept of why an item failed.</summary>
    public const int DetailLengthMax = 160;

    /// <summary>How long a run that has ended knows its recipients.</summary>
    public static readonly TimeSpan RecipientsKept = TimeSpan.FromDays(30);

    /// <summary>Most characters of an uploaded table.</summary>
    public const int TableLengthMax = 64 * 1024;
}
