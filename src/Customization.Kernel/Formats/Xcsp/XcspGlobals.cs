using System.Collections.Immutable;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Xcsp;

/// <summary>Turns global constraints into formulas: <c>weightedSum</c>, <c>allDifferent</c>, <c>element</c>.</summary>
/// <remarks>Mutable: counts limits; owned by one reading.</remarks>
internal sealed class XcspGlobals(XcspProblem problem)
{
    private List<XcspToken> _tokens = [];
    private int _at;
    private SourceSpan _end;
    private long _nodes;

    private Findings Findings => problem.Findings;

    private XcspToken Current => _at < _tokens.Count ? _tokens[_at] : new XcspToken("end of parameters", _end);

    public Formula? Read(XcspNode node, SourceSpan reference, string name, List<XcspVariable> scope)
    {
        var parameters = node.Child("parameters");
        (_tokens, _at, _end) = (parameters is null ? [] : XcspTokens.OfContent(parameters), 0,
            parameters?.Span ?? node.Span);
        switch (name.ToLowerInvariant())
        {
            case "weightedsum":
                return ReadWeightedSum();
            case "alldifferent":
                return ReadAllDifferent(scope);
            case "element":
                return ReadElement();
            default:
                Findings.Error("CX0027", reference, $"global constraint '{Findings.Quote(name)}' is not read; expected "
                    + "weightedSum, allDifferent or element");
                return null;
        }
    }

    /// <summary><c>[ { 2 X } { -1 Y } ] &lt;ge/&gt; 7</c>.</summary>
    private Formula? ReadWeightedSum()
    {
        if (!Take("["))
        {
            return null;
        }

        var operands = ImmutableArray.CreateBuilder<Term>();
        while (Current.Text == "{")
        {
            if (!Take("{") || ReadTerm() is not Term.Constant factor || ReadTerm() is not { } term || !Take("}"))
            {
                Findings.Error("CX0028", Current.Span, "expected '{ factor variable }'");
                return null;
            }

            operands.Add(new Term.Product(factor, term));
        }

        if (!Take("]"))
        {
            return null;
        }

        if (XcspOperator.ComparatorOf(Current.Text.Trim('<', '>')) is not { } comparator)
        {
            Findings.Error("CX0028", Current.Span, "expected <eq/>, <ne/>, <lt/>, <le/>, <gt/> or <ge/>, found "
                + $"'{Findings.Quote(Current.Text)}'");
            return null;
        }

        _at++;
        if (ReadTerm() is not { } right || !AtEnd())
        {
            return null;
        }

        var left = new Term.Sum(operands.DrainToImmutable());
        if (!problem.Bounds.Fit(left))
        {
            Findings.Error("CX0025", _end, "arithmetic that could leave 64 bits");
            return null;
        }

        return new Formula.Comparison(left, comparator, right);
    }

    /// <summary>Of each number that two or more can have, at most one has it: linear, where pairs are quadratic.
    /// </summary>
    private Formula? ReadAllDifferent(List<XcspVariable> scope)
    {
        var terms = _tokens.Count == 0 ? scope.ConvertAll(Term (variable) => variable.Term) : ReadList();
        if (terms is null || !AtEnd())
        {
            return null;
        }

        var holders = new SortedDictionary<long, List<Formula>>();
        foreach (var term in terms)
        {
            foreach (var (number, holds) in Cases(term))
            {
                if (!holders.TryGetValue(number, out var same))
                {
                    holders.Add(number, same = []);
                }

                same.Add(holds);
                if (!Charge())
                {
                    return null;
                }
            }
        }

        return new Formula.And([.. holders.Values.Where(same => same.Count > 1)
            .Select(same => new Formula.Cardinality(0, 1, [.. same]))]);
    }

    /// <summary><c>index [ list ] value</c>: the list's entry at the index, from 1, is the value.</summary>
    private Formula? ReadElement()
    {
        if (ReadTerm() is not { } index || ReadList() is not { } list || ReadTerm() is not { } value || !AtEnd())
        {
            return null;
        }

        var cases = ImmutableArray.CreateBuilder<Formula>();
        foreach (var (number, holds) in Cases(index))
        {
            if (!Charge())
            {
                return null;
            }

            if (number >= 1 && number <= list.Count)
            {
                var same = new Formula.Comparison(list[(int)number - 1], Comparator.Equal, value);
                cases.Add(new Formula.And([holds, same]));
            }
        }

        return new Formula.Or(cases.DrainToImmutable());
    }

    /// <summary>Each number that a variable or constant can be, and when it is.</summary>
    private static IEnumerable<(long Number, Formula Holds)> Cases(Term term) => term is Term.Of of
        ? of.PerValue.Select((number, value) => (number, (Formula)new Formula.Is(of.Characteristic, [value])))
        : [(((Term.Constant)term).Value, new Formula.Constant(true))];

    private List<Term>? ReadList()
    {
        if (!Take("["))
        {
            return null;
        }

        var terms = new List<Term>();
        while (Current.Text != "]")
        {
            if (ReadTerm() is not { } term)
            {
                return null;
            }

            terms.Add(term);
        }

        _at++;
        return terms;
    }

    private Term? ReadTerm()
    {
        var token = Current;
        Term? term = problem.Variable(token.Text) is { } variable && _at < _tokens.Count ? variable.Term
            : int.TryParse(token.Text, out var number) ? new Term.Constant(number) : null;
        if (term is null)
        {
            Findings.Error("CX0028", token.Span, $"expected a variable or a number, found "
                + $"'{Findings.Quote(token.Text)}'");
        }

        _at++;
        return term;
    }

    private bool Take(string text)
    {
        if (Current.Text != text)
        {
            Findings.Error("CX0028", Current.Span, $"expected '{text}', found '{Findings.Quote(Current.Text)}'");
            return false;
        }

        _at++;
        return true;
    }

    private bool AtEnd()
    {
        if (_at < _tokens.Count)
        {
            Findings.Error("CX0028", Current.Span, $"expected the end of the parameters, found "
                + $"'{Findings.Quote(Current.Text)}'");
        }

        return _at >= _tokens.Count;
    }

    private bool Charge()
    {
        if (++_nodes <= Findings.Limits.FormulaNodesMax)
        {
            return true;
        }

        Findings.Error("CX0008", _end, $"more than {Findings.Limits.FormulaNodesMax} operators and operands");
        return false;
    }
}
