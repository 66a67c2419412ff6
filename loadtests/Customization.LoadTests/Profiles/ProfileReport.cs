using System.Collections.Immutable;
using System.Globalization;
using Customization.Kernel.Language;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Customization.LoadTests.Profiles;

/// <summary>Gathers what is wrong with a profile, and reads the single values of one. Owned by one reading.</summary>
internal sealed class ProfileReport(string fileName)
{
    private const int DiagnosticsMax = 50;

    private readonly List<Diagnostic> _all = [];

    public bool IsEmpty => _all.Count == 0;

    public ImmutableArray<Diagnostic> ToImmutable() =>
        [.. _all.OrderBy(each => each.Span.Line).ThenBy(each => each.Span.Column)];

    /// <summary>The root of the only document, or null after reporting.</summary>
    public YamlNode? Load(string text, int charactersMax)
    {
        if (text.Length > charactersMax)
        {
            Error(1, 1, $"the file has {text.Length} characters; at most {charactersMax} are accepted");
            return null;
        }

        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException wrong)
        {
            Error(wrong.Start.Line, wrong.Start.Column, $"this is not YAML: {wrong.Message.ReplaceLineEndings(" ")}");
            return null;
        }

        if (stream.Documents.Count == 1)
        {
            return stream.Documents[0].RootNode;
        }

        Error(1, 1, $"expected one profile, found {stream.Documents.Count}");
        return null;
    }

    public void Error(YamlNode at, string message) => Error(at.Start.Line, at.Start.Column, message);

    /// <summary>The text of a scalar; empty after reporting that it is none.</summary>
    public string Text(YamlNode node)
    {
        if (node is YamlScalarNode { Value: { } text })
        {
            return text;
        }

        Error(node, "expected a single value");
        return "";
    }

    /// <summary>A number within bounds; the lower bound after reporting that it is none.</summary>
    public double Number(YamlNode node, double min, double max, string what)
    {
        if (double.TryParse(Text(node), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
        {
            return number;
        }

        Error(node, string.Create(
            CultureInfo.InvariantCulture, $"expected {what} from {min} to {max}, found '{node}'"));
        return min;
    }

    /// <summary>The entries of a mapping; none after reporting that it is none.</summary>
    public IEnumerable<((string Text, YamlNode Node) Key, YamlNode Value)> Entries(YamlNode node)
    {
        if (node is YamlMappingNode mapping)
        {
            return mapping.Children.Select(entry => ((Text(entry.Key), entry.Key), entry.Value));
        }

        Error(node, "expected a mapping");
        return [];
    }

    private void Error(long line, long column, string message)
    {
        if (_all.Count < DiagnosticsMax)
        {
            _all.Add(Diagnostic.Error(
                "LT0001", new SourceSpan(fileName, (int)Math.Max(1, line), (int)Math.Max(1, column)), message));
        }
    }
}
