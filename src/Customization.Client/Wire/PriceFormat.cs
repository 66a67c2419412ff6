using System.Collections.Immutable;
using Customization.Domain.Catalog.Pricing;

namespace Customization.Client.Wire;

/// <summary>A price with its lines.</summary>
/// <remarks><code>
///   text x 2    price list; currency of all amounts
///   number      lines, then for each: text code, text title, signed amount
///   signed x 3  total, cost, margin
///   byte        1 where the list ends, then: signed ticks, signed minutes of the offset
/// </code></remarks>
internal static class PriceFormat
{
    /// <summary>Whether a price can be written like that: it has one currency.</summary>
    public static bool IsWritable(PriceQuote price)
    {
        var currency = price.Total.Currency;
        var isSame = price.Cost.Currency == currency && price.Margin.Currency == currency;
        foreach (var line in price.Lines)
        {
            isSame &= line.Amount.Currency == currency;
        }

        return isSame;
    }

    /// <summary>Writes a price.</summary>
    public static void Write(WireWriter bytes, PriceQuote price)
    {
        bytes.Text(price.PriceList);
        bytes.Text(price.Total.Currency);
        bytes.Number(price.Lines.Length);
        foreach (var line in price.Lines)
        {
            bytes.Text(line.Code);
            bytes.Text(line.Title);
            bytes.Signed(line.Amount.Minor);
        }

        bytes.Signed(price.Total.Minor);
        bytes.Signed(price.Cost.Minor);
        bytes.Signed(price.Margin.Minor);
        bytes.Byte(price.ValidUntil is null ? (byte)0 : (byte)1);
        if (price.ValidUntil is { } end)
        {
            bytes.Signed(end.Ticks);
            bytes.Signed(end.TotalOffsetMinutes);
        }
    }

    /// <summary>Reads a price.</summary>
    public static PriceQuote Read(ref WireReader bytes)
    {
        var (list, currency, count) = (bytes.Text(), bytes.Text(), bytes.Count());
        var lines = ImmutableArray.CreateBuilder<PriceLine>(Math.Min(count, 64));
        for (var i = 0; i < count; i++)
        {
            lines.Add(new PriceLine(bytes.Text(), bytes.Text(), new Money(bytes.Signed(), currency)));
        }

        var (total, cost, margin) = (bytes.Signed(), bytes.Signed(), bytes.Signed());
        DateTimeOffset? end = bytes.Byte() == 0
            ? null
            : new DateTimeOffset(bytes.Signed(), TimeSpan.FromMinutes(bytes.Signed()));
        return new PriceQuote(
            list, lines.DrainToImmutable(), new Money(total, currency), new Money(cost, currency),
            new Money(margin, currency), end);
    }
}
