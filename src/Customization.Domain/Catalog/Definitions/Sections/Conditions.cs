using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Compiles the rule texts of a definition in the scope of its model. Owned by one reading.</summary>
internal sealed class Conditions(RuleScope scope, Report report)
{
    /// <summary>Most of a component, or minutes of an operation, that a line may come to.</summary>
    public const long QuantityMax = 100_000;

    private const int TextMax = 100_000;

    /// <summary>The condition, or null where there is none or after reporting.</summary>
    public Condition? Read(DefinitionNode? node)
    {
        if (node is null || Scalars.Text(node, TextMax, report) is not { } scalar)
        {
            return null;
        }

        var compiled = RuleCompiler.TryCompile(scalar.Text, scalar.Content, scope, out var formula, out var found);
        AddAll(found);
        return compiled ? new Condition(scalar.Text.Trim(), formula!, scalar.Span) : null;
    }

    /// <summary>Reports what is wrong with the form of a condition whose names nobody knows yet.</summary>
    public static void CheckForm(DefinitionNode? node, Report report)
    {
        if (node is null || Scalars.Text(node, TextMax, report) is not { } scalar)
        {
            return;
        }

        foreach (var diagnostic in RuleCompiler.CheckForm(scalar.Text, scalar.Content))
        {
            report.Add(diagnostic);
        }
    }

    /// <summary>The number: a term, or a list of conditional additions; the substitute where there is none.</summary>
    public Expression ReadNumber(DefinitionNode? node, long substitute)
    {
        switch (node)
        {
            case null:
                return Expression.Of(substitute);
            case DefinitionNode.Sequence sequence:
                return Bounded(Sum(sequence), sequence.Span);
            default:
                return Scalars.Text(node, TextMax, report) is { } scalar
                    ? Bounded(ReadTerm(scalar), scalar.Span)
                    : Expression.Of(substitute);
        }
    }

    private Expression ReadTerm(DefinitionNode.Scalar scalar)
    {
        var compiled = TermCompiler.TryCompile(scalar.Text, scalar.Content, scope, out var term, out var found);
        AddAll(found);
        return compiled ? new Expression(scalar.Text.Trim(), term!, scalar.Span) : Expression.Of(0);
    }

    /// <summary><c>[12, {add: 5, when: knit}]</c>: what holds is added up.</summary>
    private Expression Sum(DefinitionNode.Sequence sequence)
    {
        var terms = new List<Term>();
        foreach (var item in sequence.Items)
        {
            if (item is DefinitionNode.Mapping)
            {
                if (Fields.Of(item, DefinitionFields.Extra, report) is { } extra
                    && Read(extra["when"]) is { } when && extra["add"] is { } add)
                {
                    terms.Add(new Term.Where(when.Formula, ReadNumber(add, 0).Term));
                }
            }
            else
            {
                terms.Add(ReadNumber(item, 0).Term);
            }
        }

        return new Expression("a sum", new Term.Sum([.. terms]), sequence.Span);
    }

    private Expression Bounded(Expression expression, SourceSpan span)
    {
        var (_, most) = TermRange.Of(expression.Term);
        if (most <= QuantityMax)
        {
            return expression;
        }

        report.Error(CatalogCode.OutOfRange, span, $"this can come to {most}; at most {QuantityMax} are accepted");
        return Expression.Of(0);
    }

    private void AddAll(IEnumerable<Diagnostic> found)
    {
        foreach (var diagnostic in found)
        {
            report.Add(diagnostic);
        }
    }
}
