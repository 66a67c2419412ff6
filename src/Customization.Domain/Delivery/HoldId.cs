namespace Customization.Domain.Delivery;

/// <summary>How claims on stock and slots are named: order, attempt and, for a slot, operation
/// (<c>o-17~2~sew</c>), for the components of a lot its number.</summary>
/// <remarks>The order is readable from the id, so that whoever loses a claim knows whom to tell; the attempt makes the
/// ids of a second plan differ from the first, so that late messages about the first touch nothing. The separator is no
/// character of an entity key.</remarks>
public static class HoldId
{
    /// <summary>Longest time from now until a hold expires. Receivers remember an ended hold until its expiry, so
    /// this also bounds their memory.</summary>
    public static readonly TimeSpan TtlMax = TimeSpan.FromHours(2);

    private const char Separator = '~';

    /// <summary>Id of an order's claims on components, each of which knows it apart: short, because a component keeps
    /// a thousand of them.</summary>
    /// <param name="lot">Number of the lot that they are for, from 1; 0 for no lot.</param>
    public static string OfStock(string order, int attempt, int lot = 0) =>
        lot == 0 ? $"{order}{Separator}{attempt}" : $"{order}{Separator}{attempt}{Separator}{lot}";

    /// <summary>Id of an order's claim on a slot for an operation.</summary>
    public static string OfOperation(string order, int attempt, string operation) =>
        $"{order}{Separator}{attempt}{Separator}{operation}";

    /// <summary>The order that an id belongs to.</summary>
    public static string OrderOf(string holdId)
    {
        var end = holdId.IndexOf(Separator, StringComparison.Ordinal);
        return end < 0 ? holdId : holdId[..end];
    }
}
