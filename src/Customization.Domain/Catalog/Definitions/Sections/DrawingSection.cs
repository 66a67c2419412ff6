using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Catalog.Yaml;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads the layers of the drawing.</summary>
internal static class DrawingSection
{
    private const int LayersMax = 1_000;
    private const int ZMax = 1_000_000;
    private const int SvgLengthMax = 100_000;
    private const int PathLengthMax = 500;

    /// <summary>The drawing, layers by rising z.</summary>
    public static Drawing Read(
        DefinitionNode? node, Conditions conditions, Func<string, string?> resolve, Report report)
    {
        if (node is null || Fields.Of(node, DefinitionFields.Drawing, report) is not { } fields)
        {
            return Drawing.None;
        }

        var viewBox = fields.Text("viewBox", Scalars.CodeLengthMax);
        var numbers = viewBox.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Has("viewBox") && (numbers.Length != 4
            || !numbers.All(each => int.TryParse(each, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))))
        {
            report.Error(CatalogCode.WrongValue, fields.SpanOf("viewBox"), "expected four whole numbers");
        }

        var layers = ImmutableArray.CreateBuilder<DrawingLayer>();
        foreach (var item in fields.Items("layers", LayersMax))
        {
            if (Fields.Of(item, DefinitionFields.Layer, report) is { } layer)
            {
                layers.Add(new DrawingLayer(
                    layer.Text("name", Scalars.CodeLengthMax), (int)layer.Integer("z", -ZMax, ZMax, 0),
                    conditions.Read(layer["when"]), ReadSvg(layer, resolve, report)));
            }
        }

        return new Drawing(viewBox, [.. layers.OrderBy(layer => layer.Z)]);
    }

    private static string ReadSvg(Fields layer, Func<string, string?> resolve, Report report)
    {
        if (layer.Has("svg") == layer.Has("file"))
        {
            report.Error(CatalogCode.Contradiction, layer.Span, "a layer needs either 'svg' or 'file'");
            return "";
        }

        var key = layer.Has("svg") ? "svg" : "file";
        var svg = layer.Text(key, key == "svg" ? SvgLengthMax : PathLengthMax);
        if (key == "file")
        {
            var text = resolve(svg);
            if (text is null || text.Length > SvgLengthMax)
            {
                report.Error(CatalogCode.ImportMissing, layer.SpanOf(key),
                    $"the file '{Scalars.Shown(svg)}' is missing or has more than {SvgLengthMax} characters");
                return "";
            }

            svg = text;
        }

        if (SvgCheck.Refuse(svg) is { } reason)
        {
            report.Error(CatalogCode.BadSvg, layer.SpanOf(key), $"this drawing cannot be shown: {reason}");
            return "";
        }

        return svg.Trim();
    }
}
