namespace Customization.Domain.Stock;

/// <summary>Limits of one component; together they keep its stored state below 600 KB, and below 64 KB with a thousand
/// claims. A row of Azure Tables holds 960 KB.</summary>
public static class StockLimits
{
    /// <summary>Most claims at a time: about 50 bytes each as JSON. On a sale day one component is in every order that
    /// is not made yet.</summary>
    public const int ClaimsMax = 10_000;

    /// <summary>Most inbound receipts at a time: about 80 bytes each.</summary>
    public const int ReceiptsMax = 100;

    /// <summary>Most ended holds that are remembered: about 70 bytes each. Beyond, the one that expires first is
    /// forgotten; a late copy of it would then hold until that expiry.</summary>
    public const int EndedMax = 100;

    /// <summary>Receipt and adjustment ids remembered against retries.</summary>
    public const int RecentIdsMax = 50;

    /// <summary>Largest quantity in one command, pieces.</summary>
    public const int QuantityMax = 1_000_000;

    /// <summary>Most pieces on hand or inbound, so that sums stay far from overflow.</summary>
    public const int OnHandMax = 1_000_000_000;

    /// <summary>Longest replenishment lead time, days.</summary>
    public const int LeadTimeDaysMax = 365;

    /// <summary>Longest id of a receipt or adjustment, and longest reason, characters.</summary>
    public const int TextLengthMax = 128;
}
