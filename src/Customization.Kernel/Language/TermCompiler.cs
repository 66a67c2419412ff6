using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Customization.Kernel.Language.Binding;
using Customization.Kernel.Language.Parsing;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language;

/// <summary>Arithmetic text to term, e.g. the quantity of a BOM line: <c>2 * panels + count(extras)</c>.</summary>
/// <remarks>Pure and safe to call from several threads. Never throws on any text.</remarks>
public static class TermCompiler
{
    /// <summary>Compiles one term. Its value stays within <see cref="LanguageLimits.MagnitudeMax"/> in every
    /// configuration, partial sums included.</summary>
    /// <param name="origin">As in <see cref="RuleCompiler.TryCompile"/>.</param>
    public static bool TryCompile(
        string text, SourceSpan origin, RuleScope scope, [NotNullWhen(true)] out Term? term,
        out ImmutableArray<Diagnostic> diagnostics)
    {
        var bag = new DiagnosticBag(text, origin, scope.Limits.DiagnosticsMax);
        var expression = ConditionParser.Parse(text, bag, scope.Limits);
        var bound = new BindContext(scope, bag).Terms.Bind(expression);
        term = bag.HasErrors ? null : bound?.Term;
        diagnostics = bag.ToImmutable();
        return term is not null;
    }

    /// <summary>Compiles one term for each instance of a part, as <see cref="RuleCompiler.TryCompileEach"/> does; 0
    /// where the instance does not exist.</summary>
    public static bool TryCompileEach(
        string text, SourceSpan origin, RuleScope scope, string part,
        out ImmutableArray<(PartInstance Instance, Term Term)> terms, out ImmutableArray<Diagnostic> diagnostics)
    {
        var bag = new DiagnosticBag(text, origin, scope.Limits.DiagnosticsMax);
        var expression = ConditionParser.Parse(text, bag, scope.Limits);
        var context = new BindContext(scope, bag);
        var each = context.Parts.Each(part, () => context.Terms.Bind(expression));
        terms = each is null || bag.HasErrors
            ? []
            : [.. each.Select(one => (one.Frame.Instance, context.Parts.Guarded(one.Frame, one.Bound).Term))];
        diagnostics = bag.ToImmutable();
        return each is not null && !bag.HasErrors;
    }
}
