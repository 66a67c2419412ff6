using System.Text;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>Writes rules as constraints. Mutable; owned by one writing.</summary>
/// <remarks>Logic stays logic. Counting and arithmetic become sums of attributes of features. Every inner operator
/// stands in brackets, so that no tool has to know precedences.</remarks>
internal sealed class UvlFormulaWriter
{
    /// <summary>Levels of a rule; half of what readers accept, as a comparison or count may take two.</summary>
    private const int DepthMax = 200;

    private readonly UvlVocabulary _vocabulary;
    private readonly UvlTermWriter _terms;
    private readonly ProductModel _model;
    private readonly StringBuilder _text;
    private readonly Findings _findings;
    private SourceSpan _rule;

    public UvlFormulaWriter(ProductModel model, UvlVocabulary vocabulary, StringBuilder text, Findings findings)
    {
        (_model, _vocabulary, _text, _findings) = (model, vocabulary, text, findings);
        _terms = new UvlTermWriter(model, vocabulary, text, Fits, TooLarge);
    }

    public void Write(Rule rule)
    {
        _rule = rule.Span;
        Body(rule.Formula, 0);
    }

    private void Body(Formula formula, int depth)
    {
        if (!Fits(depth))
        {
            return;
        }

        switch (formula)
        {
            case Formula.Constant constant:
                Truth(constant.Value);
                break;
            case Formula.Is atom:
                OneOf(atom);
                break;
            case Formula.Not not:
                _text.Append('!');
                Nested(not.Operand, depth);
                break;
            case Formula.And and:
                List(and.Operands, " & ", true, depth);
                break;
            case Formula.Or or:
                List(or.Operands, " | ", false, depth);
                break;
            case Formula.Implies implies:
                Pair(implies.Condition, " => ", implies.Consequence, depth);
                break;
            case Formula.Iff iff:
                Pair(iff.Left, " <=> ", iff.Right, depth);
                break;
            case Formula.Cardinality cardinality:
                Count(cardinality, depth);
                break;
            case Formula.Comparison comparison:
                Compare(comparison, depth);
                break;
            case Formula.Table table:
                Rows(table, depth);
                break;
            default:
                throw new InvalidOperationException($"unknown formula {formula.GetType().Name}");
        }
    }

    private void Nested(Formula formula, int depth)
    {
        _text.Append('(');
        Body(formula, depth + 1);
        _text.Append(')');
    }

    private void Truth(bool value) => _text.Append(value ? "" : "!").Append(_vocabulary.Root);

    private void List(IReadOnlyList<Formula> operands, string separator, bool ofNone, int depth)
    {
        if (operands.Count == 0)
        {
            Truth(ofNone);
        }

        for (var i = 0; i < operands.Count; i++)
        {
            _text.Append(i == 0 ? "" : separator);
            Nested(operands[i], depth);
        }
    }

    private void Pair(Formula left, string symbol, Formula right, int depth)
    {
        Nested(left, depth);
        _text.Append(symbol);
        Nested(right, depth);
    }

    /// <summary>The values, or not the others where these are fewer.</summary>
    private void OneOf(Formula.Is atom)
    {
        var all = _model.Characteristics[atom.Characteristic.Value].Values.Length;
        if (atom.Values.Length == 0 || atom.Values.Length == all)
        {
            Truth(atom.Values.Length > 0);
            return;
        }

        if (_vocabulary.Typed(atom.Characteristic) is var (feature, type))
        {
            var values = atom.Values.Select(value => ValueOf(feature, type, atom.Characteristic, value));
            _text.AppendJoin(" | ", values);
            return;
        }

        if (_vocabulary.IsFeature(atom.Characteristic))
        {
            _text.Append(atom.Values[0] == 0 ? "!" : "").Append(_vocabulary.Feature(atom.Characteristic));
            return;
        }

        var isNegated = atom.Values.Length * 2 > all;
        var named = isNegated ? Enumerable.Range(0, all).Except(atom.Values) : atom.Values;
        var shown = string.Join(" | ", named.Select(value => _vocabulary.Value(atom.Characteristic, value)));
        _text.Append(isNegated ? $"!({shown})" : shown);
    }

    /// <summary>That a typed feature has a value; any other text is none of the texts.</summary>
    private string ValueOf(string feature, FeatureType type, CharacteristicIndex index, int value)
    {
        var values = _model.Characteristics[index.Value].Values;
        return value == 0 ? $"!{feature}"
            : type.Type != "String" ? $"{feature} == {UvlTypeWriter.Number(values[value], type)}"
            : !type.IsOpen || value < values.Length - 1 ? $"{feature} == {UvlTypeWriter.Text(values[value])}"
            : $"({feature}" + string.Concat(values[1..^1].Select(
                text => $" & {feature} != {UvlTypeWriter.Text(text)}")) + ")";
    }

    private void Count(Formula.Cardinality cardinality, int depth)
    {
        var (min, max, operands) = (Math.Max(cardinality.Min, 0), cardinality.Max, cardinality.Operands);
        max = Math.Min(max, operands.Length);
        if (min > max || (min == 0 && max == operands.Length))
        {
            Truth(min <= max);
        }
        else if (max == 0)
        {
            Body(new Formula.Not(new Formula.Or(operands)), depth);
        }
        else if (min == operands.Length)
        {
            Body(new Formula.And(operands), depth);
        }
        else if (min == 1 && max == operands.Length)
        {
            Body(new Formula.Or(operands), depth);
        }
        else if (operands.FirstOrDefault(operand => !UvlTermWriter.IsNumber(operand)) is { } condition)
        {
            var rest = operands.Remove(condition);
            Body(Cases(condition, new Formula.Cardinality(min - 1, max - 1, rest),
                new Formula.Cardinality(min, max, rest)), depth);
        }
        else
        {
            Term.Sum sum = new([.. operands.Select(operand => new Term.Where(operand, new Term.Constant(1)))]);
            Formula least = new Formula.Comparison(sum, Comparator.GreaterOrEqual, new Term.Constant(min));
            Formula most = new Formula.Comparison(sum, Comparator.LessOrEqual, new Term.Constant(max));
            Body(min == max ? new Formula.Comparison(sum, Comparator.Equal, new Term.Constant(min))
                : min == 0 ? most
                : max == operands.Length ? least
                : new Formula.And([least, most]), depth);
        }
    }

    /// <summary>A condition inside a term that is no number itself is told apart before: when it holds, and when not.
    /// </summary>
    private void Compare(Formula.Comparison comparison, int depth)
    {
        var part = UvlTermWriter.FirstCondition(comparison.Left) ?? UvlTermWriter.FirstCondition(comparison.Right);
        if (part is null)
        {
            _terms.Write(comparison.Left, depth);
            _text.Append(' ').Append(SymbolOf(comparison.Comparator)).Append(' ');
            _terms.Write(comparison.Right, depth);
            return;
        }

        Formula With(Term replacement) => new Formula.Comparison(
            UvlTermWriter.Replace(comparison.Left, part, replacement), comparison.Comparator,
            UvlTermWriter.Replace(comparison.Right, part, replacement));
        Body(Cases(part.Condition, With(part.Operand), With(new Term.Constant(0))), depth);
    }

    private static Formula.Or Cases(Formula condition, Formula then, Formula otherwise) => new(
        [new Formula.And([condition, then]), new Formula.And([new Formula.Not(condition), otherwise])]);

    /// <summary>A table clause by clause, which compiles far faster than a disjunction of its rows: Renault medium in
    /// 2 s instead of 65 s.</summary>
    private void Rows(Formula.Table table, int depth)
    {
        var isFirst = true;
        foreach (var clause in UvlTableClauses.Of(_model, table))
        {
            if (!Fits(depth))
            {
                return;
            }

            _text.Append(isFirst ? "" : " & ");
            isFirst = false;
            Nested(clause, depth);
        }

        if (isFirst)
        {
            Truth(true);
        }
    }

    /// <summary>Whether writing goes on: nothing is nested too deeply, the text not too long. Reports it otherwise.
    /// </summary>
    private bool Fits(int depth)
    {
        if (depth <= DepthMax && _text.Length <= _findings.Limits.CharactersMax)
        {
            return !_findings.HasErrors;
        }

        if (!_findings.HasErrors)
        {
            _findings.Error("CW0005", _rule, depth > DepthMax
                ? $"the rule is nested more than {DepthMax} deep"
                : $"the text would have more than {_findings.Limits.CharactersMax} characters");
        }

        return false;
    }

    private void TooLarge(long number) =>
        _findings.Error("CW0004", _rule, $"the number {number} has more than {UvlTermWriter.DigitsMax} digits");

    private static string SymbolOf(Comparator comparator) => comparator switch
    {
        Comparator.Equal => "==",
        Comparator.NotEqual => "!=",
        Comparator.Less => "<",
        Comparator.LessOrEqual => "<=",
        Comparator.Greater => ">",
        _ => ">=",
    };
}
