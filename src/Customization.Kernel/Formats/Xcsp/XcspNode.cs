using System.Xml;
using Customization.Kernel.Language;

namespace Customization.Kernel.Formats.Xcsp;

/// <summary>A piece of the author's text and where it starts. Positions inside are found by counting.</summary>
internal sealed record XcspText(string Value, SourceSpan Start)
{
    /// <summary>Where the character at an offset stands in the file. O(offset); for messages only.</summary>
    public SourceSpan At(int offset, int length = 0)
    {
        var before = Value.AsSpan(0, Math.Min(offset, Value.Length));
        var lines = before.Count('\n');
        var column = lines == 0 ? Start.Column + before.Length : before.Length - before.LastIndexOf('\n');
        return new SourceSpan(Start.File, Start.Line + lines, column, length);
    }
}

/// <summary>One element of the file with its attributes, text and inner elements: small, save for long texts.</summary>
internal sealed class XcspNode(string name, SourceSpan span)
{
    private readonly Dictionary<string, XcspText> _attributes = new(StringComparer.Ordinal);

    public string Name => name;

    public SourceSpan Span => span;

    /// <summary>Inner elements and texts in order; exactly one of the pair is present.</summary>
    public List<(XcspNode? Element, XcspText? Text)> Content { get; } = [];

    public XcspText? Attribute(string attribute) => _attributes.GetValueOrDefault(attribute);

    public XcspNode? Child(string child) => Content.Find(part => part.Element?.Name == child).Element;

    /// <summary>The elements directly inside.</summary>
    public IEnumerable<XcspNode> Elements =>
        Content.Where(part => part.Element is not null).Select(part => part.Element!);

    /// <summary>The texts directly inside.</summary>
    public IEnumerable<XcspText> Texts => Content.Where(part => part.Text is not null).Select(part => part.Text!);

    /// <summary>Reads the element that the reader stands on, up to its end.</summary>
    /// <returns>Null, with the error reported, where elements are nested too deeply.</returns>
    public static XcspNode? Read(XmlReader reader, Findings findings)
    {
        var root = Open(reader, findings);
        if (reader.IsEmptyElement)
        {
            return root;
        }

        var open = new Stack<XcspNode>([root]);
        while (open.Count > 0 && reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var node = Open(reader, findings);
                    open.Peek().Content.Add((node, null));
                    if (open.Count >= findings.Limits.NestingMax)
                    {
                        findings.Error("CX0003", node.Span, $"elements are nested more than "
                            + $"{findings.Limits.NestingMax} deep");
                        return null;
                    }

                    if (!reader.IsEmptyElement)
                    {
                        open.Push(node);
                    }

                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    open.Peek().Content.Add((null, new XcspText(reader.Value, Position(reader, findings))));
                    break;
            }
        }

        return root;
    }

    private static XcspNode Open(XmlReader reader, Findings findings)
    {
        var node = new XcspNode(reader.LocalName, Position(reader, findings));
        while (reader.MoveToNextAttribute())
        {
            var start = Position(reader, findings);
            var valueStart = start with { Column = start.Column + reader.Name.Length + 2 };
            node._attributes[reader.LocalName] = new XcspText(reader.Value, valueStart);
        }

        reader.MoveToElement();
        return node;
    }

    private static SourceSpan Position(XmlReader reader, Findings findings)
    {
        var position = (IXmlLineInfo)reader;
        return findings.Span(position.LineNumber, position.LinePosition);
    }
}
