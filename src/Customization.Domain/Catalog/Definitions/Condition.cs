using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions;

/// <summary>A selection condition: what must be configured for a line, an operation or a guard to count.</summary>
/// <param name="Text">As the author wrote it.</param>
public sealed record Condition(string Text, Formula Formula, SourceSpan Span);

/// <summary>A whole number that may depend on the configuration, e.g. <c>2</c> or <c>sum(modules)</c>.</summary>
/// <param name="Text">As the author wrote it.</param>
public sealed record Expression(string Text, Term Term, SourceSpan Span)
{
    /// <summary>A fixed number.</summary>
    public static Expression Of(long value) =>
        new(value.ToString(System.Globalization.CultureInfo.InvariantCulture), new Term.Constant(value), SourceSpan.None);
}
