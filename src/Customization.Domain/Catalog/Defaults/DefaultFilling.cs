using Customization.Domain.Catalog.Definitions;
using Customization.Kernel.Queries;

namespace Customization.Domain.Catalog.Defaults;

/// <summary>A selection with the defaults that stand under it.</summary>
/// <param name="Filled">The choices and, where they leave a characteristic open, its default.</param>
/// <param name="Possible">Values that occur in a completion of <paramref name="Filled"/>.</param>
/// <param name="Waits">Whether some default depends on what is not decided yet.</param>
public sealed record Filling(Selection Filled, LiteralSet Possible, bool Waits);

/// <summary>Works out which defaults stand.</summary>
/// <remarks>Defaults are no choices: they follow from the product version and the choices, are neither stored nor
/// coded, and give way to whatever the customer chooses.</remarks>
public static class DefaultFilling
{
    /// <summary>Takes the defaults in the order of their priority. One stands where its characteristic is open, its
    /// condition surely holds, and choices and defaults taken before it leave its value possible; so a selection that
    /// has a completion keeps one.</summary>
    /// <param name="configurator">Of the product.</param>
    /// <remarks>One pass over the diagram, and one more for each default that stands.</remarks>
    public static Filling Fill(PublishedProduct product, Configurator configurator, Selection selection)
    {
        var filled = selection;
        var possible = configurator.PossibleValues(selection);
        var waits = false;
        foreach (var each in product.Definition.Defaults)
        {
            if (filled[each.Characteristic] >= 0 || !possible.Contains(each.Characteristic, each.Value))
            {
                continue;
            }

            var holds = PossibleEvaluation.Holds(each.When, possible);
            waits |= holds is null;
            if (holds == true)
            {
                filled = filled.With(each.Characteristic, each.Value);
                possible = configurator.PossibleValues(filled);
            }
        }

        return new Filling(filled, possible, waits);
    }

    /// <summary>The selection with its defaults; itself where the product has none.</summary>
    public static Selection Filled(PublishedProduct product, Selection selection) =>
        product.Definition.Defaults.IsEmpty
            ? selection
            : product.Configurators.Use(configurator => Fill(product, configurator, selection).Filled);
}
