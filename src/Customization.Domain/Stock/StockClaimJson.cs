using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Customization.Domain.Stock;

/// <summary>Writes a claim as <c>"2 739578 1065040500 H"</c>: quantity, day number, expiry in whole minutes since
/// 0001-01-01 UTC (rounded up), first letter of the status.</summary>
/// <remarks>A hot component keeps a thousand claims and stores them all with each write: property names would make
/// that three times as large.</remarks>
internal sealed class StockClaimJson : JsonConverter<StockClaim>
{
    private const string Letters = "HRC";

    /// <inheritdoc/>
    public override StockClaim Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var parts = (reader.GetString() ?? "").Split(' ');
        if (parts.Length == 4
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var quantity)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            && day <= DateOnly.MaxValue.DayNumber
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var minute)
            && minute <= DateTime.MaxValue.Ticks / TimeSpan.TicksPerMinute
            && parts[3].Length == 1 && Letters.Contains(parts[3][0], StringComparison.Ordinal))
        {
            return new StockClaim(
                quantity, DateOnly.FromDayNumber(day), new Delivery.PlantMinute(minute).Instant,
                (ClaimStatus)Letters.IndexOf(parts[3][0], StringComparison.Ordinal));
        }

        throw new JsonException("expected a claim: quantity, day number, minute of expiry, status letter");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, StockClaim value, JsonSerializerOptions options) =>
        writer.WriteStringValue(string.Create(
            CultureInfo.InvariantCulture,
            $"{value.Quantity} {value.NeededBy.DayNumber} {Delivery.PlantMinute.AtOrAfter(value.Expires).Value} "
            + $"{Letters[(int)value.Status]}"));
}
