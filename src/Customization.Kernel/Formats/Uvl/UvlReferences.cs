using System.Collections.Immutable;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>Resolves names in constraints: features, attributes, and the aggregates over them.</summary>
/// <remarks>An attribute counts where its feature is selected and is 0 otherwise. Mutable: counts what it looks at;
/// owned by one reading.</remarks>
internal sealed class UvlReferences(UvlDocument document, UvlScales scales, Findings findings)
{
    private readonly Dictionary<int, Formula> _selected = [];
    private readonly Dictionary<(int Feature, long Value), Term.Of> _terms = [];
    private readonly Dictionary<(int Root, string Attribute), Total?> _totals = [];
    private long _nodes;

    public TermBounds Bounds { get; } = new();

    public static bool IsAggregate(UvlCursor cursor) =>
        cursor.TextOf(cursor.Current) is "sum" or "avg" or "len" or "floor" or "ceil"
        && cursor.Peek.Kind == UvlTokenKind.Symbol && cursor.TextOf(cursor.Peek) is "(";

    /// <summary>A feature as a condition, or an attribute as a number.</summary>
    public UvlOperand? Read(UvlCursor cursor)
    {
        var span = cursor.Span;
        if (cursor.ReadReference("a feature, a number or '('") is not { } path)
        {
            return null;
        }

        var name = string.Join('.', path);
        if (Find(path) is { } feature)
        {
            if (!_selected.TryGetValue(feature, out var formula))
            {
                formula = new Formula.Is(new CharacteristicIndex(feature), [1]);
                _selected.Add(feature, formula);
            }

            return new UvlOperand.Condition(formula, span, 1);
        }

        if (name is "true" or "false")
        {
            return new UvlOperand.Condition(new Formula.Constant(name == "true"), span, 1);
        }

        return FindAttribute(path, span) is var (owner, attribute)
            && scales.Scaled(owner, attribute) is { } scaled
                ? Number(owner, scaled, scales.Of(attribute), span)
                : Unknown(path, span, "a number");
    }

    /// <summary><c>sum([feature,] attribute)</c>, <c>avg([feature,] attribute)</c>, <c>len</c>, <c>floor</c> or
    /// <c>ceil</c> of a feature's attribute.</summary>
    public UvlOperand? ReadAggregate(UvlCursor cursor)
    {
        var span = cursor.Span;
        var function = cursor.ReadName();
        cursor.Next();
        var argumentSpan = cursor.Span;
        if (cursor.ReadReference("a feature or an attribute") is not { } first)
        {
            return null;
        }

        List<string>? second = null;
        if (function is "sum" or "avg" && cursor.TakeSymbol(","))
        {
            second = cursor.ReadReference("an attribute");
            if (second is null)
            {
                return null;
            }
        }

        if (!cursor.TakeSymbol(")"))
        {
            cursor.Expected("')'");
            return null;
        }

        return function is "sum" or "avg"
            ? ReadTotal(function, second is null ? null : first, second ?? first, argumentSpan, span)
            : ReadPart(function, first, argumentSpan, span);
    }

    private UvlOperand? ReadTotal(
        string function, List<string>? within, List<string> attributePath, SourceSpan argumentSpan, SourceSpan span)
    {
        var root = within is null ? 0 : Find(within) ?? -1;
        if (root < 0)
        {
            return Unknown(within!, argumentSpan, "a feature");
        }

        var attribute = string.Join('.', attributePath);
        if (!_totals.TryGetValue((root, attribute), out var total))
        {
            total = TotalOf(root, attribute);
            _totals.Add((root, attribute), total);
        }

        if (total is null || _nodes > findings.Limits.FormulaNodesMax)
        {
            findings.Error("CU0024", argumentSpan, total is null
                ? $"no feature here has an attribute '{Findings.Quote(attribute)}' with a number"
                : $"more than {findings.Limits.FormulaNodesMax} operands of aggregates");
            return null;
        }

        return function == "sum"
            ? new UvlOperand.Number(total.Sum, span, 2)
            : new UvlOperand.Average(total.Sum, total.Count, span);
    }

    private Total? TotalOf(int root, string attribute)
    {
        var end = EndOfSubtree(root);
        var candidates = scales.Owners(attribute);
        _nodes += candidates.Count + (end - root);
        var sum = ImmutableArray.CreateBuilder<Term>();
        var count = ImmutableArray.CreateBuilder<Term>();
        foreach (var owner in candidates)
        {
            if (owner >= root && owner < end && scales.Scaled(owner, attribute) is { } scaled)
            {
                sum.Add(TermOf(owner, scaled));
                count.Add(TermOf(owner, 1));
            }
        }

        return sum.Count == 0
            ? null
            : new Total(
                new UvlNumber(new Term.Sum(sum.DrainToImmutable()), scales.Of(attribute)),
                new Term.Sum(count.DrainToImmutable()));
    }

    private UvlOperand? ReadPart(string function, List<string> path, SourceSpan argumentSpan, SourceSpan span)
    {
        if (Find(path) is null && FindAttribute(path, span) is var (owner, attribute))
        {
            var value = document.Features[owner].Attributes[attribute];
            if (function == "len" && value.Text is { } text)
            {
                return Number(owner, text.Length, 1, span);
            }

            if (function != "len" && value.Number is { } number)
            {
                return Number(owner, (long)(function == "floor" ? Math.Floor(number) : Math.Ceiling(number)), 1, span);
            }
        }

        return Unknown(path, argumentSpan, function == "len" ? "a text" : "a number");
    }

    private UvlOperand.Number Number(int owner, long value, long scale, SourceSpan span) =>
        new(new UvlNumber(TermOf(owner, value), scale), span, 1);

    private Term.Of TermOf(int owner, long value)
    {
        if (!_terms.TryGetValue((owner, value), out var term))
        {
            term = new Term.Of(new CharacteristicIndex(owner), [0, value]);
            _terms.Add((owner, value), term);
        }

        return term;
    }

    /// <summary>The first position behind the descendants of a feature.</summary>
    private int EndOfSubtree(int root)
    {
        var end = root + 1;
        while (end < document.Features.Count && document.Features[end].Parent >= root)
        {
            end++;
        }

        return end;
    }

    private int? Find(List<string> path)
    {
        if (document.FeatureByName.TryGetValue(string.Join('.', path), out var feature))
        {
            return feature;
        }

        // The model's own name may stand before a feature.
        return path.Count > 1 && path[0] == document.Name
            && document.FeatureByName.TryGetValue(string.Join('.', path.Skip(1)), out feature) ? feature : null;
    }

    private (int Owner, string Attribute)? FindAttribute(List<string> path, SourceSpan span)
    {
        for (var split = path.Count - 1; split > 0; split--)
        {
            var attribute = string.Join('.', path.Skip(split));
            if (Find(path.GetRange(0, split)) is { } owner
                && document.Features[owner].Attributes.ContainsKey(attribute))
            {
                return (owner, attribute);
            }
        }

        return null;
    }

    private UvlOperand? Unknown(List<string> path, SourceSpan span, string expected)
    {
        var name = Findings.Quote(string.Join('.', path));
        if (Find(path) is { } feature && document.Features[feature].Type is { } type)
        {
            findings.Error("CU0025", span, $"the {type} value of feature '{name}' has no bounds and cannot be used");
        }
        else if (FindAttribute(path, span) is not null || Find(path) is not null)
        {
            findings.Error("CU0026", span, $"expected {expected}; '{name}' is none");
        }
        else if (!document.Imports.Contains(path[0]))
        {
            findings.Error("CU0027", span, $"no feature or attribute is named '{name}'");
        }

        return null;
    }

    /// <summary>An attribute over a feature and everything below it, shared by all constraints that name it.</summary>
    private sealed record Total(UvlNumber Sum, Term Count);
}
