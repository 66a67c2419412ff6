using System.Collections.Immutable;

namespace Customization.Domain.Catalog.Definitions;

/// <summary>How the product looks: layers of SVG, lowest first.</summary>
/// <param name="ViewBox">The SVG attribute, four integers; empty where the product has no drawing.</param>
public sealed record Drawing(string ViewBox, ImmutableArray<DrawingLayer> Layers)
{
    /// <summary>No drawing.</summary>
    public static readonly Drawing None = new("", []);
}

/// <summary>One layer: drawn where its condition holds.</summary>
/// <param name="Z">Layers are drawn by rising z.</param>
/// <param name="Svg">Checked SVG elements. <c>{characteristic.text}</c> stands for a text attribute of the value taken,
/// <c>{parameter}</c> for what the customer wrote; a layer with an image is drawn once the customer sent it.</param>
public sealed record DrawingLayer(string Name, int Z, Condition? When, string Svg);
