using System.Collections.Immutable;

namespace Customization.Domain.Customers.Preferences;

/// <summary>What events do to what was noticed of a customer. Total.</summary>
internal static class PreferenceEvolution
{
    /// <summary>With further observations; the oldest are folded where there are too many.</summary>
    public static ObservedPreferences With(ObservedPreferences before, ImmutableArray<Observation> further)
    {
        var latest = before.Latest.AddRange(further).OrderBy(each => each.At)
            .ThenBy(each => each.Key, StringComparer.Ordinal).ToImmutableArray();
        var tooMany = latest.Length - PreferenceLimits.ObservationsMax;
        if (tooMany <= 0)
        {
            return before with { Latest = latest };
        }

        var folded = latest[..tooMany].Aggregate(before.Folded, Fold);
        return before with
        {
            Latest = latest[tooMany..],
            Folded = folded.Length <= PreferenceLimits.FoldedMax
                ? folded
                : [.. folded.OrderByDescending(Lasting).Take(PreferenceLimits.FoldedMax)],
            FoldedUntil = latest[tooMany - 1].At,
        };
    }

    /// <summary>Without the observations of these keys.</summary>
    public static ObservedPreferences Without(ObservedPreferences before, ImmutableArray<string> keys) =>
        before with { Latest = before.Latest.RemoveAll(each => keys.Contains(each.Key)) };

    /// <summary>With further lines of the audit trail.</summary>
    public static ObservedPreferences With(ObservedPreferences before, ImmutableArray<Application> further)
    {
        var all = before.Applications.AddRange(further);
        return before with
        {
            Applications = all.RemoveRange(0, Math.Max(0, all.Length - PreferenceLimits.ApplicationsMax)),
        };
    }

    /// <summary>With lines of the audit trail marked as taken back.</summary>
    public static ObservedPreferences Reversed(
        ObservedPreferences before, string session, ImmutableArray<string> characteristics, DateTimeOffset at) =>
        before with
        {
            Applications =
            [
                .. before.Applications.Select(each => each.ReversedAt is null && each.Session == session
                    && characteristics.Contains(each.Offer.Characteristic) ? each with { ReversedAt = at } : each),
            ],
        };

    private static ImmutableArray<FoldedObservations> Fold(
        ImmutableArray<FoldedObservations> folded, Observation each)
    {
        for (var i = 0; i < folded.Length; i++)
        {
            var known = folded[i];
            if (known.Subject == each.Subject && known.Value == each.Value && known.Kind == each.Kind)
            {
                return folded.SetItem(i, known with
                {
                    Count = known.Count + 1,
                    Weight = (known.Weight * PreferenceInference.WeightAfter(each.At - known.AsOf)) + 1,
                    AsOf = each.At,
                });
            }
        }

        return folded.Add(new FoldedObservations(each.Subject, each.Value, each.Kind, 1, 1, each.At));
    }

    /// <summary>Logarithm of the weight at any one moment, up to what is the same for all.</summary>
    private static double Lasting(FoldedObservations each) =>
        Math.Log2(each.Weight) + ((each.AsOf - DateTimeOffset.UnixEpoch) / PreferenceLimits.HalfLife);
}
