using System.Collections.Immutable;
using System.Numerics;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Pricing;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Catalog.Complexity;

/// <summary>Measures how many decisions a product asks for.</summary>
/// <remarks>Follows everybody where there are few enough, otherwise a sample of fixed seed: the same report for the
/// same input. O(walks x characteristics x diagram edges), which <see cref="EdgesMax"/> bounds.</remarks>
internal sealed class EffortMeasure(PublishedProduct product, DiagramConfigurator configurator, PriceTable table)
{
    /// <summary>Most shoppers that are followed.</summary>
    public const int WalksMax = 500;

    /// <summary>Fewest shoppers that are followed, whatever a diagram costs.</summary>
    public const int WalksMin = 20;

    /// <summary>Diagram edges that all walks of a measure may pass: about a second.</summary>
    private const long EdgesMax = 300_000_000;

    /// <summary>Passes over the diagram per question.</summary>
    private const long PassesPerQuestion = 10;

    private const int Seed = 1;

    /// <summary>Weight of a value that nobody bought, in orders.</summary>
    private const double Unseen = 0.5;

    private readonly ProductModel _model = product.Model;
    private readonly DecisionWalk _walk = new(product, configurator, table);

    /// <summary>The effort of everybody, and of those who bought.</summary>
    public ImmutableArray<DecisionEffort> Of(BigInteger configurations, SalesHistory sold)
    {
        if (configurations.IsZero)
        {
            return [];
        }

        var everybody = Everybody(configurations, sold);
        return sold.Configurations.IsEmpty ? [everybody] : [everybody, Buyers(sold)];
    }

    private DecisionEffort Everybody(BigInteger configurations, SalesHistory sold)
    {
        var nothing = Selection.Empty(_model);
        var isExact = configurations <= WalksNow;
        var wanted = isExact
            ? configurator.KBest(nothing, new long[_model.LiteralCount], (int)configurations)
            : configurator.Sample(nothing, Seed, WalksNow);
        var weights = sold.Configurations.IsEmpty ? null : LogWeights(sold.PerLiteral(_model));
        return Effort(
            Shoppers.Everybody, isExact,
            [.. wanted.Select(each => (_walk.Follow(each.Values.AsSpan(), weights), 1L))]);
    }

    /// <summary>Each buyer is helped by what the others bought, not by their own order. Where there are too many
    /// different configurations, those of every n-th rank stand for all.</summary>
    private DecisionEffort Buyers(SalesHistory sold)
    {
        var counts = sold.PerLiteral(_model);
        var step = ((sold.Configurations.Length - 1) / WalksNow) + 1;
        return Effort(
            Shoppers.Buyers, step == 1,
            [
                .. sold.Configurations.Where((_, rank) => rank % step == 0).Select(each =>
                    (_walk.Follow(each.Values.AsSpan(), LogWeights(counts, each.Values)), each.Orders)),
            ]);
    }

    private int WalksNow =>
        (int)Math.Clamp(EdgesMax / (EdgesPerQuestion * _model.Characteristics.Length), WalksMin, WalksMax);

    private long EdgesPerQuestion => PassesPerQuestion * Math.Max(1, product.Compiled.Diagram.EdgeCount);

    private double[] LogWeights(long[] counts, ImmutableArray<int> without = default)
    {
        var weights = new double[counts.Length];
        for (var literal = 0; literal < counts.Length; literal++)
        {
            var own = !without.IsDefault
                && without[_model.CharacteristicOf(literal).Value] == _model.ValueOf(literal) ? 1 : 0;
            weights[literal] = Math.Log(counts[literal] - own + Unseen);
        }

        return weights;
    }

    private DecisionEffort Effort(
        Shoppers shoppers, bool isExact, ImmutableArray<(WalkLength Length, long Weight)> walks) => new(
        shoppers, walks.Length, isExact,
        MeanOf(walks, isExact, length => length.Unaided), MeanOf(walks, isExact, length => length.Aided),
        MeanOf(walks, isExact, length => length.Read), MeanOf(walks, isExact, length => length.Complete))
        {
            SecondsUnaided = MeanOf(
                walks, isExact, length => (length.Unaided * Seconds.Answer) + (length.Read * Seconds.Look)),
            SecondsAided = MeanOf(
                walks, isExact, length => (length.Aided * Seconds.Answer) + (length.Looked * Seconds.Look)),
        };

    private EffortDefinition Seconds => product.Definition.Effort;

    /// <summary>Mean weighted by orders. Its error by the squared residuals of the weighted mean, with the correction
    /// n / (n - 1) for n walks (Cochran 1977, sampling techniques, ratio estimate).</summary>
    private static Mean MeanOf(
        ImmutableArray<(WalkLength Length, long Weight)> walks, bool isExact, Func<WalkLength, double> measure)
    {
        var total = (double)walks.Sum(walk => walk.Weight);
        var mean = walks.Sum(walk => walk.Weight * measure(walk.Length)) / total;
        if (isExact)
        {
            return new Mean(mean, 0);
        }

        var squares = walks.Sum(walk => Math.Pow(walk.Weight * (measure(walk.Length) - mean), 2));
        var n = walks.Length;
        return new Mean(mean, Math.Sqrt(squares * n / Math.Max(1, n - 1)) / total);
    }
}
