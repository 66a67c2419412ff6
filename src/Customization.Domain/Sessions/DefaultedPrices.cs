using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Catalog.Pricing;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>What each value would lead to with the defaults that stand once it is chosen.</summary>
/// <remarks>Taking a value can make defaults give way and let others stand, so each value has defaults of its own.
/// Where that cannot be (the value goes with all defaults that stand, and none waits for what is undecided), one pass
/// answers for all such values; each other value takes a pass for every default.</remarks>
internal sealed class DefaultedPrices(PublishedProduct product, Configurator configurator, PriceTable table)
{
    /// <summary>Replaces the price of every value that is not dead, nor excluded by an unknown number of choices.
    /// </summary>
    public void Fill(Selection selection, Filling now, ReadOnlySpan<int> changes, Span<long> prices)
    {
        var model = product.Model;
        var least = new long[prices.Length];
        configurator.LeastPerLiteral(now.Filled, table.PerLiteral, least);
        for (var literal = 0; literal < prices.Length; literal++)
        {
            if (changes[literal] is Configurator.Never or Configurator.Some)
            {
                continue;
            }

            var characteristic = model.CharacteristicOf(literal);
            var value = model.ValueOf(literal);
            var isChosen = selection[characteristic] == value;
            prices[literal] = isChosen || (!now.Waits && now.Possible.Contains(literal))
                ? least[literal]
                : With(selection, characteristic, value, changes[literal]);
        }
    }

    private long With(Selection selection, CharacteristicIndex characteristic, int value, int changes)
    {
        var after = changes == 0
            ? selection.With(characteristic, value)
            : configurator.Repair(selection, characteristic, value, table.PerLiteral)!.Repaired;
        return configurator.Cheapest(
            DefaultFilling.Fill(product, configurator, after).Filled, table.PerLiteral)!.Cost;
    }
}
