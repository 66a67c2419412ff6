using System.Collections.Immutable;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Compiles the rule texts in parts, once for each instance. Owned by one reading.</summary>
internal sealed class PartConditions(RuleScope scope, Report report)
{
    private const int TextMax = 100_000;

    /// <summary>The condition of each instance; none after reporting.</summary>
    /// <param name="part">Path of the part without positions.</param>
    /// <param name="isRule">Whether instances that are not there pass.</param>
    public IReadOnlyList<(PartInstance Instance, Condition Condition)> Read(
        DefinitionNode node, string part, bool isRule)
    {
        if (Scalars.Text(node, TextMax, report) is not { } scalar)
        {
            return [];
        }

        RuleCompiler.TryCompileEach(scalar.Text, scalar.Content, scope, part, isRule, out var formulas, out var found);
        AddAll(found);
        return [.. formulas.Select(each =>
            (each.Instance, new Condition(scalar.Text.Trim(), each.Formula, scalar.Span)))];
    }

    /// <summary>A line's condition and number of each instance: its condition, where the author gave one, fails where
    /// the instance is not there; otherwise the number is 0 there, or the condition is that it is there.</summary>
    /// <param name="substitute">The number where there is none.</param>
    public IReadOnlyList<(PartInstance Instance, Condition? When, Expression Number)> ReadLine(
        DefinitionNode? when, DefinitionNode? number, long substitute, string part)
    {
        var conditions = when is null ? null : Read(when, part, isRule: false).ToDictionary(
            each => each.Instance.Path, each => each.Condition, StringComparer.Ordinal);
        var lines = new List<(PartInstance, Condition?, Expression)>();
        foreach (var (instance, term) in ReadNumber(number, substitute, part))
        {
            var isGuarded = term is Term.Where guarded && ReferenceEquals(guarded.Condition, instance.Exists);
            var plain = isGuarded ? ((Term.Where)term).Operand : term;
            var text = number is DefinitionNode.Scalar scalar ? scalar.Text.Trim() : "a sum";
            var expression = number is null ? Expression.Of(substitute) : new Expression(text, plain, number.Span);
            if (conditions is not null)
            {
                if (conditions.TryGetValue(instance.Path, out var condition))
                {
                    lines.Add((instance, condition, expression));
                }
            }
            else
            {
                lines.Add((
                    instance,
                    isGuarded ? new Condition($"{instance.Path} present", instance.Exists, SourceSpan.None) : null,
                    expression));
            }
        }

        return lines;
    }

    /// <summary>The number of each instance, 0 where the instance is not there; none after reporting.</summary>
    /// <param name="substitute">The number where there is none.</param>
    public IReadOnlyList<(PartInstance Instance, Term Term)> ReadNumber(
        DefinitionNode? node, long substitute, string part)
    {
        IReadOnlyList<(PartInstance Instance, Term Term)> terms = node switch
        {
            null => Compile($"{substitute}", SourceSpan.None, part),
            DefinitionNode.Sequence sequence => Sum(sequence, part),
            _ => Scalars.Text(node, TextMax, report) is { } scalar
                ? Compile(scalar.Text, scalar.Content, part)
                : [],
        };
        foreach (var (_, term) in terms)
        {
            if (TermRange.Of(term).Most is var most && most > Conditions.QuantityMax)
            {
                report.Error(CatalogCode.OutOfRange, node!.Span,
                    $"this can come to {most}; at most {Conditions.QuantityMax} are accepted");
                return [];
            }
        }

        return terms;
    }

    /// <summary><c>[12, {add: 5, when: type = corner}]</c>: what holds is added up.</summary>
    private List<(PartInstance Instance, Term Term)> Sum(DefinitionNode.Sequence sequence, string part)
    {
        var sums = new Dictionary<string, (PartInstance Instance, List<Term> Terms)>(StringComparer.Ordinal);
        foreach (var item in sequence.Items)
        {
            var extra = item is DefinitionNode.Mapping ? Fields.Of(item, DefinitionFields.Extra, report) : null;
            var number = item is DefinitionNode.Mapping ? extra?["add"] : item;
            var when = extra?["when"];
            var conditions = when is null ? null : Read(when, part, isRule: false).ToDictionary(
                each => each.Instance.Path, each => each.Condition.Formula, StringComparer.Ordinal);
            foreach (var (instance, term) in number is null ? [] : ReadNumber(number, 0, part))
            {
                sums.TryAdd(instance.Path, (instance, []));
                if (conditions is null)
                {
                    sums[instance.Path].Terms.Add(term);
                }
                else if (conditions.TryGetValue(instance.Path, out var condition))
                {
                    sums[instance.Path].Terms.Add(new Term.Where(condition, term));
                }
            }
        }

        return [.. sums.Values.Select(each => (each.Instance, (Term)new Term.Sum([.. each.Terms])))];
    }

    private ImmutableArray<(PartInstance Instance, Term Term)> Compile(string text, SourceSpan at, string part)
    {
        TermCompiler.TryCompileEach(text, at, scope, part, out var terms, out var found);
        AddAll(found);
        return terms;
    }

    private void AddAll(ImmutableArray<Diagnostic> found)
    {
        foreach (var diagnostic in found)
        {
            report.Add(diagnostic);
        }
    }
}
