using System.Collections.Immutable;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats;

/// <summary>What one reading found wrong so far, in one file and those that it imports. Owned by that reading; not for
/// sharing.</summary>
internal sealed class Findings
{
    private readonly List<Diagnostic> _found;
    private readonly HashSet<(string Code, SourceSpan Span)> _warned;

    public Findings(string file, ReadLimits limits)
        : this(file, limits, [], [])
    {
    }

    private Findings(
        string file, ReadLimits limits, List<Diagnostic> found, HashSet<(string Code, SourceSpan Span)> warned) =>
        (File, Limits, _found, _warned) = (file, limits, found, warned);

    public string File { get; }

    public ReadLimits Limits { get; }

    public bool HasErrors => Errors > 0;

    /// <summary>Whether as many errors are reported as a person wants to read: the reader should stop.</summary>
    public bool IsFull => Errors >= Limits.ErrorsMax;

    private int Errors => _found.Count(found => found.Severity == Severity.Error);

    /// <summary>The same findings, for positions in another file.</summary>
    public Findings In(string file) => new(file, Limits, _found, _warned);

    public SourceSpan Span(int line, int column, int length = 0) => new(File, line, column, length);

    public void Error(string code, int line, int column, string message) =>
        Error(code, Span(line, column), message);

    public void Error(string code, SourceSpan span, string message)
    {
        if (!IsFull)
        {
            _found.Add(Diagnostic.Error(code, span, message));
        }
    }

    /// <summary>Reports a warning, once where a part of a text is read several times.</summary>
    public void Warning(string code, SourceSpan span, string message)
    {
        if (_found.Count - Errors < Limits.ErrorsMax && (span.Line == 0 || _warned.Add((code, span))))
        {
            _found.Add(Diagnostic.Warning(code, span, message));
        }
    }

    public ReadResult WithoutModel() => new(null, InOrder());

    /// <summary>The model with the warnings, or only the diagnostics where there was an error.</summary>
    public ReadResult With(ProductModel model, FeatureModel? features = null) =>
        HasErrors ? WithoutModel() : new ReadResult(model, InOrder()) { Features = features };

    /// <summary>The text with the warnings, or only the diagnostics where there was an error.</summary>
    public WriteResult With(string text) => new(HasErrors ? null : text, InOrder());

    private ImmutableArray<Diagnostic> InOrder() =>
        [.. _found.OrderBy(found => found.Span.Line).ThenBy(found => found.Span.Column)];

    /// <summary>A part of the author's text fit to be quoted in a message: one line, not too long.</summary>
    public static string Quote(ReadOnlySpan<char> text)
    {
        const int LengthMax = 60;
        var shown = text.Length > LengthMax ? string.Concat(text[..LengthMax], "...") : text.ToString();
        return string.Create(shown.Length, shown, (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = char.IsControl(from[i]) ? ' ' : from[i];
            }
        });
    }

    /// <summary>Names in a sentence: all of a few, otherwise the first of them and how many more.</summary>
    public static string List(IReadOnlyList<string> names)
    {
        const int ShownMax = 8;
        return names.Count <= ShownMax
            ? string.Join(", ", names)
            : $"{string.Join(", ", names.Take(ShownMax - 1))} and {names.Count - ShownMax + 1} more";
    }
}
