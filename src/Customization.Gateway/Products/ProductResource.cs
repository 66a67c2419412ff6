using System.Globalization;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Pricing;
using Customization.Kernel.Model;

namespace Customization.Gateway.Products;

/// <summary>A product in a list.</summary>
/// <param name="From">Price of the cheapest configuration, without delivery.</param>
/// <param name="Configurations">Exact number, as decimal text; absent where the model is configured by search.</param>
public sealed record ProductSummary(
    string Code, int Version, string Title, string? Help, Money From, string? Configurations)
{
    /// <summary>The summary in a language.</summary>
    public static ProductSummary Of(PublishedProduct product, string language, DateTimeOffset now)
    {
        var showcase = Showcase.Of(product, now);
        return new ProductSummary(
            product.Code, product.Version, product.Definition.Title.In(language, product.Code),
            ProductResource.Shown(product.Definition.Help, language), showcase.From,
            showcase.Variety?.ToString(CultureInfo.InvariantCulture));
    }
}

/// <summary>What a customer can be asked about a product, in one language; the same for every session on a version.
/// </summary>
/// <param name="ContentHash">Of the definition: versions with the same hash are the same.</param>
/// <param name="Parts">What occurs a bounded number of times; absent where nothing does.</param>
public sealed record ProductResource(
    string Code, int Version, string ContentHash, string Title, string? Help,
    IReadOnlyList<CharacteristicResource> Characteristics, IReadOnlyList<PartResource>? Parts,
    IReadOnlyList<ParameterResource> Parameters, IReadOnlyList<PriceListResource> PriceLists,
    IReadOnlyList<LaneResource> Lanes, DrawingResource? Drawing)
{
    /// <summary>The product in a language.</summary>
    public static ProductResource Of(PublishedProduct product, string language)
    {
        var definition = product.Definition;
        return new ProductResource(
            product.Code, product.Version, product.ContentHash, definition.Title.In(language, product.Code),
            Shown(definition.Help, language),
            [.. definition.Model.Characteristics.Zip(
                definition.Details, (characteristic, detail) =>
                    CharacteristicResource.Of(characteristic, detail, language))],
            definition.Parts.IsEmpty ? null : [.. definition.Parts.Select(part => PartResource.Of(part, language))],
            [.. definition.Parameters.Select(parameter => ParameterResource.Of(parameter, language))],
            [.. definition.Pricing.Lists.Select(list =>
                new PriceListResource(list.Code, list.Currency, list.Segment, list.ValidFrom, list.ValidTo))],
            [.. definition.Lanes.Select(lane => new LaneResource(lane.Code, lane.Title.In(language, lane.Code)))],
            definition.Drawing.Layers.IsEmpty ? null : DrawingResource.Of(definition.Drawing));
    }

    internal static string? Shown(LocalizedText text, string language) => text.IsEmpty ? null : text.In(language);
}

/// <summary>A question and its allowed answers.</summary>
/// <param name="Group">The multi-choice that it belongs to.</param>
/// <param name="Part">The instance of a part that it belongs to; absent for the product's own.</param>
public sealed record CharacteristicResource(
    string Name, CharacteristicKind Kind, string Title, string? Help, string? Group, PlaceResource? Part,
    IReadOnlyList<ValueResource> Values)
{
    /// <summary>The question in a language.</summary>
    public static CharacteristicResource Of(
        Characteristic characteristic, CharacteristicDetail detail, string language) => new(
        characteristic.Name, characteristic.Kind, detail.Title.In(language, detail.ShortName(characteristic.Name)),
        ProductResource.Shown(detail.Help, language),
        characteristic.Group.Length == 0 ? null : characteristic.Group,
        detail.Part is { } part ? PlaceResource.Of(part, language) : null,
        [.. characteristic.Values.Zip(detail.Values, (value, about) => new ValueResource(
            value.Name, value.Number, about.Title.In(language, value.Name),
            ProductResource.Shown(about.Help, language), about.Image.Length == 0 ? null : about.Image,
            about.Texts.IsEmpty ? null : about.Texts, about.Effective.From, about.Effective.Until))]);
}

/// <summary>An allowed answer.</summary>
/// <param name="Number">What it stands for in arithmetic.</param>
/// <param name="Texts">Words for the drawing, e.g. a colour.</param>
/// <param name="From">First day on which it is offered.</param>
/// <param name="Until">First day on which it no longer is.</param>
public sealed record ValueResource(
    string Name, long? Number, string Title, string? Help, string? Image, IReadOnlyDictionary<string, string>? Texts,
    DateOnly? From, DateOnly? Until);

/// <summary>A price list of the product.</summary>
public sealed record PriceListResource(
    string Code, string Currency, string Segment, DateTimeOffset? ValidFrom, DateTimeOffset? ValidTo);

/// <summary>A shipping lane that the product may travel on.</summary>
public sealed record LaneResource(string Code, string Title);

/// <summary>How the product looks: layers of SVG, lowest first.</summary>
public sealed record DrawingResource(string ViewBox, IReadOnlyList<LayerResource> Layers)
{
    /// <summary>The drawing.</summary>
    public static DrawingResource Of(Drawing drawing) =>
        new(drawing.ViewBox, [.. drawing.Layers.Select(layer => new LayerResource(layer.Name, layer.Z, layer.Svg))]);
}

/// <summary>One layer.</summary>
public sealed record LayerResource(string Name, int Z, string Svg);

/// <summary>An open-ended question. Exactly one of the four kinds is set.</summary>
/// <param name="IsPresentation">An aspect of the presentation, such as the pack.</param>
public sealed record ParameterResource(
    string Code, string Title, string? Help, bool IsRequired, bool IsPresentation,
    MeasurementResource? Measurement, TextResource? Text, ImageResource? Image, IReadOnlyList<OptionResource>? Options)
{
    /// <summary>Which face of the product it is; absent where the author does not say.</summary>
    public PresentationAspect? Aspect { get; init; }

    /// <summary>The question in a language.</summary>
    public static ParameterResource Of(ParameterDefinition parameter, string language) => new(
        parameter.Code, parameter.Title.In(language, parameter.Code),
        ProductResource.Shown(parameter.Help, language), parameter.IsRequired, parameter.IsPresentation,
        parameter.Guard is ParameterGuard.Measurement measurement
            ? new MeasurementResource(measurement.Unit, measurement.Min, measurement.Max, measurement.Step)
            : null,
        parameter.Guard is ParameterGuard.Text text ? new TextResource(text.LengthMax) : null,
        parameter.Guard is ParameterGuard.Image image
            ? new ImageResource(image.BytesMax, image.ContentTypes)
            : null,
        parameter.Guard is ParameterGuard.Options options
            ? [.. options.All.Select(option =>
                new OptionResource(option.Code, option.Title.In(language, option.Code)))]
            : null)
    {
        Aspect = parameter.Aspect,
    };
}

/// <summary>Whole numbers of a unit, bounds inclusive.</summary>
public sealed record MeasurementResource(string Unit, long Min, long Max, long Step);

/// <summary>One line of text.</summary>
public sealed record TextResource(int LengthMax);

/// <summary>A picture.</summary>
public sealed record ImageResource(long BytesMax, IReadOnlyList<string> ContentTypes);

/// <summary>One face of a presentation aspect.</summary>
public sealed record OptionResource(string Code, string Title);
