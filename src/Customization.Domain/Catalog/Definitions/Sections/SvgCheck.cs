using System.Collections.Frozen;
using System.Xml;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Lets only drawing pass: no script, no style sheet, no link to elsewhere.</summary>
/// <remarks>Drawings are put into pages as they are, next to a customer's session; so elements and attributes are
/// allowed by name, never forbidden by name.</remarks>
internal static class SvgCheck
{
    private const int DepthMax = 32;

    /// <summary>Shows what a customer sent, and nothing else.</summary>
    private const string Image = "image";

    private static readonly FrozenSet<string> Elements = new[]
    {
        "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "defs",
        "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "use", "title", "desc", "textPath",
        Image,
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Attributes = new[]
    {
        "id", "class", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "points",
        "transform", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap",
        "stroke-linejoin", "stroke-dasharray", "stroke-dashoffset", "opacity", "offset", "stop-color", "stop-opacity",
        "gradientUnits", "gradientTransform", "patternUnits", "patternTransform", "clip-path", "clip-rule", "mask",
        "font-family", "font-size", "font-weight", "font-style", "text-anchor", "letter-spacing", "dominant-baseline",
        "textLength", "lengthAdjust", "startOffset", "dx", "dy", "href", "viewBox", "fx", "fy", "spreadMethod",
        "preserveAspectRatio",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Why the fragment is refused, or null where it may be shown.</summary>
    public static string? Refuse(string svg)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            ConformanceLevel = ConformanceLevel.Fragment,
        };
        try
        {
            using var reader = XmlReader.Create(new StringReader(svg), settings);
            while (reader.Read())
            {
                if (RefuseNode(reader) is { } reason)
                {
                    return reason;
                }
            }

            return null;
        }
        catch (XmlException wrong)
        {
            return wrong.Message.ReplaceLineEndings(" ");
        }
    }

    private static string? RefuseNode(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element when !Elements.Contains(reader.Name):
                return $"the element '{Yaml.Scalars.Shown(reader.Name)}' is not allowed";
            case XmlNodeType.Element when reader.Depth > DepthMax:
                return $"elements are nested more than {DepthMax} deep";
            case XmlNodeType.Element:
                return reader.Name == Image && !StandsForName(reader.GetAttribute("href"))
                    ? "an image shows what a parameter stands for: href=\"{parameter}\""
                    : RefuseAttributes(reader);
            case XmlNodeType.ProcessingInstruction or XmlNodeType.CDATA or XmlNodeType.XmlDeclaration:
                return "only elements and text are allowed";
            default:
                return null;
        }
    }

    private static string? RefuseAttributes(XmlReader reader)
    {
        var isImage = reader.Name == Image;
        while (reader.MoveToNextAttribute())
        {
            if (!Attributes.Contains(reader.Name))
            {
                return $"the attribute '{Yaml.Scalars.Shown(reader.Name)}' is not allowed";
            }

            var value = reader.Value;
            var isLink = (reader.Name == "href" && !isImage)
                || value.Contains("url", StringComparison.OrdinalIgnoreCase);
            if (isLink && !value.StartsWith('#') && !value.StartsWith("url(#", StringComparison.Ordinal))
            {
                return "links may only point into the drawing";
            }
        }

        return null;
    }

    private static bool StandsForName(string? href) =>
        href is ['{', _, .., '}'] && href.AsSpan(1, href.Length - 2).IndexOfAny('{', '}') < 0;
}
