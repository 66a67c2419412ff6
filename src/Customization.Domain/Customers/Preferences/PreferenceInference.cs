using System.Collections.Immutable;
using Customization.Domain.Catalog.Applying;
using Customization.Domain.Catalog.Definitions;

namespace Customization.Domain.Customers.Preferences;

/// <summary>What a customer probably wants, from what was observed.</summary>
/// <remarks>The confidence in a value is the mean of a Beta distribution that starts uniform: with weights
/// <c>f</c> of the observations of the value, <c>t</c> of all observations of its preference and <c>r</c> of the
/// reversals of the value, <c>(f + 1) / (t + r + 2)</c> (Laplace's rule of succession; Gelman et al., Bayesian Data
/// Analysis, section 2.4). Weights halve with each <see cref="PreferenceLimits.HalfLife"/>, so that old habits give way
/// (exponential forgetting, as for a Beta reputation: Josang and Ismail 2002, section 3.3). A reversal weighs
/// <see cref="PreferenceLimits.ReversalWeight"/>. Three of three stays: 4 / 5.</remarks>
public static class PreferenceInference
{
    /// <summary>What floating-point numbers may lack of a whole percent.</summary>
    private const double Rounding = 1e-9;

    /// <summary>The likeliest value for each rule of a product, the surest first; rules without any observation of
    /// theirs are left out. O(rules x observations).</summary>
    public static ImmutableArray<PreferenceOffer> Offers(
        ProductDefinition product, ObservedPreferences observed, DateTimeOffset now) =>
    [
        .. product.Apply.Select(rule => Best(product, rule, observed, now)).OfType<PreferenceOffer>()
            .OrderByDescending(offer => offer.Percent).ThenBy(offer => offer.Characteristic, StringComparer.Ordinal),
    ];

    /// <summary>What an observation weighs after a time.</summary>
    public static double WeightAfter(TimeSpan age) =>
        age <= TimeSpan.Zero ? 1 : Math.Pow(0.5, age / PreferenceLimits.HalfLife);

    private static PreferenceOffer? Best(
        ProductDefinition product, ApplyRule rule, ObservedPreferences observed, DateTimeOffset now)
    {
        var tallies = new SortedDictionary<int, Tally>();
        var all = new Tally();
        foreach (var each in Weighed(rule.Preference, observed, now))
        {
            var value = rule.ValueOf(product.Model, each.Value);
            var tally = tallies.TryGetValue(value, out var known) ? known : tallies[value] = new Tally();
            if (each.Kind == ObservationKind.Reversal)
            {
                tally.Against += each.Weight * PreferenceLimits.ReversalWeight;
            }
            else
            {
                tally.Add(each);
                all.Add(each);
            }
        }

        tallies.Remove(-1);
        var (position, best) = tallies.Where(each => each.Value.Count > 0)
            .OrderByDescending(each => Confidence(each.Value, all)).ThenBy(each => each.Key).FirstOrDefault();
        if (best is null)
        {
            return null;
        }

        var characteristic = product.Model.Characteristics[rule.Characteristic.Value];
        var percent = (int)Math.Floor((Confidence(best, all) * 100) + Rounding);
        return new PreferenceOffer(
            characteristic.Name, characteristic.Values[position].Name, rule.Preference, best.Observed, percent,
            new PreferenceEvidence(best.Count, all.Count, all.Kind), percent >= rule.Percent);
    }

    private static double Confidence(Tally tally, Tally all) => (tally.Weight + 1) / (all.Weight + tally.Against + 2);

    private static IEnumerable<FoldedObservations> Weighed(
        string subject, ObservedPreferences observed, DateTimeOffset now)
    {
        foreach (var folded in observed.Folded)
        {
            if (string.Equals(folded.Subject, subject, StringComparison.Ordinal))
            {
                yield return folded with { Weight = folded.Weight * WeightAfter(now - folded.AsOf) };
            }
        }

        foreach (var each in observed.Latest)
        {
            if (string.Equals(each.Subject, subject, StringComparison.Ordinal))
            {
                yield return new FoldedObservations(subject, each.Value, each.Kind, 1, WeightAfter(now - each.At), now);
            }
        }
    }

    /// <summary>What speaks for one value; owned by one inference.</summary>
    private sealed class Tally
    {
        private bool _isMixed;
        private ObservationKind? _kind;

        public double Weight { get; private set; }

        public double Against { get; set; }

        public int Count { get; private set; }

        public string Observed { get; private set; } = "";

        public ObservationKind? Kind => _isMixed ? null : _kind;

        public void Add(FoldedObservations each)
        {
            Weight += each.Weight;
            Count += each.Count;
            Observed = each.Value;
            _isMixed |= _kind is { } kind && kind != each.Kind;
            _kind ??= each.Kind;
        }
    }
}
