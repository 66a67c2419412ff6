using System.Collections.Immutable;
using Customization.Kernel.Language;

namespace Customization.Kernel.Formats;

/// <summary>A model as text, or the reasons why the format cannot say it. Warnings name what the text leaves out.
/// </summary>
public sealed record WriteResult(string? Text, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether there is a text.</summary>
    public bool IsValid => Text is not null;
}
