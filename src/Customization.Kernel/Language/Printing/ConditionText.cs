using System.Collections.Immutable;
using System.Text;
using Customization.Kernel.Language.Syntax;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language.Printing;

/// <summary>Where a condition stands: by itself, or joined to others, where compound ones need parentheses.</summary>
internal enum Place
{
    Whole,
    Joined,
}

/// <summary>Prints conditions. Parentheses around every compound operand, so that a reader needs no precedence.
/// </summary>
internal sealed class ConditionText
{
    private readonly RuleScope _scope;
    private readonly int _tableRowsMax;
    private readonly ValuesText _values;

    public ConditionText(RuleScope scope, int tableRowsMax)
    {
        _scope = scope;
        _tableRowsMax = tableRowsMax;
        _values = new ValuesText(scope);
        Terms = new TermText(scope, this);
    }

    /// <summary>Prints the terms inside.</summary>
    public TermText Terms { get; }

    /// <summary>Appends a condition.</summary>
    public void Append(StringBuilder text, Formula formula, Place place)
    {
        switch (formula)
        {
            case Formula.Constant constant:
                text.Append(constant.Value ? "true" : "false");
                break;
            case Formula.Is atom:
                text.Append(_values.Of(atom));
                break;
            case Formula.And and:
                AppendJoined(text, and.Operands, " and ", "true", place);
                break;
            case Formula.Or or:
                AppendJoined(text, or.Operands, " or ", "false", place);
                break;
            case Formula.Cardinality cardinality:
                AppendCardinality(text, cardinality);
                break;
            case Formula.Not { Operand: Formula.Iff iff }:
                AppendPair(text, iff.Left, " xor ", iff.Right, place);
                break;
            case Formula.Not { Operand: Formula.And { Operands: [var first, var second] } }:
                AppendPair(text, first, " excludes ", second, place);
                break;
            case Formula.Not not:
                AppendNot(text, not.Operand);
                break;
            case Formula.Implies implies:
                AppendPair(text, implies.Condition, " requires ", implies.Consequence, place);
                break;
            case Formula.Iff iff:
                AppendPair(text, iff.Left, " iff ", iff.Right, place);
                break;
            case Formula.Comparison comparison:
                Terms.AppendComparison(text, comparison);
                break;
            case Formula.Table table:
                AppendTable(text, table, place);
                break;
            default:
                throw new InvalidOperationException($"unknown formula {formula.GetType().Name}");
        }
    }

    /// <summary>Appends conditions as the items of a list.</summary>
    public void AppendItems(StringBuilder text, ImmutableArray<Formula> items)
    {
        text.Append('(');
        for (var i = 0; i < items.Length; i++)
        {
            text.Append(i > 0 ? ", " : "");
            Append(text, items[i], Place.Whole);
        }

        text.Append(')');
    }

    private void AppendNot(StringBuilder text, Formula operand)
    {
        var inner = new StringBuilder();
        Append(inner, operand, Place.Whole);
        var isWord = !inner.ToString().Contains(' ');
        text.Append(isWord ? "not " : "not (").Append(inner).Append(isWord ? "" : ")");
    }

    private void AppendJoined(
        StringBuilder text, ImmutableArray<Formula> operands, string word, string empty, Place place)
    {
        if (operands.Length <= 1)
        {
            Append(text, operands.IsEmpty ? new Formula.Constant(empty == "true") : operands[0], place);
            return;
        }

        text.Append(place == Place.Joined ? "(" : "");
        for (var i = 0; i < operands.Length; i++)
        {
            text.Append(i > 0 ? word : "");
            Append(text, operands[i], Place.Joined);
        }

        text.Append(place == Place.Joined ? ")" : "");
    }

    private void AppendPair(StringBuilder text, Formula left, string word, Formula right, Place place)
    {
        text.Append(place == Place.Joined ? "(" : "");
        Append(text, left, Place.Joined);
        text.Append(word);
        Append(text, right, Place.Joined);
        text.Append(place == Place.Joined ? ")" : "");
    }

    private void AppendCardinality(StringBuilder text, Formula.Cardinality cardinality)
    {
        var (min, max, items) = (Math.Max(cardinality.Min, 0), cardinality.Max, cardinality.Operands);
        if (max < min)
        {
            text.Append("false");
            return;
        }

        text.Append(min == max ? (max == 0 ? "none" : $"exactly {min} of ")
            : max >= items.Length ? $"at least {min} of "
            : min == 0 ? $"at most {max} of "
            : $"between {min} and {max} of ");
        AppendItems(text, items);
    }

    private void AppendTable(StringBuilder text, Formula.Table table, Place place)
    {
        if (table.Rows.IsEmpty || table.Scope.IsEmpty)
        {
            text.Append(table.Rows.IsEmpty != table.Allowed ? "true" : "false");
            return;
        }

        text.Append(place == Place.Joined ? "(" : "");
        text.Append(table.Allowed ? "table (" : "forbid table (");
        text.AppendJoin(", ", table.Scope.Select(column => PathText.Of(_scope[column].Name))).Append("):");
        foreach (var row in table.Rows.Take(_tableRowsMax))
        {
            var cells = row.Select((value, i) => Words.QuoteValue(_scope[table.Scope[i]].Values[value].Name));
            text.Append(" (").AppendJoin(", ", cells).Append(')');
        }

        var more = table.Rows.Length - _tableRowsMax;
        text.Append(more > 0 ? $" and {more} more" : "");
        text.Append(place == Place.Joined ? ")" : "");
    }
}
