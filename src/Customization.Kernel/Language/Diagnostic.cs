namespace Customization.Kernel.Language;

/// <summary>A place in a source text. Line and column count from 1; length in characters, 0 where unknown.</summary>
public readonly record struct SourceSpan(string File, int Line, int Column, int Length = 0)
{
    /// <summary>The place of things that no author wrote, such as a rule that a reader added.</summary>
    public static readonly SourceSpan None = new("", 0, 0);

    /// <summary><c>file:line:column</c>, or only the file where there is no position.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}

/// <summary>How bad a diagnostic is: an error means that there is no result.</summary>
public enum Severity
{
    Warning,
    Error,
}

/// <summary>What is wrong with a text, where, and what was expected instead. Texts never throw: they return these.
/// </summary>
/// <param name="Code">Stable, e.g. <c>CL0012</c>; CL rule language, CX XCSP, CU UVL, CD DIMACS, CC compilation,
/// CY product definitions.</param>
public sealed record Diagnostic(string Code, Severity Severity, SourceSpan Span, string Message)
{
    /// <summary>An error at a place.</summary>
    public static Diagnostic Error(string code, SourceSpan span, string message) =>
        new(code, Severity.Error, span, message);

    /// <summary>A warning at a place.</summary>
    public static Diagnostic Warning(string code, SourceSpan span, string message) =>
        new(code, Severity.Warning, span, message);

    /// <summary>One line, <c>file:line:column: error CL0012: message</c>.</summary>
    public override string ToString() =>
        $"{Span}: {(Severity == Severity.Error ? "error" : "warning")} {Code}: {Message}";
}
