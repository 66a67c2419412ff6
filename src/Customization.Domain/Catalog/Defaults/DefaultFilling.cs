using System.Collections.Immutable;
using Customization.Domain.Catalog.Definitions;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Catalog.Defaults;

/// <summary>A selection with the defaults that stand under it.</summary>
/// <param name="Filled">The choices and, where they leave a characteristic open, its default.</param>
/// <param name="Possible">Values that occur in a completion of <paramref name="Filled"/>.</param>
/// <param name="Waiting">Defaults that depend on what is not decided yet.</param>
public sealed record Filling(Selection Filled, LiteralSet Possible, ImmutableArray<DefaultValue> Waiting);

/// <summary>Works out which defaults stand.</summary>
/// <remarks>Defaults are no choices: they follow from the product version and the choices, are neither stored nor
/// coded, and give way to whatever the customer chooses.</remarks>
public static class DefaultFilling
{
    /// <summary>Takes the defaults in the order of their priority. One stands where its characteristic is open, its
    /// condition surely holds, and choices and defaults taken before it leave its value possible; so a selection that
    /// has a completion keeps one.</summary>
    /// <param name="configurator">Of the product.</param>
    /// <remarks>Passes over the diagram, each O(edges): about two for each run of defaults whose conditions are known
    /// before its first is taken, and log d more for each that gives way in a run of d.</remarks>
    public static Filling Fill(PublishedProduct product, Configurator configurator, Selection selection)
    {
        var waiting = new List<DefaultValue>();
        var (filled, possible) = Take(product.Definition.Defaults, configurator, selection, waiting);
        return new Filling(filled, possible ?? configurator.PossibleValues(filled), [.. waiting]);
    }

    /// <summary>The selection with its standing defaults: <see cref="Fill"/> without its last pass.</summary>
    public static Selection Filled(PublishedProduct product, Configurator configurator, Selection selection) =>
        Take(product.Definition.Defaults, configurator, selection, []).Filled;

    /// <summary>The selection with its defaults; itself where the product has none.</summary>
    public static Selection Filled(PublishedProduct product, Selection selection) =>
        product.Definition.Defaults.IsEmpty
            ? selection
            : product.Configurators.Use(configurator => Filled(product, configurator, selection));

    /// <summary>Possible values are null where the last run of defaults changed them.</summary>
    private static (Selection Filled, LiteralSet? Possible) Take(
        ImmutableArray<DefaultValue> defaults, Configurator configurator, Selection selection,
        List<DefaultValue> waiting)
    {
        var filled = selection;
        LiteralSet? possible = null;
        var at = 0;
        while (at < defaults.Length)
        {
            possible ??= configurator.PossibleValues(filled);
            var (run, next) = Run(defaults, at, filled, possible, waiting);
            filled = Take(configurator, filled, run, isPossible: run.Count == 1);
            possible = run.Count == 0 ? possible : null;
            at = next;
        }

        return (filled, possible);
    }

    /// <summary>The next defaults that can be judged together: what was possible before the first of them decides
    /// whether their conditions hold, and no two fill the same characteristic.</summary>
    private static (List<DefaultValue> Run, int Next) Run(
        ImmutableArray<DefaultValue> defaults, int from, Selection filled, LiteralSet possible,
        List<DefaultValue> waiting)
    {
        var run = new List<DefaultValue>();
        for (var at = from; at < defaults.Length; at++)
        {
            var each = defaults[at];
            if (filled[each.Characteristic] >= 0 || !possible.Contains(each.Characteristic, each.Value))
            {
                continue;
            }

            var holds = PossibleEvaluation.Holds(each.When, possible);
            if (run.Count > 0
                && (holds is null || run.Exists(taken => taken.Characteristic == each.Characteristic)))
            {
                return (run, at);
            }

            if (holds != false)
            {
                (holds is null ? waiting : run).Add(each);
            }
        }

        return (run, defaults.Length);
    }

    /// <summary>Takes one after the other whatever is still possible: all at once where that can be, otherwise one half
    /// and then the other.</summary>
    private static Selection Take(
        Configurator configurator, Selection filled, IReadOnlyList<DefaultValue> run, bool isPossible = false)
    {
        var all = With(filled, run);
        if (run.Count == 0 || isPossible || configurator.IsPossible(all))
        {
            return all;
        }

        if (run.Count == 1)
        {
            return filled;
        }

        var half = run.Count / 2;
        var first = Take(configurator, filled, [.. run.Take(half)]);
        return Take(configurator, first, [.. run.Skip(half)]);
    }

    private static Selection With(Selection filled, IReadOnlyList<DefaultValue> run)
    {
        var values = filled.ToArray();

        foreach (var each in run)
        {
            values[each.Characteristic.Value] = each.Value;
        }

        return Selection.From(values);
    }
}
