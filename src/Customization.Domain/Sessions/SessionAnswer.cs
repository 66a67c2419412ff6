using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Pricing;
using Customization.Kernel;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>What the kernel says about every value under one selection. Arrays have one entry per literal of the
/// model (see <c>ProductModel.Literal</c>).</summary>
/// <param name="Changes">Other choices that must change for the value; 0 where none, <see cref="int.MaxValue"/> where
/// the value is dead.</param>
/// <param name="PriceDelta">Minor units that the cheapest completion with the value costs more than
/// the cheapest completion now; 0 for dead values.</param>
/// <param name="DayDelta">Days that the fastest completion with the value takes longer than the fastest completion
/// now; 0 where the value is excluded or dead.</param>
/// <param name="Completion">The cheapest completion: value position per characteristic.</param>
/// <param name="Undecided">Characteristics with no choice and more than one value left.</param>
public sealed record SessionAnswer(
    ImmutableArray<ValueStatus> Statuses, ImmutableArray<int> Changes, ImmutableArray<long> PriceDelta,
    ImmutableArray<int> DayDelta, ImmutableArray<int> Completion, ImmutableArray<int> Undecided)
{
    /// <summary>Asks the kernel. A pure function of its arguments: fit to be remembered by them.</summary>
    /// <param name="selection">Has a completion.</param>
    /// <param name="further">Surcharges of parameters, which the price policy counts in.</param>
    /// <param name="daysPerLiteral">Days that each literal needs at least.</param>
    /// <remarks>O(E) for the price and, where any literal takes days, O(E) more for each choice.</remarks>
    public static SessionAnswer Compute(
        PublishedProduct product, PriceTable table, long further, long[] daysPerLiteral, Selection selection) =>
        product.Configurators.Use(configurator =>
        {
            var model = product.Model;
            var changes = new int[model.LiteralCount];
            var prices = new long[model.LiteralCount];
            configurator.Answer(selection, table.PerLiteral, changes, prices);
            var cheapest = configurator.Cheapest(selection, table.PerLiteral);
            Invariant.Check(cheapest is not null, "a session's selection has a completion");

            var now = table.Total(cheapest!.Cost, further);
            for (var literal = 0; literal < prices.Length; literal++)
            {
                prices[literal] = changes[literal] == Configurator.Never
                    ? 0
                    : table.Total(prices[literal], further) - now;
            }

            var statuses = StatusesOf(model, selection, changes, out var undecided);
            return new SessionAnswer(
                ImmutableCollectionsMarshal.AsImmutableArray(statuses),
                ImmutableCollectionsMarshal.AsImmutableArray(changes),
                ImmutableCollectionsMarshal.AsImmutableArray(prices),
                ImmutableCollectionsMarshal.AsImmutableArray(
                    DaysOf(configurator, daysPerLiteral, selection, statuses)),
                cheapest.Values, undecided);
        });

    private static ValueStatus[] StatusesOf(
        ProductModel model, Selection selection, int[] changes, out ImmutableArray<int> undecided)
    {
        var statuses = new ValueStatus[changes.Length];
        var several = ImmutableArray.CreateBuilder<int>();
        for (var c = 0; c < model.Characteristics.Length; c++)
        {
            var characteristic = new CharacteristicIndex(c);
            var first = model.Offset(characteristic);
            var end = first + model.Characteristics[c].Values.Length;
            var open = 0;
            for (var literal = first; literal < end; literal++)
            {
                open += changes[literal] == 0 ? 1 : 0;
                statuses[literal] = changes[literal] switch
                {
                    0 => ValueStatus.Open,
                    Configurator.Never => ValueStatus.Dead,
                    _ => ValueStatus.Excluded,
                };
            }

            if (selection[characteristic] >= 0)
            {
                statuses[first + selection[characteristic]] = ValueStatus.Chosen;
            }
            else if (open == 1)
            {
                statuses[Array.IndexOf(changes, 0, first, end - first)] = ValueStatus.Forced;
            }
            else
            {
                several.Add(c);
            }
        }

        undecided = several.ToImmutable();
        return statuses;
    }

    private static int[] DaysOf(
        Configurator configurator, long[] daysPerLiteral, Selection selection, ValueStatus[] statuses)
    {
        var delta = new int[daysPerLiteral.Length];
        if (!daysPerLiteral.AsSpan().ContainsAnyExcept(0))
        {
            return delta;
        }

        var model = configurator.Compiled.Model;
        var days = new long[daysPerLiteral.Length];
        configurator.LeastMaximumPerLiteral(selection, daysPerLiteral, days);
        var now = DaysNow(model, days);
        var without = new long[daysPerLiteral.Length];
        foreach (var (characteristic, _) in selection.Choices)
        {
            // The other values of a choice have no completion until that choice is taken back.
            configurator.LeastMaximumPerLiteral(selection.Without(characteristic), daysPerLiteral, without);
            var first = model.Offset(characteristic);
            var count = model.Characteristics[characteristic.Value].Values.Length;
            without.AsSpan(first, count).CopyTo(days.AsSpan(first));
        }

        for (var literal = 0; literal < delta.Length; literal++)
        {
            delta[literal] = statuses[literal] is ValueStatus.Excluded or ValueStatus.Dead
                ? 0
                : checked((int)(days[literal] - now));
        }

        return delta;
    }

    /// <summary>The fastest completion has some value of the first characteristic.</summary>
    private static long DaysNow(ProductModel model, long[] days) =>
        model.Characteristics.Length == 0 ? 0 : days[..model.Characteristics[0].Values.Length].Min();
}
