namespace Customization.Kernel.Language.Syntax;

/// <summary>A stretch of a text by character offsets.</summary>
internal readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>Offset behind the last character.</summary>
    public int End => Start + Length;

    /// <summary>From the start of one to the end of another.</summary>
    public static TextSpan Between(TextSpan first, TextSpan last) =>
        new(first.Start, Math.Max(last.End - first.Start, first.Length));
}
