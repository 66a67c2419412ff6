using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Effectivity;
using Customization.Domain.Delivery;
using Customization.Domain.Demand.Recommending;
using Customization.Kernel.Model;

namespace Customization.Domain.Demand;

/// <summary>What sells of one version of a product, for its author.</summary>
/// <param name="Sales">Sales that are remembered, faded to today.</param>
/// <param name="PerLiteral">The same with each value; 0 where fewer than <see cref="DemandLimits.SalesToSpeak"/> had
/// it.</param>
public sealed record DemandReport(double Sales, ImmutableArray<double> PerLiteral)
{
    /// <summary>Adds up the shards of a product. O(counts x characteristics).</summary>
    public static DemandReport Of(
        IEnumerable<DemandState> shards, PublishedProduct product, ICatalog catalog, DateTimeOffset now)
    {
        var statistics = shards.Aggregate(DemandStatistics.Empty, (sum, shard) => sum.Merge(shard.Statistics));
        var (today, model) = (new CatalogAt(catalog, now), product.Model);
        var (faded, counted) = (new double[model.LiteralCount], new long[model.LiteralCount]);
        var total = 0.0;
        foreach (var each in statistics.Faded(DemandStatistics.PeriodOf(PlantMinute.DayOf(now))))
        {
            if (SoldConfigurations.Values(each.Configuration, product, today) is not { } values)
            {
                continue;
            }

            total += each.Weight;
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i] >= 0)
                {
                    var literal = model.Literal(new CharacteristicIndex(i), values[i]);
                    faded[literal] += each.Weight;
                    counted[literal] += each.Sales;
                }
            }
        }

        return new DemandReport(
            total, [.. faded.Select((weight, literal) => counted[literal] < DemandLimits.SalesToSpeak ? 0 : weight)]);
    }
}
