using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Pricing;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>What each value would lead to with the defaults that stand once it is chosen.</summary>
/// <remarks>Taking a value can make defaults give way and let others stand, so each value has defaults of its own.
/// Where that cannot be (the value goes with all defaults that stand and decides none that waits), one pass answers
/// for all such values, and where defaults wait one more for each; each other value takes the few passes of
/// <see cref="DefaultFilling"/>.</remarks>
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
            prices[literal] = isChosen || (now.Possible.Contains(literal) && KeepsWaiting(now, characteristic, value))
                ? least[literal]
                : With(selection, characteristic, value, changes[literal]);
        }
    }

    /// <summary>Whether no default that waits comes to stand with a value that goes with all that stand.</summary>
    /// <remarks>What holds at a default's turn still holds once all others are taken, so looking then misses none.
    /// </remarks>
    private bool KeepsWaiting(Filling now, CharacteristicIndex characteristic, int value)
    {
        if (now.Waiting.IsEmpty)
        {
            return true;
        }

        var possible = configurator.PossibleValues(now.Filled.With(characteristic, value));
        return now.Waiting.All(each => PossibleEvaluation.Holds(each.When, possible) != true);
    }

    private long With(Selection selection, CharacteristicIndex characteristic, int value, int changes)
    {
        var after = changes == 0
            ? selection.With(characteristic, value)
            : configurator.Repair(selection, characteristic, value, table.PerLiteral)!.Repaired;
        return configurator.Cheapest(
            DefaultFilling.Filled(product, configurator, after), table.PerLiteral)!.Cost;
    }
}
