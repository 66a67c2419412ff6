using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Effectivity;
using Customization.Kernel.Language;

namespace Customization.Domain.Catalog.Yaml;

/// <summary>One mapping read as a set of known keys. Wrong values are reported and replaced by something harmless, so
/// that reading goes on and finds what else is wrong.</summary>
internal sealed class Fields
{
    private readonly Dictionary<string, DefinitionNode> _values = new(StringComparer.Ordinal);
    private readonly FieldSet _set;

    private Fields(FieldSet set, SourceSpan span, Report report)
    {
        _set = set;
        Span = span;
        Report = report;
    }

    /// <summary>Where the mapping starts.</summary>
    public SourceSpan Span { get; }

    /// <summary>Where findings go.</summary>
    public Report Report { get; }

    /// <summary>The value of a key, or null where it is absent or empty.</summary>
    public DefinitionNode? this[string key] => _set.Keys.Contains(key)
        ? _values.GetValueOrDefault(key)
        : throw new InvalidOperationException($"'{key}' is no key of {_set.Title}");

    /// <summary>Reads a mapping; null after reporting that it is none. Nothing at all is an empty mapping.</summary>
    public static Fields? Of(DefinitionNode node, FieldSet set, Report report)
    {
        var fields = new Fields(set, node.Span, report);
        switch (node)
        {
            case DefinitionNode.Mapping mapping:
                fields.Take(mapping);
                break;
            case DefinitionNode.Scalar { IsNull: true }:
                break;
            default:
                report.Error(CatalogCode.WrongKind, node.Span,
                    $"expected {set.Title} with the keys {string.Join(", ", set.Keys)}, found {node.KindName}");
                return null;
        }

        foreach (var key in set.Required.Where(key => !fields._values.ContainsKey(key)))
        {
            report.Error(CatalogCode.MissingKey, node.Span, $"{set.Title} needs the key '{key}'");
        }

        return fields;
    }

    /// <summary>Whether a key has a value.</summary>
    public bool Has(string key) => this[key] is not null;

    /// <summary>Where the value of a key is, or the mapping.</summary>
    public SourceSpan SpanOf(string key) => this[key]?.Span ?? Span;

    /// <summary>A text, or the empty text where there is none.</summary>
    public string Text(string key, int lengthMax = 2000) =>
        this[key] is { } node && Scalars.Text(node, lengthMax, Report) is { } scalar ? scalar.Text : "";

    /// <summary>A code: letters, digits, <c>-</c> and <c>_</c>; empty where there is none.</summary>
    public string Code(string key) =>
        this[key] is { } node && Scalars.Text(node, Scalars.CodeLengthMax, Report) is { } scalar
            && Scalars.IsCode(scalar, Report)
            ? scalar.Text
            : "";

    /// <summary>A whole number within bounds; the substitute where there is none.</summary>
    public long Integer(string key, long min, long max, long substitute) =>
        this[key] is { } node ? Scalars.Integer(node, min, max, Report) ?? substitute : substitute;

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool Flag(string key, bool substitute = false) => this[key] switch
    {
        null => substitute,
        DefinitionNode.Scalar { Text: "true" or "yes" } => true,
        DefinitionNode.Scalar { Text: "false" or "no" } => false,
        var node => Wrong(node, "expected true or false", substitute),
    };

    /// <summary>One of a few words; the first where there is none.</summary>
    public string OneOf(string key, params string[] words)
    {
        if (this[key] is not { } node || Scalars.Text(node, Scalars.CodeLengthMax, Report) is not { } scalar)
        {
            return words[0];
        }

        return words.Contains(scalar.Text)
            ? scalar.Text
            : Wrong(node, $"expected {string.Join(", ", words)}, found '{scalar.Text}'"
                + Nearest.Suggest(scalar.Text, words), words[0]);
    }

    /// <summary>A date, or date and time, UTC where it says nothing else; null where there is none.</summary>
    public DateTimeOffset? Time(string key)
    {
        if (this[key] is not { } node || Scalars.Text(node, Scalars.CodeLengthMax, Report) is not { } scalar)
        {
            return null;
        }

        string[] formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK"];
        return DateTimeOffset.TryParseExact(scalar.Text, formats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : Wrong<DateTimeOffset?>(node, "expected a date such as 2027-01-31", null);
    }

    /// <summary>The days of the keys <c>from</c> and <c>until</c>; always where there is none.</summary>
    public EffectiveDays Effective()
    {
        var days = new EffectiveDays(Day("from"), Day("until"));
        if (days.From >= days.Until)
        {
            Report.Error(CatalogCode.Contradiction, SpanOf("until"), "expected a day after that under 'from'");
            return EffectiveDays.Always;
        }

        return days;
    }

    private DateOnly? Day(string key)
    {
        if (this[key] is not { } node || Scalars.Text(node, Scalars.CodeLengthMax, Report) is not { } scalar)
        {
            return null;
        }

        return DateOnly.TryParseExact(
            scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Wrong<DateOnly?>(node, "expected a date such as 2027-01-31", null);
    }

    /// <summary>A text per language, or one text for English.</summary>
    public LocalizedText Localized(string key) =>
        this[key] is { } node ? Scalars.Localized(node, Report) : LocalizedText.Empty;

    /// <summary>The items of a list; none where there is none.</summary>
    public ImmutableArray<DefinitionNode> Items(string key, int countMax)
    {
        switch (this[key])
        {
            case null:
                return [];
            case DefinitionNode.Sequence sequence when sequence.Items.Length <= countMax:
                return sequence.Items;
            case DefinitionNode.Sequence sequence:
                Report.Error(CatalogCode.TooMany, sequence.Span,
                    $"'{key}' has {sequence.Items.Length} items; at most {countMax} are accepted");
                return [];
            case var node:
                return Wrong<ImmutableArray<DefinitionNode>>(node, $"expected a list, found {node.KindName}", []);
        }
    }

    /// <summary>The entries of a mapping whose keys are the author's codes; none where there is none.</summary>
    public IReadOnlyList<(DefinitionNode.Scalar Key, DefinitionNode Value)> Entries(
        string key, int countMax, bool areCodes = true)
    {
        switch (this[key])
        {
            case null:
                return [];
            case DefinitionNode.Mapping mapping when mapping.Entries.Length <= countMax:
                return [.. mapping.Entries.Where(entry => !areCodes || Scalars.IsCode(entry.Key, Report))];
            case DefinitionNode.Mapping mapping:
                Report.Error(CatalogCode.TooMany, mapping.Span,
                    $"'{key}' has {mapping.Entries.Length} entries; at most {countMax} are accepted");
                return [];
            case var node:
                return Wrong<IReadOnlyList<(DefinitionNode.Scalar, DefinitionNode)>>(
                    node, $"expected a mapping, found {node.KindName}", []);
        }
    }

    private void Take(DefinitionNode.Mapping mapping)
    {
        foreach (var (key, value) in mapping.Entries)
        {
            if (!_set.Keys.Contains(key.Text))
            {
                var expected = Nearest.Suggest(key.Text, _set.Keys);
                Report.Error(CatalogCode.UnknownKey, key.Span, $"{_set.Title} has no key '{Scalars.Shown(key.Text)}'"
                    + (expected.Length > 0 ? expected : $"; expected {string.Join(", ", _set.Keys)}"));
            }
            else if (value is not DefinitionNode.Scalar { IsNull: true })
            {
                _values.Add(key.Text, value);
            }
        }
    }

    private T Wrong<T>(DefinitionNode node, string message, T substitute)
    {
        Report.Error(node is DefinitionNode.Scalar ? CatalogCode.WrongValue : CatalogCode.WrongKind, node.Span, message);
        return substitute;
    }
}
