using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Effectivity;
using Customization.Domain.Delivery;

namespace Customization.Domain.Demand.Recommending;

/// <summary>Keeps what shards of Demand know and makes a <see cref="DemandOutlook"/> of it.</summary>
/// <remarks>New sales count at the next outlook. The factors are learned anew only where sales have grown or faded by
/// <see cref="RelearnShare"/> since, on whoever calls <see cref="Build"/>; until then the earlier ones stand, so no
/// click ever waits for learning. Mutable; one caller at a time.</remarks>
public sealed class DemandOutlookBuilder
{
    /// <summary>Change of all sales, as a share, that asks for learning again.</summary>
    public const double RelearnShare = 0.2;

    private readonly Dictionary<string, DemandState> _shards = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Learned> _learned = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private int _period;

    /// <summary>The latest outlook.</summary>
    public DemandOutlook Current { get; private set; } = DemandOutlook.Empty;

    /// <summary>Takes a shard as it is now.</summary>
    public void Put(DemandState shard)
    {
        _shards[shard.Key] = shard;
        _changed.Add(shard.Product);
    }

    /// <summary>Brings the outlook up to date. O(counts of changed products), and now and then learning.</summary>
    public DemandOutlook Build(ICatalog catalog, DateTimeOffset now)
    {
        var today = new CatalogAt(catalog, now);
        var period = DemandStatistics.PeriodOf(PlantMinute.DayOf(now));
        var isFaded = period != _period;
        _period = period;
        var models = ImmutableDictionary.CreateBuilder<string, DemandModel>();
        foreach (var code in _shards.Values.Select(shard => shard.Product).Distinct(StringComparer.Ordinal))
        {
            if (today.Current(code) is not { } product)
            {
                continue;
            }

            var isCurrent = Current.Of(code) is { } known && ReferenceEquals(known.Model, product.Model);
            models.Add(code, isCurrent && !isFaded && !_changed.Contains(code)
                ? Current.Of(code)!
                : Make(product, today, period));
        }

        _changed.Clear();
        return Current = new DemandOutlook(models.ToImmutable());
    }

    private DemandModel Make(PublishedProduct product, CatalogAt catalog, int now)
    {
        var statistics = _shards.Values.Where(shard => shard.Product == product.Code)
            .Aggregate(DemandStatistics.Empty, (sum, shard) => sum.Merge(shard.Statistics));
        var sold = SoldConfigurations.Of(statistics.Faded(now), product, catalog);
        var sales = sold.Sum(each => each.Weight);
        int[] preferred = [.. product.Definition.Defaults.Select(value =>
            product.Model.Literal(value.Characteristic, value.Value))];
        if (!_learned.TryGetValue(product.Code, out var learned) || !ReferenceEquals(learned.Model, product.Model)
            || Math.Abs(sales - learned.Sales) > RelearnShare * learned.Sales)
        {
            var start = learned is not null && ReferenceEquals(learned.Model, product.Model)
                ? learned.Factors
                : VoteFactors.Unlearned(product.Model.LiteralCount);
            var factors = DemandLearner.Learn(new DemandModel(product.Model, sold, start, preferred), product.Compiled);
            _learned[product.Code] = learned = new Learned(product.Model, factors, sales);
        }

        return new DemandModel(product.Model, sold, learned.Factors, preferred);
    }

    private sealed record Learned(Kernel.Model.ProductModel Model, VoteFactors Factors, double Sales);
}
