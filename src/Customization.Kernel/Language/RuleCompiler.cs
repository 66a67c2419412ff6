using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Customization.Kernel.Language.Binding;
using Customization.Kernel.Language.Parsing;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language;

/// <summary>Rule text to formula: rules of a product, and the selection conditions that switch its BOM lines and
/// operations, which are the same language.</summary>
/// <remarks>Pure and safe to call from several threads. Time linear in the text and in the values that it names,
/// within <see cref="RuleScope.Limits"/>. Never throws on any text.</remarks>
public static class RuleCompiler
{
    /// <summary>Compiles one condition.</summary>
    /// <param name="origin">File, and line and column of the first character of the text in it; later lines of the
    /// text are taken to start in the same column, as in an indented block.</param>
    /// <param name="diagnostics">Errors where there is no formula; otherwise at most warnings. In text order.</param>
    public static bool TryCompile(
        string text, SourceSpan origin, RuleScope scope, [NotNullWhen(true)] out Formula? formula,
        out ImmutableArray<Diagnostic> diagnostics)
    {
        var bag = new DiagnosticBag(text, origin, scope.Limits.DiagnosticsMax);
        var expression = ConditionParser.Parse(text, bag, scope.Limits);
        var bound = new BindContext(scope, bag).Conditions.Bind(expression);
        formula = bag.HasErrors ? null : bound;
        diagnostics = bag.ToImmutable();
        return formula is not null;
    }

    /// <summary>What is wrong with the form of a condition whose names nobody knows yet. Time linear in the text.
    /// </summary>
    public static ImmutableArray<Diagnostic> CheckForm(string text, SourceSpan origin, LanguageLimits? limits = null)
    {
        limits ??= LanguageLimits.Default;
        var bag = new DiagnosticBag(text, origin, limits.DiagnosticsMax);
        ConditionParser.Parse(text, bag, limits);
        return bag.ToImmutable();
    }

    /// <summary>Compiles one condition for each instance of a part, whose names it uses as if they were the product's.
    /// </summary>
    /// <param name="part">Path of the part, e.g. <c>cabinet.drawer</c>.</param>
    /// <param name="isRule">Whether instances that do not exist pass, as by a rule; they fail, as by the condition of a
    /// BOM line, otherwise.</param>
    /// <param name="formulas">By position; none for an instance whose neighbour the text names and that has none.
    /// </param>
    public static bool TryCompileEach(
        string text, SourceSpan origin, RuleScope scope, string part, bool isRule,
        out ImmutableArray<(PartInstance Instance, Formula Formula)> formulas,
        out ImmutableArray<Diagnostic> diagnostics)
    {
        var bag = new DiagnosticBag(text, origin, scope.Limits.DiagnosticsMax);
        var expression = ConditionParser.Parse(text, bag, scope.Limits);
        var context = new BindContext(scope, bag);
        var each = context.Parts.Each(part, () => context.Conditions.Bind(expression));
        formulas = each is null || bag.HasErrors
            ? []
            : [.. each.Where(one => !one.Frame.IsBeyond).Select(one =>
                (one.Frame.Instance, context.Parts.Guarded(one.Frame, one.Bound, isRule)))];
        diagnostics = bag.ToImmutable();
        return each is not null && !bag.HasErrors;
    }
}
