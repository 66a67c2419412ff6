using System.Collections.Immutable;
using System.Text;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Language;

namespace Customization.Domain.Catalog.Documents;

/// <summary>Reads one template: text with <c>{placeholders}</c>.</summary>
/// <remarks>
/// <code>
/// text        = { character | "{{" | "}}" | placeholder }
/// placeholder = "{" name { "|" form } "}"  |  "{" name "?" option { "|" option } "}"
/// option      = label { "," label } ":" text        in which "|" and "}" end the option and "||" is a "|"
/// </code>
/// Never throws. O(text). Owned by one reading.
/// </remarks>
internal sealed class TemplateReader
{
    /// <summary>The label of what is there wherever a text is answered.</summary>
    public const string Given = "given";

    /// <summary>The label of all that no other option names.</summary>
    public const string Else = "else";

    private readonly string _text;
    private readonly SourceSpan _origin;
    private readonly TemplateNames _names;
    private readonly Report _report;
    private int _at;

    private TemplateReader(string text, SourceSpan origin, TemplateNames names, Report report)
    {
        _text = text;
        _origin = origin;
        _names = names;
        _report = report;
    }

    /// <summary>The parts; where something is wrong it is reported and left out.</summary>
    /// <param name="origin">Where the text starts; all its lines are indented as the first one.</param>
    public static ImmutableArray<TemplatePart> Read(
        string text, SourceSpan origin, TemplateNames names, Report report) =>
        new TemplateReader(text.TrimEnd('\n'), origin, names, report).ReadText(0);

    private bool IsAt(char wanted) => _at < _text.Length && _text[_at] == wanted;

    private bool IsTwice(char wanted) => IsAt(wanted) && _at + 1 < _text.Length && _text[_at + 1] == wanted;

    private ImmutableArray<TemplatePart> ReadText(int depth)
    {
        var parts = ImmutableArray.CreateBuilder<TemplatePart>();
        var words = new StringBuilder();
        while (_at < _text.Length && !(depth > 0 && (IsAt('}') || (IsAt('|') && !IsTwice('|')))))
        {
            if (IsTwice('{') || IsTwice('}') || (depth > 0 && IsTwice('|')))
            {
                words.Append(_text[_at]);
                _at += 2;
            }
            else if (IsAt('{'))
            {
                Flush(words, parts);
                if (ReadPlaceholder(depth) is { } part)
                {
                    parts.Add(part);
                }
            }
            else
            {
                if (IsAt('}'))
                {
                    Error(CatalogCode.BadTemplate, _at, 1, "this } closes nothing; write }} for a brace");
                }

                words.Append(_text[_at++]);
            }
        }

        Flush(words, parts);
        return depth > 0 ? Trimmed(parts) : parts.ToImmutable();
    }

    private static void Flush(StringBuilder words, ImmutableArray<TemplatePart>.Builder parts)
    {
        if (words.Length > 0)
        {
            parts.Add(new TemplatePart.Words(words.ToString()));
            words.Clear();
        }
    }

    /// <summary>Spaces beside the signs of a choice are not part of its words.</summary>
    private static ImmutableArray<TemplatePart> Trimmed(ImmutableArray<TemplatePart>.Builder parts)
    {
        if (parts.Count > 0 && parts[0] is TemplatePart.Words first)
        {
            parts[0] = new TemplatePart.Words(first.Text.TrimStart());
        }

        if (parts.Count > 0 && parts[^1] is TemplatePart.Words last)
        {
            parts[^1] = new TemplatePart.Words(last.Text.TrimEnd());
        }

        return parts.ToImmutable();
    }

    private TemplatePart? ReadPlaceholder(int depth)
    {
        var start = _at++;
        var (name, nameAt) = Word("{}|?");
        if (name.Length == 0)
        {
            Error(CatalogCode.BadTemplate, start, 1, "expected a name after {; write {{ for a brace");
            _at += IsAt('}') ? 1 : 0;
            return null;
        }

        if (IsAt('?'))
        {
            return ReadChoice(name, nameAt, start, depth + 1);
        }

        var forms = ReadForms();
        if (!IsAt('}'))
        {
            Error(CatalogCode.BadTemplate, start, 1, "this { is never closed; expected }");
            _at = Math.Max(_at, start + 1);
            return null;
        }

        _at++;
        return _names.Word(name, forms, At(nameAt, name.Length));
    }

    private ImmutableArray<WordForm> ReadForms()
    {
        var forms = ImmutableArray.CreateBuilder<WordForm>();
        while (IsAt('|'))
        {
            _at++;
            var (form, formAt) = Word("{}|?");
            if (!WordForms.ByName.TryGetValue(form, out var known))
            {
                Error(CatalogCode.NoForm, formAt, Math.Max(1, form.Length),
                    $"there is no form '{Scalars.Shown(form)}'" + (Nearest.Suggest(form, WordForms.ByName.Keys) is
                    { Length: > 0 } near ? near : $"; expected {string.Join(", ", WordForms.ByName.Keys)}"));
            }
            else if (!WordForms.Has(_names.Language, known))
            {
                Error(CatalogCode.NoForm, formAt, form.Length,
                    $"'{_names.Language}' has no form '{form}': pick words by value, {{name ? value: words | ...}}");
            }
            else
            {
                forms.Add(known);
            }
        }

        return forms.ToImmutable();
    }

    private TemplatePart? ReadChoice(string name, int nameAt, int start, int depth)
    {
        if (depth > DocumentLimits.NestingMax)
        {
            Error(CatalogCode.BadTemplate, start, 1,
                $"choices of words are nested more than {DocumentLimits.NestingMax} deep");
            _at = _text.Length;
            return null;
        }

        var options = ImmutableArray.CreateBuilder<TemplateOption>();
        var given = _names.MayBeAbsent(name);
        do
        {
            _at++;
            var labels = ReadLabels();
            if (labels.IsEmpty)
            {
                return null;
            }

            var isGiven = given && !labels.Any(label => label.Name == Else);
            using var known = isGiven ? _names.Knowing(name) : null;
            options.Add(new TemplateOption(labels, ReadText(depth)));
        }
        while (IsAt('|'));

        if (!IsAt('}'))
        {
            Error(CatalogCode.BadTemplate, start, 1, "this { is never closed; expected }");
            return null;
        }

        _at++;
        return _names.Choice(name, options.ToImmutable(), At(nameAt, name.Length));
    }

    /// <summary>The labels before a colon; none after reporting that there is no colon.</summary>
    private ImmutableArray<TemplateLabel> ReadLabels()
    {
        var labels = ImmutableArray.CreateBuilder<TemplateLabel>();
        var start = _at;
        do
        {
            _at += labels.Count > 0 ? 1 : 0;
            var (label, labelAt) = Word("{}|?:,\n");
            labels.Add(new TemplateLabel(label, At(labelAt, Math.Max(1, label.Length))));
        }
        while (IsAt(','));

        if (!IsAt(':'))
        {
            Error(CatalogCode.BadTemplate, start, 1, "expected an option such as 'value: words'");
            _at = _text.Length;
            return [];
        }

        _at++;
        return labels.ToImmutable();
    }

    /// <summary>What comes before one of the signs, without spaces around, and where it starts.</summary>
    private (string Word, int At) Word(string signs)
    {
        var end = _text.AsSpan(_at).IndexOfAny(signs);
        var raw = end < 0 ? _text[_at..] : _text.Substring(_at, end);
        var wordAt = _at + raw.Length - raw.TrimStart().Length;
        _at += raw.Length;
        return (raw.Trim(), wordAt);
    }

    private void Error(string code, int at, int length, string message) =>
        _report.Error(code, At(at, length), message);

    private SourceSpan At(int at, int length)
    {
        var before = _text.AsSpan(0, at);
        var lineStart = before.LastIndexOf('\n') + 1;
        return _origin with
        {
            Line = _origin.Line + before.Count('\n'),
            Column = _origin.Column + at - lineStart,
            Length = length,
        };
    }
}

/// <summary>One option of a choice of words.</summary>
internal sealed record TemplateOption(ImmutableArray<TemplateLabel> Labels, ImmutableArray<TemplatePart> Parts);

/// <summary>What an option is for.</summary>
internal sealed record TemplateLabel(string Name, SourceSpan Span);
