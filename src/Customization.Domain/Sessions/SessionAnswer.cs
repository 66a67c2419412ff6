using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Catalog.Pricing;
using Customization.Kernel;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>What the kernel says about every value under one selection. Arrays have one entry per literal of the
/// model (see <c>ProductModel.Literal</c>).</summary>
/// <param name="Changes">Other choices that must change for the value; 0 where none, <c>Configurator.Never</c> where
/// the value is dead, <c>Configurator.Some</c> where the search engine knows only that there are some.</param>
/// <param name="PriceDelta">Minor units that the cheapest completion with the value, and with the defaults that then
/// stand, costs more than that of now; 0 for dead values.</param>
/// <param name="DayDelta">Days that the fastest completion with the value takes longer than the fastest completion
/// now; 0 where the value is excluded or dead.</param>
/// <param name="Completion">The cheapest completion of choices and defaults: value position per characteristic.</param>
/// <param name="Undecided">Characteristics with no choice and no default, and more than one value left.</param>
public sealed record SessionAnswer(
    ImmutableArray<ValueStatus> Statuses, ImmutableArray<int> Changes, ImmutableArray<long> PriceDelta,
    ImmutableArray<int> DayDelta, ImmutableArray<int> Completion, ImmutableArray<int> Undecided)
{
    /// <summary>Value position per characteristic that stands by default, or that defaults leave as the only one, -1
    /// where there is none; empty where the product has no defaults. Such a value is open or forced by nothing but
    /// defaults; it is no choice.</summary>
    public ImmutableArray<int> Defaults { get; init; } = [];

    /// <summary>Value position per characteristic, -1 where it is undecided. O(characteristics).</summary>
    public int[] Decided()
    {
        int[] values = [.. Completion];
        foreach (var undecided in Undecided)
        {
            values[undecided] = -1;
        }

        return values;
    }

    /// <summary>What answered. The search engine is exact about statuses; its completion may not be the cheapest, its
    /// price differences are those of the values alone, and it gives no days for other values of a choice.</summary>
    public ConfigurationEngine Engine { get; init; }

    /// <summary>Asks the kernel. A pure function of its arguments: fit to be remembered by them.</summary>
    /// <param name="selection">Has a completion.</param>
    /// <param name="further">Surcharges of parameters, which the price policy counts in.</param>
    /// <param name="daysPerLiteral">Days that each literal needs at least.</param>
    /// <remarks>O(E) for the price and, where any literal takes days, O(E) more for each choice. With defaults
    /// <see cref="DefaultedPrices"/> adds its own.</remarks>
    public static SessionAnswer Compute(
        PublishedProduct product, PriceTable table, long further, long[] daysPerLiteral, Selection selection) =>
        product.Configurators.Use(configurator =>
        {
            var model = product.Model;
            var changes = new int[model.LiteralCount];
            var prices = new long[model.LiteralCount];
            var cheapest = configurator.AnswerAndCheapest(selection, table.PerLiteral, changes, prices);
            var filling = product.Definition.Defaults.IsEmpty
                ? null
                : DefaultFilling.Fill(product, configurator, selection);
            cheapest = filling is null ? cheapest : configurator.Cheapest(filling.Filled, table.PerLiteral);
            Invariant.Check(cheapest is not null, "a session's selection has a completion");
            if (filling is not null)
            {
                new DefaultedPrices(product, configurator, table).Fill(selection, filling, changes, prices);
            }

            table.SubtractTotal(prices, cheapest!.Cost, further);
            var statuses = StatusesOf(model, selection, changes);
            return new SessionAnswer(
                ImmutableCollectionsMarshal.AsImmutableArray(statuses),
                ImmutableCollectionsMarshal.AsImmutableArray(changes),
                ImmutableCollectionsMarshal.AsImmutableArray(prices),
                daysPerLiteral.AsSpan().ContainsAnyExcept(0)
                    ? ImmutableCollectionsMarshal.AsImmutableArray(
                        DaysOf(configurator, daysPerLiteral, selection, statuses))
                    : product.NoDays,
                cheapest.Values, UndecidedOf(model, statuses, filling))
            {
                Defaults = filling is null ? [] : DefaultsOf(model, statuses, filling),
                Engine = product.Compiled.Engine,
            };
        });

    private static ValueStatus[] StatusesOf(ProductModel model, Selection selection, ReadOnlySpan<int> changes)
    {
        var statuses = new ValueStatus[changes.Length];
        for (var literal = 0; literal < statuses.Length; literal++)
        {
            // Excluded or open without a branch: which values are excluded looks random to a processor.
            statuses[literal] = changes[literal] == Configurator.Never
                ? ValueStatus.Dead
                : (ValueStatus)(Math.Min(changes[literal], 1) * (int)ValueStatus.Excluded);
        }

        for (var c = 0; c < model.Characteristics.Length; c++)
        {
            var characteristic = new CharacteristicIndex(c);
            var own = statuses.AsSpan(model.Offset(characteristic), model.Characteristics[c].Values.Length);
            if (selection[characteristic] >= 0)
            {
                own[selection[characteristic]] = ValueStatus.Chosen;
            }
            else if (own.IndexOf(ValueStatus.Open) is >= 0 and var first
                && own.LastIndexOf(ValueStatus.Open) == first)
            {
                own[first] = ValueStatus.Forced;
            }
        }

        return statuses;
    }

    private static ImmutableArray<int> UndecidedOf(ProductModel model, ValueStatus[] statuses, Filling? filling)
    {
        var undecided = ImmutableArray.CreateBuilder<int>(model.Characteristics.Length);
        for (var c = 0; c < model.Characteristics.Length; c++)
        {
            if (IsOpen(model, statuses, c)
                && (filling is null || filling.Possible.CountOf(new CharacteristicIndex(c)) > 1))
            {
                undecided.Add(c);
            }
        }

        return undecided.DrainToImmutable();
    }

    private static ImmutableArray<int> DefaultsOf(ProductModel model, ValueStatus[] statuses, Filling filling)
    {
        var defaults = ImmutableArray.CreateBuilder<int>(model.Characteristics.Length);
        for (var c = 0; c < model.Characteristics.Length; c++)
        {
            defaults.Add(IsOpen(model, statuses, c)
                && filling.Possible.ValuesOf(new CharacteristicIndex(c)) is [var only] ? only : -1);
        }

        return defaults.MoveToImmutable();
    }

    /// <summary>Whether the choices leave a characteristic more than one value.</summary>
    private static bool IsOpen(ProductModel model, ValueStatus[] statuses, int characteristic)
    {
        var first = model.Offset(new CharacteristicIndex(characteristic));
        var values = statuses.AsSpan(first, model.Characteristics[characteristic].Values.Length);
        return !values.ContainsAny(ValueStatus.Chosen, ValueStatus.Forced);
    }

    private static int[] DaysOf(
        Configurator configurator, long[] daysPerLiteral, Selection selection, ValueStatus[] statuses)
    {
        var delta = new int[daysPerLiteral.Length];
        var model = configurator.Compiled.Model;
        var days = new long[daysPerLiteral.Length];
        configurator.LeastMaximumPerLiteral(selection, daysPerLiteral, days);
        var now = DaysNow(model, days);
        var without = new long[daysPerLiteral.Length];
        var isDiagram = configurator.Compiled.Engine == ConfigurationEngine.Diagram;
        foreach (var (characteristic, _) in isDiagram ? selection.Choices : [])
        {
            // The other values of a choice have no completion until that choice is taken back.
            configurator.LeastMaximumPerLiteral(selection.Without(characteristic), daysPerLiteral, without);
            var first = model.Offset(characteristic);
            var count = model.Characteristics[characteristic.Value].Values.Length;
            without.AsSpan(first, count).CopyTo(days.AsSpan(first));
        }

        for (var literal = 0; literal < delta.Length; literal++)
        {
            var isUnknown = days[literal] == Configurator.Impossible;
            delta[literal] = isUnknown || statuses[literal] is ValueStatus.Excluded or ValueStatus.Dead
                ? 0
                : checked((int)(days[literal] - now));
        }

        return delta;
    }

    /// <summary>The fastest completion has some value of the first characteristic.</summary>
    private static long DaysNow(ProductModel model, long[] days) =>
        model.Characteristics.Length == 0 ? 0 : days[..model.Characteristics[0].Values.Length].Min();
}
