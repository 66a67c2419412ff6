using System.Collections.Immutable;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Xcsp;

/// <summary>Turns a constraint of XCSP3 into a formula. Mutable: counts limits; owned by one reading.</summary>
internal sealed class Xcsp3Constraints(Xcsp3Variables variables, Findings findings)
{
    private readonly TermBounds _bounds = new();
    private readonly XcspFormulas _formulas = new(findings, new TermBounds());
    private readonly Xcsp3Tables _tables = new(findings);

    /// <summary>The formula, or null with the error reported.</summary>
    /// <param name="place">Where errors of the whole constraint are reported: the constraint or the arguments of its
    /// template.</param>
    public Formula? Read(XcspNode node, XcspNode place, Xcsp3Arguments arguments)
    {
        foreach (var name in new[] { "reifiedBy", "hreifiedFrom", "hreifiedTo" })
        {
            if (node.Attribute(name) is { } reified)
            {
                findings.Error("CX0029", reified.Start, $"'{name}' is not read");
                return null;
            }
        }

        switch (node.Name)
        {
            case "extension":
                return Scope(node, arguments) is { } scope ? _tables.Read(node, scope) : null;
            case "intension":
                return ReadIntension(node.Child("function") ?? node, place, arguments);
            case "sum":
                return ReadSum(node, place, arguments);
            case "instantiation":
                return ReadInstantiation(node, arguments);
            default:
                findings.Error("CX0029", node.Span, $"<{Findings.Quote(node.Name)}> is not read; expected <extension>, "
                    + "<intension>, <sum>, <instantiation> or <group> of these");
                return null;
        }
    }

    /// <summary>The variables of <c>list</c>; without one those of the element's own text.</summary>
    private List<XcspVariable>? Scope(XcspNode node, Xcsp3Arguments arguments)
    {
        var list = node.Child("list") ?? node;
        if (arguments.Words(list, findings) is not { } words)
        {
            return null;
        }

        var scope = new List<XcspVariable>();
        foreach (var word in words)
        {
            if (variables.FindAll(word.Text) is not { } named)
            {
                ReportUnnamed(word);
                return null;
            }

            scope.AddRange(named);
        }

        if (scope.Count == 0)
        {
            findings.Error("CX0018", list.Span, "expected names of variables");
        }

        return scope.Count == 0 ? null : scope;
    }

    private void ReportUnnamed(XcspToken word)
    {
        if (variables.IsFull)
        {
            findings.Error(
                "CX0008", word.Span, $"more than {findings.Limits.ListedVariablesMax} variables in all lists");
        }
        else
        {
            findings.Error("CX0019", word.Span, $"no variable is named '{Findings.Quote(word.Text)}'");
        }
    }

    private Formula? ReadIntension(XcspNode function, XcspNode place, Xcsp3Arguments arguments)
    {
        if (arguments.Words(function, findings) is not { } words)
        {
            return null;
        }

        var parser = new Xcsp3ExpressionParser(words, function.Span, variables, findings);
        return parser.ReadCondition() is { } condition ? _formulas.Of(condition, parser.Size, place.Span) : null;
    }

    private Formula? ReadInstantiation(XcspNode node, Xcsp3Arguments arguments)
    {
        if (Scope(node, arguments) is not { } scope || node.Child("values") is not { } values
            || arguments.Words(values, findings) is not { } words || Spread(words) is not { } numbers
            || numbers.Count != scope.Count)
        {
            findings.Error("CX0030", node.Span, "expected <list> with variables and <values> with as many numbers");
            return null;
        }

        return new Formula.And([.. scope.Zip(numbers).Where(pair => pair.Second is not Any).Select(pair =>
            (Formula)new Formula.Is(pair.First.Index, Position(pair.First, pair.Second)))]);
    }

    /// <summary>Stands for any value.</summary>
    private const long Any = long.MinValue;

    private static ImmutableArray<int> Position(XcspVariable variable, long number) =>
        number is >= int.MinValue and <= int.MaxValue
        && variable.Domain.PositionOf.TryGetValue((int)number, out var position) ? [position] : [];

    /// <summary>Numbers, where <c>3x5</c> is five times 3 and <c>*</c> any; null where a word is none.</summary>
    private List<long>? Spread(List<XcspToken> words)
    {
        var numbers = new List<long>();
        foreach (var word in words)
        {
            var times = word.Text.IndexOf('x');
            var count = 1;
            var number = 0;
            if (word.Text != "*" && (!int.TryParse(times < 0 ? word.Text : word.Text[..times], out number)
                || (times >= 0 && !int.TryParse(word.Text[(times + 1)..], out count)))
                || count < 1 || count > findings.Limits.CharacteristicsMax - numbers.Count)
            {
                return null;
            }

            numbers.AddRange(Enumerable.Repeat(word.Text == "*" ? Any : number, count));
        }

        return numbers;
    }

    private Formula? ReadSum(XcspNode node, XcspNode place, Xcsp3Arguments arguments)
    {
        if (node.Child("list") is not { } list || node.Child("condition") is not { } condition)
        {
            findings.Error("CX0030", node.Span, "expected <list> with variables and <condition>");
            return null;
        }

        if (Terms(list, arguments) is not { } terms)
        {
            return null;
        }

        if (node.Child("coeffs") is { } coefficients)
        {
            var words = arguments.Words(coefficients, findings);
            var factors = words is null ? null
                : Spread(words)?.ConvertAll(Term? (number) => new Term.Constant(number)) ?? Variables(words);
            if (factors is null || factors.Count != terms.Count || factors.Contains(null)
                || factors.Contains(new Term.Constant(Any)))
            {
                findings.Error("CX0030", coefficients.Span, $"expected {terms.Count} numbers or variables");
                return null;
            }

            terms = [.. terms.Zip(factors, (term, factor) => new Term.Product(factor!, term))];
        }

        return arguments.Words(condition, findings) is { } parts
            ? Compare(new Term.Sum([.. terms]), parts, condition.Span, place.Span)
            : null;
    }

    private List<Term?>? Variables(List<XcspToken> words) =>
        words.TrueForAll(word => variables.FindAll(word.Text) is not null)
            ? [.. words.SelectMany(word => variables.FindAll(word.Text)!).Select(variable => variable.Term)]
            : null;

    /// <summary>Variables, parts of arrays, or expressions that have a linear form.</summary>
    private List<Term>? Terms(XcspNode list, Xcsp3Arguments arguments)
    {
        if (arguments.Words(list, findings) is not { } words)
        {
            return null;
        }

        var spread = new List<XcspToken>();
        foreach (var word in words)
        {
            spread.AddRange(variables.FindAll(word.Text) is { Count: > 1 } several
                ? several.Select(variable => word with { Text = variable.Name })
                : [word]);
        }

        var terms = new List<Term>();
        var parser = new Xcsp3ExpressionParser(spread, list.Span, variables, findings);
        while (!parser.IsAtEnd)
        {
            if (parser.ReadNumber() is not { } expression)
            {
                return null;
            }

            if (XcspFormulas.ToTerm(expression) is not { } term)
            {
                findings.Error("CX0026", list.Span, "an operand of the sum has no linear form");
                return null;
            }

            terms.Add(term);
        }

        return terms;
    }

    /// <summary><c>(le,10)</c>, <c>(eq,x)</c>, <c>(in,2..5)</c>, <c>(notin,{2,3})</c>.</summary>
    private Formula? Compare(Term sum, List<XcspToken> parts, SourceSpan condition, SourceSpan place)
    {
        var texts = parts.ConvertAll(part => part.Text);
        if (!_bounds.Fit(sum))
        {
            findings.Error("CX0025", place, "arithmetic that could leave 64 bits");
            return null;
        }

        if (texts is ["(", var name, ",", var operand, ")"])
        {
            if (XcspOperator.ComparatorOf(name) is { } comparator && Operand(operand) is { } right)
            {
                return new Formula.Comparison(sum, comparator, right);
            }

            var dots = operand.IndexOf("..", StringComparison.Ordinal);
            if (name is "in" or "notin" && dots > 0 && int.TryParse(operand[..dots], out var first)
                && int.TryParse(operand[(dots + 2)..], out var last))
            {
                return Signed(name, new Formula.And([
                    new Formula.Comparison(sum, Comparator.GreaterOrEqual, new Term.Constant(first)),
                    new Formula.Comparison(sum, Comparator.LessOrEqual, new Term.Constant(last))]));
            }
        }

        var members = texts is ["(", "in" or "notin", ",", "{", .., "}", ")"]
            ? Spread(parts[4..^2].FindAll(part => part.Text != ","))
            : null;
        if (members is null || members.Contains(Any))
        {
            findings.Error("CX0030", condition, "expected a condition such as (le,10), (eq,x), (in,2..5) "
                + "or (in,{2,3})");
            return null;
        }

        return Signed(texts[1], new Formula.Or([.. members.Select(
            member => (Formula)new Formula.Comparison(sum, Comparator.Equal, new Term.Constant(member)))]));
    }

    private Term? Operand(string word) => variables.Find(word) is { } variable ? variable.Term
        : int.TryParse(word, out var number) ? new Term.Constant(number) : null;

    private static Formula Signed(string name, Formula formula) => name == "in" ? formula : new Formula.Not(formula);
}
