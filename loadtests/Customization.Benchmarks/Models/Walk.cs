using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Benchmarks.Models;

/// <summary>One choice of a customer, and what had been chosen before it.</summary>
internal readonly record struct Click(
    Selection Before, CharacteristicIndex Characteristic, int Value, Selection After, bool IsFirst);

/// <summary>What customers do: configurations drawn uniformly, chosen characteristic by characteristic in a random
/// order, without those that leave no choice.</summary>
internal static class Walk
{
    private const int Configurations = 16;
    private const int ClicksPerConfigurationMax = 48;

    /// <summary>The clicks of a few customers, one after the other.</summary>
    public static Click[] Clicks(CompiledModel compiled)
    {
        var random = new Random(5);
        var configurator = new DiagramConfigurator(compiled);
        var empty = Selection.Empty(compiled.Model);
        var possible = configurator.PossibleValues(empty);
        var questions = Enumerable.Range(0, compiled.Model.Characteristics.Length)
            .Where(i => possible.CountOf(new CharacteristicIndex(i)) > 1).ToArray();
        var clicks = new List<Click>();
        for (var i = 0; i < Configurations; i++)
        {
            var configuration = configurator.Sample(empty, random)!.Values;
            random.Shuffle(questions);
            var selection = empty;
            foreach (var question in questions.Take(ClicksPerConfigurationMax))
            {
                var (characteristic, before) = (new CharacteristicIndex(question), selection);
                selection = before.With(characteristic, configuration[question]);
                clicks.Add(new Click(before, characteristic, configuration[question], selection, before.Count == 0));
            }
        }

        return [.. clicks];
    }

    /// <summary>Values that some selection of the clicks excludes; at most <paramref name="count"/>.</summary>
    public static (Selection Selection, CharacteristicIndex Characteristic, int Value)[] Excluded(
        CompiledModel compiled, Click[] clicks, int count)
    {
        var random = new Random(6);
        var (model, configurator) = (compiled.Model, new DiagramConfigurator(compiled));
        var alive = configurator.PossibleValues(Selection.Empty(model));
        var found = new List<(Selection, CharacteristicIndex, int)>();
        for (var attempt = 0; attempt < 20 * count && found.Count < count; attempt++)
        {
            var selection = clicks[random.Next(clicks.Length)].After;
            var possible = configurator.PossibleValues(selection);
            var literal = random.Next(model.LiteralCount);
            var characteristic = model.CharacteristicOf(literal);
            if (alive.Contains(literal) && !possible.Contains(literal) && selection[characteristic] < 0)
            {
                found.Add((selection, characteristic, model.ValueOf(literal)));
            }
        }

        return [.. found];
    }
}
