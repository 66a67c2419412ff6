using System.Collections.Immutable;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>Resolves names in constraints: features, attributes, and the aggregates over them.</summary>
/// <remarks>A name below instances means all of them: one is selected, and the sum of their numbers. An attribute
/// counts where its feature is selected and is 0 otherwise. Mutable: counts what it looks at; owned by one reading.
/// </remarks>
internal sealed class UvlReferences(
    UvlDocument document, UvlScales scales, UvlLookup lookup, UvlTypes types, UvlScope scope, Findings findings)
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
        if (lookup.Find(path, scope) is { } features)
        {
            return Selected(features) is var selected && Typed(path) is { Count: > 0 } typed
                ? Value(selected, typed, span)
                : new UvlOperand.Condition(selected, span, features.Count > 1 ? 2 : 1);
        }

        if (name is "true" or "false")
        {
            return new UvlOperand.Condition(new Formula.Constant(name == "true"), span, 1);
        }

        if (FindAttribute(path) is not var (owners, attribute))
        {
            return Unknown(path, span, "a number");
        }

        if (owners.All(owner => scales.Scaled(owner, attribute) is not null))
        {
            var terms = owners.Select(owner => (Term)TermOf(owner, scales.Scaled(owner, attribute)!.Value));
            return Number(terms, scales.Of(attribute), span);
        }

        return owners.Count == 1 && document.Features[owners[0]].Attributes[attribute].Text is { } text
            ? new UvlOperand.Text(null, new UvlText(new CharacteristicIndex(owners[0]), ["", text]), span)
            : Unknown(path, span, "a number");
    }

    /// <summary>The typed features that a name means.</summary>
    private IReadOnlyList<int>? Typed(List<string> path) =>
        lookup.FindOwners(path, scope, attribute: null);

    /// <summary>The value of typed features, which as a condition is whether they are selected.</summary>
    private UvlOperand Value(Formula selected, IReadOnlyList<int> features, SourceSpan span)
    {
        if (features.Any(feature => types.Of(feature) is null))
        {
            return new UvlOperand.Unbounded(selected, features.First(feature => types.Of(feature) is null), span);
        }

        var domains = features.Select(feature => types.Of(feature)!).ToList();
        if (domains.Exists(domain => !domain.Texts.IsEmpty))
        {
            return domains.Count == 1
                ? new UvlOperand.Text(selected, new UvlText(domains[0].Index, domains[0].Texts), span)
                : new UvlOperand.Condition(selected, span, 2);
        }

        var numbers = domains.ConvertAll(domain =>
            new UvlNumber(new Term.Of(domain.Index, domain.Numbers), domain.Scale));
        return numbers.Count == 1
            ? new UvlOperand.Typed(selected, numbers[0], span)
            : new UvlOperand.Typed(selected, UvlNumber.Sum(numbers)!, span);
    }

    private Formula Selected(IReadOnlyList<int> features)
    {
        return features.Count == 1 ? One(features[0]) : new Formula.Or([.. features.Select(One)]);

        Formula One(int feature)
        {
            if (!_selected.TryGetValue(feature, out var formula))
            {
                formula = new Formula.Is(new CharacteristicIndex(feature), [1]);
                _selected.Add(feature, formula);
            }

            return formula;
        }
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
        if ((within is null ? [0] : lookup.Find(within, scope)) is not { } roots)
        {
            return Unknown(within!, argumentSpan, "a feature");
        }

        var attribute = string.Join('.', attributePath);
        if (!_totals.TryGetValue((roots[0], attribute), out var total))
        {
            total = TotalOf(roots, attribute);
            _totals.Add((roots[0], attribute), total);
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

    private Total? TotalOf(IReadOnlyList<int> roots, string attribute)
    {
        var candidates = scales.Owners(attribute);
        var sum = ImmutableArray.CreateBuilder<Term>();
        var count = ImmutableArray.CreateBuilder<Term>();
        var known = new HashSet<int>();
        foreach (var root in roots)
        {
            var end = EndOfSubtree(root);
            _nodes += candidates.Count + (end - root);
            foreach (var owner in candidates)
            {
                if (owner >= root && owner < end && known.Add(owner) && scales.Scaled(owner, attribute) is { } scaled)
                {
                    sum.Add(TermOf(owner, scaled));
                    count.Add(TermOf(owner, 1));
                }
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
        if (lookup.Find(path, scope) is not null)
        {
            return ReadPartOfValue(function, path, argumentSpan, span);
        }

        var isLength = function == "len";
        return FindAttribute(path) is var (owners, attribute)
            && owners.All(owner => document.Features[owner].Attributes[attribute] is var value
                && (isLength ? value.Text is not null : value.Number is not null))
            ? Number(owners.Select(owner => (Term)TermOf(owner,
                Part(function, document.Features[owner].Attributes[attribute]))), 1, span)
            : Unknown(path, argumentSpan, isLength ? "a text" : "a number");
    }

    private UvlOperand? ReadPartOfValue(
        string function, List<string> path, SourceSpan argumentSpan, SourceSpan span)
    {
        var isLength = function == "len";
        var domains = (Typed(path) ?? []).Select(types.Of).ToList();
        if (domains.Exists(domain => domain is not null && isLength && domain.Texts.Contains(null)))
        {
            findings.Error("CU0034", argumentSpan, "a text that may be any other has no length; give its feature the "
                + "attribute values ['a', 'b']");
            return null;
        }

        if (domains.Count == 0 || domains.Exists(domain => domain is null || domain.Texts.IsEmpty == isLength))
        {
            return Unknown(path, argumentSpan, isLength ? "a text" : "a number");
        }

        return Number(
            domains.Select(domain => (Term)new Term.Of(domain!.Index, isLength
                ? [.. domain.Texts.Select(text => (long)text!.Length)]
                : [.. domain.Numbers.Select(number => Part(function, number / (decimal)domain.Scale))])),
            1, span);
    }

    private static long Part(string function, UvlValue value) =>
        function == "len" ? value.Text!.Length : Part(function, value.Number!.Value);

    private static long Part(string function, decimal number) =>
        (long)(function == "floor" ? Math.Floor(number) : Math.Ceiling(number));

    private static UvlOperand.Number Number(IEnumerable<Term> terms, long scale, SourceSpan span) =>
        terms.ToImmutableArray() is var all && all.Length == 1
            ? new(new UvlNumber(all[0], scale), span, 1)
            : new(new UvlNumber(new Term.Sum(all), scale), span, 2);

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

    private (IReadOnlyList<int> Owners, string Attribute)? FindAttribute(List<string> path)
    {
        for (var split = path.Count - 1; split > 0; split--)
        {
            var attribute = string.Join('.', path.Skip(split));
            if (lookup.FindOwners(path.GetRange(0, split), scope, attribute) is { } owners)
            {
                return (owners, attribute);
            }
        }

        return null;
    }

    /// <summary>Reports that the value of a typed feature has no bounds.</summary>
    public void Unbounded(int feature, SourceSpan span) => findings.Error("CU0025", span,
        $"the {document.Features[feature].Type} value of feature "
        + $"'{Findings.Quote(document.Features[feature].Name)}' cannot be used: {types.Missing(feature)}");

    private UvlOperand? Unknown(List<string> path, SourceSpan span, string expected)
    {
        var name = Findings.Quote(string.Join('.', path));
        if (Typed(path)?.FirstOrDefault(one => types.Of(one) is null, -1) is { } feature and >= 0)
        {
            Unbounded(feature, span);
        }
        else if (FindAttribute(path) is not null || lookup.Find(path, scope) is not null)
        {
            findings.Error("CU0026", span, $"expected {expected}; '{name}' is none");
        }
        else if (!document.MissingImports.Contains(path[0]))
        {
            findings.Error("CU0027", span, $"no feature or attribute is named '{name}'");
        }

        return null;
    }

    /// <summary>An attribute over a feature and everything below it, shared by all constraints that name it.</summary>
    private sealed record Total(UvlNumber Sum, Term Count);
}
