using System.Collections.Immutable;
using Customization.Kernel.Language;

namespace Customization.Domain.Catalog.Yaml;

/// <summary>Gathers the diagnostics of one reading, up to a limit. Owned by the reader, one thread.</summary>
internal sealed class Report(string fileName, int diagnosticsMax)
{
    private readonly ImmutableArray<Diagnostic>.Builder _all = ImmutableArray.CreateBuilder<Diagnostic>();

    /// <summary>Name of the file in positions.</summary>
    public string FileName { get; } = fileName;

    /// <summary>Whether any error was reported, dropped ones included.</summary>
    public bool HasErrors => Errors > 0;

    /// <summary>How many errors were reported, dropped ones included.</summary>
    public int Errors { get; private set; }

    /// <summary>An error.</summary>
    public void Error(string code, SourceSpan span, string message) => Add(Diagnostic.Error(code, span, message));

    /// <summary>A warning.</summary>
    public void Warning(string code, SourceSpan span, string message) => Add(Diagnostic.Warning(code, span, message));

    /// <summary>A diagnostic that another reader made.</summary>
    public void Add(Diagnostic diagnostic)
    {
        Errors += diagnostic.Severity == Severity.Error ? 1 : 0;
        if (_all.Count < diagnosticsMax)
        {
            _all.Add(diagnostic);
        }
    }

    /// <summary>All diagnostics by place: file of the definition first, then line and column.</summary>
    public ImmutableArray<Diagnostic> ToImmutable() =>
    [
        .. _all.OrderBy(each => string.Equals(each.Span.File, FileName, StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(each => each.Span.File, StringComparer.Ordinal)
            .ThenBy(each => each.Span.Line).ThenBy(each => each.Span.Column),
    ];
}
