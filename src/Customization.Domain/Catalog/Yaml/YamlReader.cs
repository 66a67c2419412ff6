using System.Collections.Immutable;
using Customization.Domain.Catalog.Definitions;
using Customization.Kernel.Language;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Customization.Domain.Catalog.Yaml;

/// <summary>Reads YAML text into nodes with places.</summary>
/// <remarks>Never throws and never hangs: one pass over the parser's events with limits on size, depth and nodes. An
/// alias adds as many nodes as it stands for, so a chain of aliases that doubles each time ends at the limit. Tags are
/// ignored; merge keys are not known.</remarks>
internal sealed class YamlReader
{
    private readonly Report _report;
    private readonly YamlLimits _limits;
    private readonly string _text;
    private readonly string _fileName;
    private readonly Dictionary<string, (DefinitionNode Node, int Size)> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    private YamlReader(string text, string fileName, Report report, YamlLimits limits)
    {
        _text = text;
        _fileName = fileName;
        _report = report;
        _limits = limits;
    }

    /// <summary>The root of the only document, or null after reporting why there is none.</summary>
    /// <param name="fileName">Of this text, where it is not the file of the report.</param>
    public static DefinitionNode? Read(string text, Report report, YamlLimits limits, string? fileName = null)
    {
        var roots = Read(text, report, limits, fileName ?? report.FileName, documentsMax: 1);
        return roots.IsEmpty ? null : roots[0];
    }

    /// <summary>The roots of all documents, one after the other; none after reporting why.</summary>
    /// <remarks>The limits are those of all of them together; an anchor is known in its own document only.</remarks>
    public static ImmutableArray<DefinitionNode> ReadAll(string text, Report report, YamlLimits limits) =>
        Read(text, report, limits, report.FileName, limits.DocumentsMax);

    private static ImmutableArray<DefinitionNode> Read(
        string text, Report report, YamlLimits limits, string fileName, int documentsMax)
    {
        if (text.Length > limits.CharactersMax)
        {
            report.Error(CatalogCode.TooLarge, new SourceSpan(fileName, 1, 1),
                $"the file has {text.Length} characters; at most {limits.CharactersMax} are accepted");
            return [];
        }

        return new YamlReader(text, fileName, report, limits).ReadDocuments(documentsMax);
    }

    private ImmutableArray<DefinitionNode> ReadDocuments(int documentsMax)
    {
        try
        {
            var parser = new GuardedParser(new Parser(new Scanner(new StringReader(_text), skipComments: true)));
            parser.Consume<StreamStart>();
            var roots = ImmutableArray.CreateBuilder<DefinitionNode>();
            while (parser.Accept<DocumentStart>(out var start))
            {
                if (roots.Count == documentsMax)
                {
                    _report.Error(CatalogCode.NotOneDocument, At(start.Start), documentsMax == 1
                        ? "a second document starts here; expected one definition per file"
                        : $"one document more starts here; at most {documentsMax} are accepted");
                    return [];
                }

                parser.Consume<DocumentStart>();
                roots.Add(ReadNode(parser, 0));
                parser.Consume<DocumentEnd>();
                _anchors.Clear();
            }

            if (roots.Count == 0)
            {
                _report.Error(CatalogCode.NotOneDocument, At(Mark.Empty), "the file is empty; expected a definition");
            }

            return roots.ToImmutable();
        }
        catch (YamlException wrong)
        {
            var reason = wrong.InnerException?.Message ?? wrong.Message;
            _report.Error(CatalogCode.NotYaml, At(wrong.Start), $"this is not YAML: {reason.ReplaceLineEndings(" ")}");
            return [];
        }
        catch (TooMuch limit)
        {
            _report.Error(limit.Code, limit.Span, limit.Message);
            return [];
        }
    }

    private DefinitionNode ReadNode(IParser parser, int depth)
    {
        var start = parser.Current!.Start;
        var before = _nodes;
        Count(1, start);
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return ReadAlias(alias);
        }

        if (depth > _limits.NestingMax)
        {
            throw new TooMuch(CatalogCode.NestedTooDeep, At(start),
                $"nested too deep; at most {_limits.NestingMax} levels are accepted");
        }

        DefinitionNode node;
        AnchorName anchor;
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            anchor = scalar.Anchor;
            node = new DefinitionNode.Scalar(
                At(start, scalar), scalar.Value, scalar.Style == ScalarStyle.Plain, ContentOf(scalar));
        }
        else if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            anchor = sequence.Anchor;
            node = ReadSequence(parser, At(start), depth);
        }
        else
        {
            var mapping = parser.Consume<MappingStart>();
            anchor = mapping.Anchor;
            node = ReadMapping(parser, At(start), depth);
        }

        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = (node, _nodes - before);
        }

        return node;
    }

    private DefinitionNode.Sequence ReadSequence(IParser parser, SourceSpan span, int depth)
    {
        var items = ImmutableArray.CreateBuilder<DefinitionNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(parser, depth + 1));
        }

        return new DefinitionNode.Sequence(span, items.ToImmutable());
    }

    private DefinitionNode.Mapping ReadMapping(IParser parser, SourceSpan span, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<(DefinitionNode.Scalar, DefinitionNode)>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(parser, depth + 1);
            var value = ReadNode(parser, depth + 1);
            if (key is not DefinitionNode.Scalar name)
            {
                _report.Error(CatalogCode.WrongKind, key.Span, $"expected a key that is text, found {key.KindName}");
            }
            else if (!keys.Add(name.Text))
            {
                _report.Error(CatalogCode.DuplicateKey, name.Span, $"the key '{name.Text}' occurs a second time");
            }
            else
            {
                entries.Add((name, value));
            }
        }

        return new DefinitionNode.Mapping(span, entries.ToImmutable());
    }

    private DefinitionNode ReadAlias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var target))
        {
            throw new TooMuch(CatalogCode.NotYaml, At(alias.Start), $"no anchor '&{alias.Value}' comes before this alias");
        }

        Count(target.Size, alias.Start);
        return target.Node;
    }

    private void Count(int nodes, Mark at)
    {
        _nodes += nodes;
        if (_nodes > _limits.NodesMax)
        {
            throw new TooMuch(CatalogCode.TooManyNodes, At(at),
                $"too many entries, aliases counted in full; at most {_limits.NodesMax} are accepted");
        }
    }

    private SourceSpan At(Mark mark) =>
        new(_fileName, checked((int)Math.Max(mark.Line, 1)), checked((int)Math.Max(mark.Column, 1)));

    private SourceSpan At(Mark start, Scalar scalar) =>
        At(start) with { Length = scalar.End.Line == start.Line ? (int)(scalar.End.Index - start.Index) : 0 };

    /// <summary>Quoted text starts after its quote. Block text starts on the next line, indented as its first line is.
    /// </summary>
    private SourceSpan ContentOf(Scalar scalar)
    {
        var span = At(scalar.Start);
        switch (scalar.Style)
        {
            case ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted:
                return span with { Column = span.Column + 1 };
            case ScalarStyle.Literal or ScalarStyle.Folded:
                var line = _text.IndexOf('\n', (int)Math.Min(scalar.Start.Index, _text.Length)) + 1;
                var column = line;
                while (column < _text.Length && _text[column] == ' ')
                {
                    column++;
                }

                return span with { Line = span.Line + 1, Column = column - line + 1 };
            default:
                return span;
        }
    }

    /// <summary>Leaves the depth of the reading when a limit is met; never leaves this class.</summary>
    private sealed class TooMuch(string code, SourceSpan span, string message) : Exception(message)
    {
        public string Code { get; } = code;

        public SourceSpan Span { get; } = span;
    }
}
