using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Language;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads the layers of the drawing. A layer of a part is drawn once for each instance that is there, each
/// shifted against the one before.</summary>
internal sealed partial class DrawingSection(
    Conditions conditions, PartConditions eachInstance, PartParameters parameters,
    ImmutableArray<PartTemplate> parts, Func<string, string?> resolve, Report report)
{
    private const int LayersMax = 1_000;
    private const int ZMax = 1_000_000;
    private const int SvgLengthMax = 100_000;
    private const int PathLengthMax = 500;

    /// <summary>The drawing, layers by rising z.</summary>
    public Drawing Read(DefinitionNode? node)
    {
        if (node is null || Fields.Of(node, DefinitionFields.Drawing, report) is not { } fields)
        {
            return Drawing.None;
        }

        var viewBox = fields.Text("viewBox", Scalars.CodeLengthMax);
        if (fields.Has("viewBox") && Integers(viewBox, 4) is null)
        {
            report.Error(CatalogCode.WrongValue, fields.SpanOf("viewBox"), "expected four whole numbers");
        }

        var layers = ImmutableArray.CreateBuilder<DrawingLayer>();
        foreach (var item in fields.Items("layers", LayersMax))
        {
            if (Fields.Of(item, DefinitionFields.Layer, report) is { } layer)
            {
                layers.AddRange(layer.Has("part") ? ReadEach(layer) : [ReadOne(layer)]);
            }
        }

        return new Drawing(viewBox, [.. layers.OrderBy(layer => layer.Z)]);
    }

    private DrawingLayer ReadOne(Fields layer)
    {
        if (layer.Has("shift"))
        {
            report.Error(CatalogCode.Contradiction, layer.SpanOf("shift"), "only a layer of a part is shifted");
        }

        return new DrawingLayer(
            layer.Text("name", Scalars.CodeLengthMax), ReadZ(layer), conditions.Read(layer["when"]), ReadSvg(layer));
    }

    private IEnumerable<DrawingLayer> ReadEach(Fields layer)
    {
        var part = layer.Text("part", Scalars.CodeLengthMax);
        if (parts.FirstOrDefault(template => template.Name == part) is not { } drawn)
        {
            report.Error(CatalogCode.NoSuchName, layer.SpanOf("part"),
                $"the product has no part '{Scalars.Shown(part)}'");
            return [];
        }

        var shift = Integers(layer.Text("shift", Scalars.CodeLengthMax), 2);
        if (shift is null)
        {
            report.Error(CatalogCode.WrongValue, layer.Span,
                "a layer of a part needs 'shift': two whole numbers, right and down, from one to the next");
            return [];
        }

        var name = layer.Text("name", Scalars.CodeLengthMax);
        var svg = ReadSvg(layer);
        return eachInstance.ReadLine(layer["when"], null, 1, part).Select(line => new DrawingLayer(
            $"{line.Instance.Path}.{name}", ReadZ(layer), line.When,
            Shifted(Filled(svg, drawn, line.Instance), line.Instance.Position - 1, shift)));
    }

    /// <summary>Names in braces mean the instance's own, where it has them.</summary>
    private string Filled(string svg, PartTemplate part, PartInstance instance) => Braces().Replace(svg, match =>
    {
        var name = match.Groups[1].Value;
        var characteristic = name[..Math.Max(0, name.LastIndexOf('.'))];
        return part.Characteristics.Any(each => each.Name == characteristic)
            ? $"{{{instance.Path}.{name}}}"
            : $"{{{parameters.Resolve(name, part.Path, instance)}}}";
    });

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Braces();

    private static string Shifted(string svg, int times, int[] shift) => string.Create(
        CultureInfo.InvariantCulture,
        $"<g transform=\"translate({times * shift[0]} {times * shift[1]})\">{svg}</g>");

    private static int ReadZ(Fields layer) => (int)layer.Integer("z", -ZMax, ZMax, 0);

    private static int[]? Integers(string text, int count)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var numbers = new int[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            if (!int.TryParse(words[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[i])
                || Math.Abs((long)numbers[i]) > ZMax)
            {
                return null;
            }
        }

        return numbers.Length == count ? numbers : null;
    }

    private string ReadSvg(Fields layer)
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
