using System.Collections.Immutable;
using Customization.Kernel.Language.Syntax;

namespace Customization.Kernel.Language;

/// <summary>Collects what is wrong with one text and turns offsets into lines and columns.</summary>
/// <remarks>Owned by one compilation of one text; not for use by two threads.</remarks>
internal sealed class DiagnosticBag(string text, SourceSpan origin, int diagnosticsMax)
{
    private readonly List<(int Start, Diagnostic Diagnostic)> _found = [];
    private readonly Stack<Dictionary<(string Code, TextSpan Span, string Message), int>> _each = new();
    private readonly int _firstLine = Math.Max(origin.Line, 1);
    private readonly int _firstColumn = Math.Max(origin.Column, 1);

    /// <summary>Whether there is no result.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Whether further reports are dropped, so that looking for hints is wasted work.</summary>
    public bool IsFull => _found.Count >= diagnosticsMax;

    /// <summary>Reports an error.</summary>
    public void Error(string code, TextSpan span, string message)
    {
        HasErrors = true;
        Add(code, Severity.Error, span, message);
    }

    /// <summary>Reports a warning.</summary>
    public void Warning(string code, TextSpan span, string message)
    {
        if (!_each.TryPeek(out var times))
        {
            Add(code, Severity.Warning, span, message);
            return;
        }

        times[(code, span, message)] = times.GetValueOrDefault((code, span, message)) + 1;
    }

    /// <summary>Holds warnings back while the same text is bound for each instance of a part.</summary>
    public void BeginEach() => _each.Push([]);

    /// <summary>Reports the warnings that came up for every one of the instances.</summary>
    public void EndEach(int instances)
    {
        foreach (var ((code, span, message), times) in _each.Pop())
        {
            if (times >= instances)
            {
                Warning(code, span, message);
            }
        }
    }

    /// <summary>Everything reported, in the order of the text.</summary>
    public ImmutableArray<Diagnostic> ToImmutable() =>
        [.. _found.OrderBy(found => found.Start).Select(found => found.Diagnostic)];

    private void Add(string code, Severity severity, TextSpan span, string message)
    {
        if (!IsFull)
        {
            _found.Add((span.Start, new Diagnostic(code, severity, Locate(span), message)));
        }
    }

    /// <summary>Lines after the first start in the same column, as in an indented block.</summary>
    private SourceSpan Locate(TextSpan span)
    {
        var before = text.AsSpan(0, Math.Min(span.Start, text.Length));
        var line = before.Count('\n');
        var column = before.Length - 1 - before.LastIndexOf('\n');
        return new SourceSpan(origin.File, _firstLine + line, _firstColumn + column, span.Length);
    }
}
