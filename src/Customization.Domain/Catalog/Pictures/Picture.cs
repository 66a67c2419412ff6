using System.Collections.Immutable;
using System.Globalization;
using System.Security;
using System.Text.RegularExpressions;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Parameters;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Pictures;

/// <summary>How one configuration looks: SVG layers with all names filled in, lowest first.</summary>
/// <param name="ViewBox">The SVG attribute, four integers.</param>
public sealed partial record Picture(string ViewBox, ImmutableArray<PictureLayer> Layers)
{
    /// <summary>The picture of a full configuration: the author's drawing, else <see cref="GenericPicture"/>.</summary>
    /// <param name="choices">Value position per characteristic, -1 where nothing was chosen.</param>
    /// <param name="configuration">Value position per characteristic.</param>
    /// <remarks>O(layers and their conditions). A layer's SVG was checked when it was published; what is filled in is
    /// escaped.</remarks>
    public static Picture Of(
        ProductDefinition definition, ReadOnlySpan<int> choices, ReadOnlySpan<int> configuration,
        ImmutableSortedDictionary<string, ParameterValue> parameters)
    {
        if (definition.Drawing.Layers.IsEmpty)
        {
            return GenericPicture.Of(definition.Model, choices, configuration);
        }

        var layers = ImmutableArray.CreateBuilder<PictureLayer>();
        foreach (var layer in definition.Drawing.Layers)
        {
            if ((layer.When is null || Evaluation.Holds(layer.When.Formula, configuration))
                && Link().Matches(layer.Svg).All(link => ImageOf(link.Groups[1].Value, parameters) is not null))
            {
                layers.Add(new PictureLayer(layer.Name, Filled(layer.Svg, definition, configuration, parameters)));
            }
        }

        return new Picture(definition.Drawing.ViewBox, layers.ToImmutable());
    }

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Name();

    /// <summary>The check of a drawing lets only images link to a name.</summary>
    [GeneratedRegex(@"\bhref\s*=\s*[""']\{([^{}]+)\}")]
    private static partial Regex Link();

    /// <summary>Where the picture is that the customer sent; null where there is none, and the layer is not drawn.
    /// </summary>
    private static string? ImageOf(string name, ImmutableSortedDictionary<string, ParameterValue> parameters) =>
        parameters.GetValueOrDefault(name) is ParameterValue.Image { Reference: var reference }
            && ImageReference.IsReference(reference)
            ? ImageReference.AddressPrefix + reference
            : null;

    private static string Filled(
        string svg, ProductDefinition definition, ReadOnlySpan<int> configuration,
        ImmutableSortedDictionary<string, ParameterValue> parameters)
    {
        var filled = svg;
        foreach (Match match in Name().Matches(svg))
        {
            var text = TextOf(match.Groups[1].Value, definition, configuration, parameters);
            filled = filled.Replace(match.Value, SecurityElement.Escape(text), StringComparison.Ordinal);
        }

        return filled;
    }

    /// <summary>A text of the value taken, or what the customer wrote; empty where there is neither.</summary>
    private static string TextOf(
        string name, ProductDefinition definition, ReadOnlySpan<int> configuration,
        ImmutableSortedDictionary<string, ParameterValue> parameters)
    {
        if (parameters.TryGetValue(name, out var answer))
        {
            return answer switch
            {
                ParameterValue.Text text => text.Content,
                ParameterValue.Measurement measurement => measurement.Amount.ToString(CultureInfo.InvariantCulture),
                ParameterValue.Choice choice => choice.Option,
                _ => ImageOf(name, parameters) ?? "",
            };
        }

        var dot = name.LastIndexOf('.');
        return dot > 0 && definition.Model.Find(name[..dot]) is { } characteristic
            ? definition.Details[characteristic.Value].Values[configuration[characteristic.Value]].Texts
                .GetValueOrDefault(name[(dot + 1)..], "")
            : "";
    }
}

/// <summary>One layer, ready to show.</summary>
public sealed record PictureLayer(string Name, string Svg);
