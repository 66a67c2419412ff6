using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Customization.Kernel.Compilation;
using Customization.Kernel.Diagram;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Queries;

/// <summary>Finds the completion that the author's preferences like best: by priority, then by price.</summary>
/// <remarks>Works on a diagram of its own, in which each preference is one more yes or no that follows from the other
/// values (<see cref="ModelOf"/>), so that a preference may be any formula and the answer stays exact. Immutable; safe
/// for any number of threads.</remarks>
public sealed class PreferredCompletions
{
    private readonly CompiledModel _judged;
    private readonly ProductModel _model;

    /// <summary>Takes a model and the compiled form of <see cref="ModelOf"/> it.</summary>
    public PreferredCompletions(ProductModel model, CompiledModel judged)
    {
        Invariant.Check(
            judged.Model.Characteristics.Length == model.Characteristics.Length + model.Preferences.Length,
            "every preference is judged");
        _model = model;
        _judged = judged;
    }

    /// <summary>The model with one boolean per preference that says whether it is met; those come last. It has as many
    /// configurations as the model itself.</summary>
    public static ProductModel ModelOf(ProductModel model)
    {
        var first = model.Characteristics.Length;
        var judged = model.Preferences.Select((preference, i) => (
            Characteristic: new Characteristic(
                string.Create(CultureInfo.InvariantCulture, $"is preference {i} met?"), CharacteristicKind.Boolean,
                Characteristic.NoYes, preference.Span),
            Rule: new Rule(
                $"preference {preference.Name}",
                new Formula.Iff(new Formula.Is(new CharacteristicIndex(first + i), [1]), preference.Formula),
                preference.Message, preference.Span))).ToArray();
        return new ProductModel(
            model.Name, [.. model.Characteristics, .. judged.Select(each => each.Characteristic)],
            [.. model.Rules, .. judged.Select(each => each.Rule)]);
    }

    /// <summary>Among all completions those with the least weight of unmet preferences of the highest priority, among
    /// these of the next, and so on; among what is left the cheapest. Null where there is no completion.</summary>
    /// <returns>The completion with its price as cost.</returns>
    /// <remarks>One (min, +) pass over integers that hold all measures, O(E) for E diagram edges times the length of
    /// those integers.</remarks>
    public Completion? Find(Selection selection, ReadOnlySpan<long> pricePerLiteral)
    {
        var count = _model.Characteristics.Length;
        var all = new int[_judged.Model.Characteristics.Length];
        Array.Fill(all, -1);
        foreach (var (characteristic, value) in selection.Choices)
        {
            all[characteristic.Value] = value;
        }

        var pass = new Pass<BigInteger?, LeastPacked>(_judged);
        pass.Allow(Selection.From(all), Weights(pricePerLiteral), null);
        if (pass.Up() is null)
        {
            return null;
        }

        var values = pass.Best().AsSpan(0, count);
        var price = 0L;
        for (var c = 0; c < count; c++)
        {
            price += pricePerLiteral[_model.Literal(new CharacteristicIndex(c), values[c])];
        }

        return new Completion([.. values], price);
    }

    /// <summary>Price above its least per characteristic in the lowest digits; above it the unmet weights of each
    /// priority, each in a range that their sum cannot leave.</summary>
    private BigInteger?[] Weights(ReadOnlySpan<long> pricePerLiteral)
    {
        var weights = new BigInteger?[_judged.Model.LiteralCount];
        var unit = BigInteger.One;
        for (var c = 0; c < _model.Characteristics.Length; c++)
        {
            var first = _model.Offset(new CharacteristicIndex(c));
            var prices = pricePerLiteral.Slice(first, _model.Characteristics[c].Values.Length).ToArray();
            var least = prices.Min();
            for (var v = 0; v < prices.Length; v++)
            {
                weights[first + v] = (BigInteger)prices[v] - least;
            }

            unit += (BigInteger)prices.Max() - least;
        }

        var byPriority = _model.Preferences.Select((preference, i) => (preference, i))
            .GroupBy(each => each.preference.Priority).OrderBy(level => level.Key);
        foreach (var level in byPriority)
        {
            var total = BigInteger.Zero;
            foreach (var (preference, i) in level)
            {
                var no = _judged.Model.Offset(new CharacteristicIndex(_model.Characteristics.Length + i));
                weights[no] = unit * preference.Weight;
                weights[no + 1] = BigInteger.Zero;
                total += preference.Weight;
            }

            unit *= total + 1;
        }

        return weights;
    }
}
