using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Customization.Domain.Delivery;

/// <summary>Remembers ended holds until their expiry: a late copy of the command that placed one claims nothing.
/// </summary>
/// <remarks>Immutable; every command asks when the next one is forgotten, so they are kept by time too: all but
/// <see cref="Without"/> cost O(log n). Stored as the times by hold id.</remarks>
[JsonConverter(typeof(Json))]
public sealed class EndedHolds : IReadOnlyCollection<KeyValuePair<string, DateTimeOffset>>
{
    /// <summary>None.</summary>
    public static readonly EndedHolds None = new(
        ImmutableDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal), HoldTimes.None);

    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(10);

    private readonly ImmutableDictionary<string, DateTimeOffset> _until;
    private readonly ImmutableSortedSet<(DateTimeOffset Time, string HoldId)> _byTime;

    private EndedHolds(
        ImmutableDictionary<string, DateTimeOffset> until,
        ImmutableSortedSet<(DateTimeOffset Time, string HoldId)> byTime) => (_until, _byTime) = (until, byTime);

    /// <inheritdoc/>
    public int Count => _until.Count;

    /// <summary>When the next one is forgotten.</summary>
    public DateTimeOffset? Due => _byTime.IsEmpty ? null : _byTime.Min.Time;

    /// <summary>Until when to remember a hold that ends now, or null where its expiry is over and so refuses copies by
    /// itself. Rounded up, so that many are forgotten with one write.</summary>
    public static DateTimeOffset? RememberUntil(DateTimeOffset expires, DateTimeOffset now) =>
        expires <= now
            ? null
            : new DateTimeOffset(
                (Math.Min(expires.UtcTicks, (now + HoldId.TtlMax).UtcTicks) + Grain.Ticks - 1) / Grain.Ticks
                * Grain.Ticks,
                TimeSpan.Zero);

    /// <summary>Whether a hold is remembered.</summary>
    public bool Contains(string holdId) => _until.ContainsKey(holdId);

    /// <summary>With one more, without the one that ends first where they are too many; null adds none.</summary>
    public EndedHolds With(string holdId, DateTimeOffset? until, int max)
    {
        if (until is not { } time)
        {
            return this;
        }

        var byTime = _until.TryGetValue(holdId, out var known) ? _byTime.Remove((known, holdId)) : _byTime;
        var next = new EndedHolds(_until.SetItem(holdId, time), byTime.Add((time, holdId)));
        return next.Count <= max
            ? next
            : new EndedHolds(next._until.Remove(next._byTime.Min.HoldId), next._byTime.Remove(next._byTime.Min));
    }

    /// <summary>Without those whose time is over.</summary>
    public EndedHolds Without(DateTimeOffset until)
    {
        var over = _byTime.TakeWhile(entry => entry.Time <= until).ToArray();
        return new EndedHolds(_until.RemoveRange(over.Select(entry => entry.HoldId)), _byTime.Except(over));
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, DateTimeOffset>> GetEnumerator() =>
        _byTime.Select(entry => KeyValuePair.Create(entry.HoldId, entry.Time)).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As an object of times by hold id.</summary>
    private sealed class Json : JsonConverter<EndedHolds>
    {
        public override EndedHolds Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            var until = JsonSerializer.Deserialize<Dictionary<string, DateTimeOffset>>(ref reader, options) ?? [];
            return until.Aggregate(None, (all, entry) => all.With(entry.Key, entry.Value, int.MaxValue));
        }

        public override void Write(Utf8JsonWriter writer, EndedHolds value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (holdId, until) in value)
            {
                writer.WriteString(holdId, until);
            }

            writer.WriteEndObject();
        }
    }
}
