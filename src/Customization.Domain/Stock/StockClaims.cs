using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Customization.Domain.Delivery;

namespace Customization.Domain.Stock;

/// <summary>The claims on one component by hold id, and kept along with them what every command asks of all of them:
/// how much is needed on each day, and which hold expires next.</summary>
/// <remarks>Immutable; a change costs O(log claims). Stored as the claims alone.</remarks>
[JsonConverter(typeof(Json))]
public sealed class StockClaims : IReadOnlyCollection<KeyValuePair<string, StockClaim>>
{
    /// <summary>None.</summary>
    public static readonly StockClaims None = new(
        ImmutableSortedDictionary.Create<string, StockClaim>(StringComparer.Ordinal),
        ImmutableSortedDictionary<DateOnly, long>.Empty, HoldTimes.None);

    private readonly ImmutableSortedDictionary<string, StockClaim> _all;
    private readonly ImmutableSortedDictionary<DateOnly, long> _open;
    private readonly ImmutableSortedSet<(DateTimeOffset Time, string HoldId)> _held;

    private StockClaims(
        ImmutableSortedDictionary<string, StockClaim> all, ImmutableSortedDictionary<DateOnly, long> open,
        ImmutableSortedSet<(DateTimeOffset Time, string HoldId)> held) =>
        (_all, _open, _held) = (all, open, held);

    /// <inheritdoc/>
    public int Count => _all.Count;

    /// <summary>The claims by hold id.</summary>
    public ImmutableSortedDictionary<string, StockClaim> ById => _all;

    /// <summary>Units that claims which are not consumed need, by day, ascending.</summary>
    public ImmutableSortedDictionary<DateOnly, long> Open => _open;

    /// <summary>When the next hold expires; null where none is only held.</summary>
    public DateTimeOffset? NextExpiry => _held.IsEmpty ? null : _held.Min.Time;

    /// <summary>The claim of a hold.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public StockClaim this[string holdId] => _all[holdId];

    /// <summary>Whether there is a claim of a hold.</summary>
    public bool Contains(string holdId) => _all.ContainsKey(holdId);

    /// <summary>The claim of a hold, if there is one.</summary>
    public bool TryGet(string holdId, [NotNullWhen(true)] out StockClaim? claim) =>
        _all.TryGetValue(holdId, out claim);

    /// <summary>Holds whose time is over, by hold id. O(number of them).</summary>
    public IEnumerable<string> ExpiredAt(DateTimeOffset now) => _held
        .TakeWhile(held => held.Time <= now)
        .Select(held => held.HoldId)
        .Order(StringComparer.Ordinal);

    /// <summary>With a claim added or replaced.</summary>
    public StockClaims With(string holdId, StockClaim claim)
    {
        var before = _all.GetValueOrDefault(holdId);
        return new StockClaims(
            _all.SetItem(holdId, claim), NeededAfter(before, claim), HeldAfter(holdId, before, claim));
    }

    /// <summary>Without the claim of a hold.</summary>
    public StockClaims Without(string holdId) => _all.TryGetValue(holdId, out var claim)
        ? new StockClaims(_all.Remove(holdId), NeededAfter(claim, null), HeldAfter(holdId, claim, null))
        : this;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, StockClaim>> GetEnumerator() => _all.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What is needed on each day once a claim took the place of another.</summary>
    private ImmutableSortedDictionary<DateOnly, long> NeededAfter(StockClaim? before, StockClaim? after)
    {
        var (less, more) = (QuantityOf(before), QuantityOf(after));
        return before?.NeededBy == after?.NeededBy && less == more
            ? _open
            : Added(Added(_open, before, -less), after, more);
    }

    /// <summary>What expires when once a claim took the place of another.</summary>
    private ImmutableSortedSet<(DateTimeOffset Time, string HoldId)> HeldAfter(
        string holdId, StockClaim? before, StockClaim? after)
    {
        var held = before is { Status: ClaimStatus.Held } ? _held.Remove((before.Expires, holdId)) : _held;
        return after is { Status: ClaimStatus.Held } ? held.Add((after.Expires, holdId)) : held;
    }

    private static long QuantityOf(StockClaim? claim) =>
        claim is null or { Status: ClaimStatus.Consumed } ? 0 : claim.Quantity;

    private static ImmutableSortedDictionary<DateOnly, long> Added(
        ImmutableSortedDictionary<DateOnly, long> open, StockClaim? claim, long quantity) =>
        claim is null || quantity == 0 ? open : Added(open, claim.NeededBy, quantity);

    private static ImmutableSortedDictionary<DateOnly, long> Added(
        ImmutableSortedDictionary<DateOnly, long> open, DateOnly day, long quantity) =>
        open.GetValueOrDefault(day) + quantity is var sum and not 0 ? open.SetItem(day, sum) : open.Remove(day);

    /// <summary>As an object of claims by hold id.</summary>
    private sealed class Json : JsonConverter<StockClaims>
    {
        public override StockClaims Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            var claims = JsonSerializer.Deserialize<Dictionary<string, StockClaim>>(ref reader, options) ?? [];
            return claims.Aggregate(None, (all, claim) => all.With(claim.Key, claim.Value));
        }

        public override void Write(Utf8JsonWriter writer, StockClaims value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value._all, options);
    }
}
