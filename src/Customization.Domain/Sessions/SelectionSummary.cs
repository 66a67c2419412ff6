using System.Collections.Immutable;
using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Catalog.Display;
using Customization.Domain.Catalog.Pricing;
using Customization.Kernel.Model;

namespace Customization.Domain.Sessions;

/// <summary>What the view of a session says besides the answer that follows from product, selection, parameters, terms
/// and language alone: the same for every session that has them.</summary>
/// <param name="Choices">Chosen value position per characteristic, -1 for none.</param>
internal sealed record SelectionSummary(
    ImmutableArray<int> Choices, PriceQuote Price, ImmutableArray<ParameterIssue> Issues, string Code,
    Displayed Display)
{
    /// <summary>Works it out. O(characteristics + super-BOM).</summary>
    public static SelectionSummary Of(SessionScene scene, SessionAnswer answer) => new(
        ChoicesOf(scene), scene.Price(answer.Completion.AsSpan()), SessionViews.Issues(scene, answer), scene.Code(),
        Displayed(scene));

    private static Displayed Displayed(SessionScene scene)
    {
        var rules = scene.Product.Definition.Display;
        return rules.IsEmpty
            ? Catalog.Display.Displayed.All
            : scene.Product.Configurators.Use(configurator => Catalog.Display.Displayed.Of(
                rules, scene.Selection,
                DefaultFilling.Fill(scene.Product, configurator, scene.Selection).Possible, scene.Language));
    }

    private static ImmutableArray<int> ChoicesOf(SessionScene scene)
    {
        var choices = ImmutableArray.CreateBuilder<int>(scene.Selection.Length);
        for (var c = 0; c < scene.Selection.Length; c++)
        {
            choices.Add(scene.Selection[new CharacteristicIndex(c)]);
        }

        return choices.MoveToImmutable();
    }
}
