using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Effectivity;
using Customization.Domain.Delivery;

namespace Customization.Domain.Demand.Recommending;

/// <summary>Keeps what shards of Demand know and makes a <see cref="DemandOutlook"/> of it.</summary>
/// <remarks>New sales count at the next outlook. Where sales have grown or faded by <see cref="RelearnShare"/> since
/// the factors were learned, <see cref="NextLearning"/> says so; until its result is taken the earlier factors stand,
/// so neither a click nor an outlook ever waits for learning. Mutable; one caller at a time.</remarks>
public sealed class DemandOutlookBuilder
{
    /// <summary>Change of all sales, as a share, that asks for learning again.</summary>
    public const double RelearnShare = 0.2;

    private readonly Dictionary<string, DemandState> _shards = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DemandLearning> _learned = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DemandLearning> _toLearn = new(StringComparer.Ordinal);
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

    /// <summary>Hands out one product whose factors do not fit its sales any more; null where there is none.</summary>
    public DemandLearning? NextLearning()
    {
        foreach (var (code, learning) in _toLearn)
        {
            _toLearn.Remove(code);
            return learning;
        }

        return null;
    }

    /// <summary>Takes what was learned; it counts at the next outlook.</summary>
    public void Take(DemandLearning learning)
    {
        _learned[learning.Product] = learning;
        _changed.Add(learning.Product);
    }

    /// <summary>Brings the outlook up to date. O(counts of changed products).</summary>
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
        var learned = _learned.GetValueOrDefault(product.Code);
        var isOfVersion = learned is not null && ReferenceEquals(learned.Model, product.Model);
        var factors = isOfVersion ? learned!.Factors : VoteFactors.Unlearned(product.Model.Characteristics.Length);
        var demand = new DemandModel(product.Compiled, sold, factors, preferred);
        if (isOfVersion && Math.Abs(sales - learned!.Sales) <= RelearnShare * learned.Sales)
        {
            _toLearn.Remove(product.Code);
        }
        else
        {
            _toLearn[product.Code] = new DemandLearning(product.Code, demand, sales);
        }

        return demand;
    }
}
