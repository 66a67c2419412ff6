using System.Collections.Immutable;
using System.Text;
using Customization.Kernel.Language.Binding;
using Customization.Kernel.Language.Syntax;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language.Printing;

/// <summary>Prints terms.</summary>
internal sealed class TermText(RuleScope scope, ConditionText conditions)
{
    /// <summary>Appends a comparison of two terms.</summary>
    public void AppendComparison(StringBuilder text, Formula.Comparison whole)
    {
        var comparison = whole with { Left = Single(whole.Left), Right = Single(whole.Right) };
        if (ByName(comparison) is { } names)
        {
            text.Append(names);
            return;
        }

        Append(text, comparison.Left, isFactor: false);
        text.Append(comparison.Comparator switch
        {
            Comparator.Equal => " = ",
            Comparator.NotEqual => " != ",
            Comparator.Less => " < ",
            Comparator.LessOrEqual => " <= ",
            Comparator.Greater => " > ",
            _ => " >= ",
        });
        Append(text, comparison.Right, isFactor: false);
        text.Append(MayBeReadAsValue(comparison) ? " + 0" : "");
    }

    /// <summary>Appends a term; a factor gets parentheses where it is a sum.</summary>
    public void Append(StringBuilder text, Term term, bool isFactor)
    {
        switch (Single(term))
        {
            case Term.Constant constant:
                text.Append(constant.Value);
                break;
            case Term.Of of:
                AppendOf(text, of, isFactor);
                break;
            case Term.Sum { Operands.IsEmpty: true }:
                text.Append('0');
                break;
            case Term.Sum sum:
                AppendSum(text, sum.Operands, isFactor);
                break;
            case Term.Product product:
                Append(text, product.Left, isFactor: true);
                text.Append(" * ");
                var nested = Single(product.Right) is Term.Product;
                text.Append(nested ? "(" : "");
                Append(text, product.Right, isFactor: true);
                text.Append(nested ? ")" : "");
                break;
            case Term.Where where:
                text.Append("sum(");
                Append(text, where.Operand, isFactor: false);
                text.Append(MayBeReadAsMany(Single(where.Operand)) ? " + 0" : "").Append(" where ");
                conditions.Append(text, where.Condition, Place.Whole);
                text.Append(')');
                break;
            default:
                throw new InvalidOperationException($"unknown term {term.GetType().Name}");
        }
    }

    /// <summary>What a sum of one operand comes to, since it prints as that operand.</summary>
    private static Term Single(Term term)
    {
        while (term is Term.Sum { Operands: [var only] })
        {
            term = only;
        }

        return term;
    }

    private void AppendSum(StringBuilder text, ImmutableArray<Term> operands, bool isFactor)
    {
        text.Append(isFactor ? "(" : "");
        for (var i = 0; i < operands.Length; i++)
        {
            var start = text.Length;
            Append(text, operands[i], isFactor: true);
            if (i > 0)
            {
                var minus = text[start] == '-';
                text.Remove(start, minus ? 1 : 0).Insert(start, minus ? " - " : " + ");
            }
        }

        text.Append(isFactor ? ")" : "");
    }

    /// <summary>The number of a characteristic or an attribute of it, either times a factor; where it is neither, the
    /// numbers by the values that have them.</summary>
    private void AppendOf(StringBuilder text, Term.Of of, bool isFactor)
    {
        var characteristic = scope[of.Characteristic];
        var name = PathText.Of(characteristic.Name);
        if (characteristic.Values.All(value => value.Number is not null)
            && Factor(of.PerValue, [.. characteristic.Values.Select(value => value.Number!.Value)]) is { } times)
        {
            AppendScaled(text, times, name);
            return;
        }

        foreach (var attribute in scope.AttributesOf(of.Characteristic).Order(StringComparer.Ordinal))
        {
            var column = characteristic.Values.Select(value => value.Attributes.GetValueOrDefault(attribute));
            if (IsReadAsAttribute(characteristic.Name, attribute)
                && Factor(of.PerValue, [.. column]) is { } factor)
            {
                AppendScaled(text, factor, $"{name}.{Words.Quote(attribute)}");
                return;
            }
        }

        AppendByValue(text, of, isFactor);
    }

    private void AppendByValue(StringBuilder text, Term.Of of, bool isFactor)
    {
        var groups = of.PerValue.Select((number, value) => (number, value))
            .Where(pair => pair.number != 0)
            .GroupBy(pair => pair.number, pair => pair.value)
            .ToList();
        text.Append(groups.Count == 0 ? "0" : isFactor && groups.Count > 1 ? "(" : "");
        for (var i = 0; i < groups.Count; i++)
        {
            var minus = i > 0 && groups[i].Key < 0;
            text.Append(i == 0 ? "" : minus ? " - " : " + ");
            var number = minus ? -groups[i].Key : groups[i].Key;
            text.Append(number == 1 ? "count" : $"{number} * count");
            conditions.AppendItems(text, [new Formula.Is(of.Characteristic, [.. groups[i]])]);
        }

        text.Append(isFactor && groups.Count > 1 ? ")" : "");
    }

    /// <summary><c>a = b</c> where two characteristics without numbers are compared by the names of their values.
    /// </summary>
    private string? ByName(Formula.Comparison comparison)
    {
        if (comparison is not { Left: Term.Of left, Right: Term.Of right, Comparator: var comparator }
            || comparator is not (Comparator.Equal or Comparator.NotEqual) || MayBeReadAsValue(comparison))
        {
            return null;
        }

        var (a, b) = (scope[left.Characteristic], scope[right.Characteristic]);
        var byName = a.Values.Any(value => value.Number is null) && b.Values.Any(value => value.Number is null)
            && left.PerValue.Index().All(x => right.PerValue.Index().All(
                y => x.Item == y.Item == (a.Values[x.Index].Name == b.Values[y.Index].Name)));
        var word = comparator == Comparator.Equal ? "=" : "!=";
        return byName ? $"{PathText.Of(a.Name)} {word} {PathText.Of(b.Name)}" : null;
    }

    private static void AppendScaled(StringBuilder text, long factor, string path) =>
        text.Append(factor == 1 ? "" : factor == -1 ? "-" : $"{factor} * ").Append(path);

    /// <summary>The number other than 0 that a column must be multiplied by, or null. The products cannot overflow
    /// unseen: the division that finds the factor is checked by multiplying back in 128 bits.</summary>
    private static long? Factor(ImmutableArray<long> wanted, ImmutableArray<long> column)
    {
        var first = 0;
        while (first < column.Length && column[first] == 0)
        {
            first++;
        }

        if (first == column.Length || wanted[first] == 0 || wanted[first] == long.MinValue)
        {
            return null;
        }

        var factor = wanted[first] / column[first];
        for (var i = 0; i < wanted.Length; i++)
        {
            if ((Int128)column[i] * factor != wanted[i])
            {
                return null;
            }
        }

        return factor;
    }

    private bool IsReadAsAttribute(string characteristic, string attribute)
    {
        var isPlain = PathText.Of(characteristic) == characteristic;
        string[] segments = isPlain ? characteristic.Split('.') : [characteristic];
        return NameBinder.Resolve(scope, new Expression.Name(default, [.. segments, attribute])) is { } found
            && found.Attribute == attribute && scope[found.Characteristic].Name == characteristic;
    }

    /// <summary>Whether the right side of an equality might name a value of the left side, which goes first.</summary>
    private bool MayBeReadAsValue(Formula.Comparison comparison)
    {
        if (comparison.Comparator is not (Comparator.Equal or Comparator.NotEqual)
            || comparison.Left is not Term.Of left)
        {
            return false;
        }

        var values = scope[left.Characteristic].Values;
        return comparison.Right switch
        {
            Term.Constant constant => values.Any(
                value => value.Number != constant.Value && value.Name == constant.Value.ToString()),
            Term.Of right => StandsFor(right, values.Select(value => value.Name)),
            _ => false,
        };
    }

    /// <summary>Whether a bare name in a sum might be taken for a group or attribute, which go first.</summary>
    private bool MayBeReadAsMany(Term term) =>
        term is Term.Of of && StandsFor(of, scope.Groups.Concat(scope.Attributes));

    private bool StandsFor(Term.Of of, IEnumerable<string> names)
    {
        var name = scope[of.Characteristic].Name;
        return names.Any(other => other == name || other.StartsWith(name + ".", StringComparison.Ordinal));
    }
}
