using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Catalog.Defaults;

/// <summary>What a selection means once nothing more is asked.</summary>
public static class FullConfiguration
{
    /// <summary>The one configuration that a selection leaves, with its defaults, as one value position per
    /// characteristic; null where it leaves none or several.</summary>
    public static int[]? Of(PublishedProduct product, Selection selection)
    {
        var model = product.Model;
        var values = selection.ToArray();
        return selection.Count == selection.Length
            ? Evaluation.Satisfies(model, values) ? values : null
            : Forced(product, DefaultFilling.Filled(product, selection), values);
    }

    private static int[]? Forced(PublishedProduct product, Selection selection, int[] values)
    {
        var possible = product.Configurators.Use(configurator => configurator.PossibleValues(selection));
        for (var i = 0; i < values.Length; i++)
        {
            var characteristic = new CharacteristicIndex(i);
            if (possible.CountOf(characteristic) != 1)
            {
                return null;
            }

            for (var value = 0; values[i] < 0; value++)
            {
                values[i] = possible.Contains(product.Model.Literal(characteristic, value)) ? value : -1;
            }
        }

        return values;
    }
}
