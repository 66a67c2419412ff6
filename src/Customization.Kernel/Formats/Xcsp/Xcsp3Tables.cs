using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Xcsp;

/// <summary>Reads tables of XCSP3: <c>supports</c> or <c>conflicts</c>, rows in brackets, <c>*</c> for any value.
/// </summary>
/// <remarks>Mutable: the numbers of a template's table are read once, and cells are counted over the whole file. Owned
/// by one reading.</remarks>
internal sealed class Xcsp3Tables(Findings findings)
{
    /// <summary>Stands for any value.</summary>
    private const long Any = long.MinValue;

    /// <summary>Rows that one row with stars is written out to; more become a condition of their own.</summary>
    private const int WrittenOutMax = 1_000;

    private readonly Dictionary<XcspNode, List<long>?> _numbers = [];
    private long _cells;

    public Formula? Read(XcspNode node, List<XcspVariable> scope)
    {
        if ((node.Child("supports") ?? node.Child("conflicts")) is not { } table)
        {
            findings.Error("CX0030", node.Span, "expected <supports> or <conflicts>");
            return null;
        }

        var isKnown = _numbers.TryGetValue(table, out var numbers);
        if (!isKnown)
        {
            numbers = ReadNumbers(table, scope.Count);
            _numbers.Add(table, numbers);
        }

        if (numbers is null)
        {
            return null;
        }

        if (numbers.Count % scope.Count != 0)
        {
            findings.Error("CX0014", table.Span, $"expected rows of {scope.Count} numbers");
            return null;
        }

        return ToFormula(numbers, scope, table.Name == "supports", node.Span);
    }

    private Formula? ToFormula(List<long> numbers, List<XcspVariable> scope, bool allowed, SourceSpan span)
    {
        var columns = Enumerable.Range(0, scope.Count).DistinctBy(column => scope[column].Index).ToArray();
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        var wide = ImmutableArray.CreateBuilder<Formula>();
        for (var start = 0; start < numbers.Count; start += scope.Count)
        {
            if (RowOf(CollectionsMarshal.AsSpan(numbers).Slice(start, scope.Count), scope, columns) is not { } row)
            {
                continue;
            }

            var count = 1L;
            for (var i = 0; i < row.Length && count <= WrittenOutMax; i++)
            {
                count *= row[i] < 0 ? scope[columns[i]].Domain.Values.Length : 1;
            }

            _cells += Math.Min(count, WrittenOutMax) * row.Length;
            if (_cells > findings.Limits.TableCellsMax)
            {
                findings.Error("CX0008", span, $"more than {findings.Limits.TableCellsMax} cells in all tables");
                return null;
            }

            if (count > WrittenOutMax)
            {
                wide.Add(new Formula.And([.. row.Select((value, i) => (value, i)).Where(cell => cell.value >= 0)
                    .Select(cell => (Formula)new Formula.Is(scope[columns[cell.i]].Index, [cell.value]))]));
            }
            else
            {
                WriteOut(row, 0, scope, columns, rows);
            }
        }

        var indices = columns.Select(column => scope[column].Index).ToImmutableArray();
        Formula listed = indices.Length == 1
            ? new Formula.Is(indices[0], [.. rows.Select(row => row[0]).Distinct().Order()])
            : new Formula.Table(indices, rows.ToImmutable(), allowed || wide.Count > 0);
        if (wide.Count > 0)
        {
            wide.Add(listed);
            listed = new Formula.Or(wide.ToImmutable());
        }

        return allowed || (listed is Formula.Table { Allowed: false }) ? listed : new Formula.Not(listed);
    }

    /// <summary>Value positions of the distinct variables, -1 for any; null where the row matches nothing.</summary>
    private static int[]? RowOf(ReadOnlySpan<long> numbers, List<XcspVariable> scope, int[] columns)
    {
        var row = new int[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var (variable, number) = (scope[columns[i]], Any);
            for (var column = 0; column < scope.Count; column++)
            {
                if (scope[column].Index != variable.Index || numbers[column] == Any)
                {
                    continue;
                }

                if (number != Any && number != numbers[column])
                {
                    return null;
                }

                number = numbers[column];
            }

            var isNumber = variable.Domain.PositionOf.TryGetValue((int)number, out var position);
            if (number != Any && !isNumber)
            {
                return null;
            }

            row[i] = number == Any ? -1 : position;
        }

        return row;
    }

    private static void WriteOut(
        int[] row, int from, List<XcspVariable> scope, int[] columns, ImmutableArray<ImmutableArray<int>>.Builder rows)
    {
        var star = Array.IndexOf(row, -1, from);
        if (star < 0)
        {
            rows.Add([.. row]);
            return;
        }

        for (var value = 0; value < scope[columns[star]].Domain.Values.Length; value++)
        {
            row[star] = value;
            WriteOut(row, star + 1, scope, columns, rows);
        }

        row[star] = -1;
    }

    /// <summary>All numbers of the rows, one after another. Rows of one column have no brackets and may be ranges.
    /// </summary>
    private List<long>? ReadNumbers(XcspNode table, int arity)
    {
        var numbers = new List<long>();
        var inRow = -1;
        foreach (var text in table.Texts)
        {
            var characters = text.Value.AsSpan();
            for (var at = 0; at < characters.Length;)
            {
                var symbol = characters[at];
                if (char.IsWhiteSpace(symbol) || (symbol == ',' && inRow > 0))
                {
                    at++;
                }
                else if (symbol == '(' ? inRow < 0 && arity > 1 : symbol == ')' && inRow == arity)
                {
                    inRow = symbol == '(' ? 0 : -1;
                    at++;
                }
                else if ((arity == 1 || (inRow >= 0 && inRow < arity))
                    && ReadNumber(characters, ref at, arity, numbers))
                {
                    inRow += arity > 1 ? 1 : 0;
                }
                else
                {
                    return Fail(text.At(at), arity);
                }
            }
        }

        return inRow < 0 ? numbers : Fail(table.Span, arity);
    }

    private List<long>? Fail(SourceSpan span, int arity)
    {
        findings.Error("CX0014", span, arity == 1
            ? "expected 32-bit numbers, ranges a..b or '*'"
            : $"expected rows of {arity} 32-bit numbers or '*', each in brackets");
        return null;
    }

    private bool ReadNumber(ReadOnlySpan<char> text, ref int at, int arity, List<long> numbers)
    {
        if (text[at] == '*')
        {
            at++;
            numbers.Add(Any);
            return true;
        }

        if (!Integer(text, ref at, out var first))
        {
            return false;
        }

        var last = first;
        if (text[at..].StartsWith(".."))
        {
            at += 2;
            if (arity > 1 || !Integer(text, ref at, out last) || last < first
                || (long)last - first >= findings.Limits.ValuesPerCharacteristicMax)
            {
                return false;
            }
        }

        for (long number = first; number <= last; number++)
        {
            numbers.Add(number);
        }

        return true;
    }

    private static bool Integer(ReadOnlySpan<char> text, ref int at, out int number)
    {
        var length = at < text.Length && text[at] is '-' or '+' ? 1 : 0;
        while (at + length < text.Length && char.IsAsciiDigit(text[at + length]))
        {
            length++;
        }

        at += length;
        return int.TryParse(text.Slice(at - length, length), out number);
    }
}
