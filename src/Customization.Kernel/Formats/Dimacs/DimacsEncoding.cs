using System.Collections.Immutable;
using System.Text;
using Customization.Kernel.Compilation.Network;

namespace Customization.Kernel.Formats.Dimacs;

/// <summary>Writes the constraints of a network as clauses. Mutable; owned by one writing.</summary>
/// <remarks>A variable of two values is one variable of the formula, true for the second value; any other has one per
/// value, of which exactly one is true. Whatever else is introduced is determined by those: the formula has as many
/// models as the network has solutions.</remarks>
internal sealed class DimacsEncoding
{
    /// <summary>Values of which each pair excludes each other; more are chained by determined auxiliaries.</summary>
    private const int PairwiseMax = 6;

    private readonly ConstraintNetwork _network;
    private readonly int[] _first;
    private readonly bool[] _isSingle;
    private readonly StringBuilder _text;
    private readonly int _charactersMax;

    public DimacsEncoding(ConstraintNetwork network, Func<int, bool> isSingle, StringBuilder text, int charactersMax)
    {
        (_network, _text, _charactersMax) = (network, text, charactersMax);
        _first = new int[network.VariableCount];
        _isSingle = new bool[network.VariableCount];
        for (var i = 0; i < _first.Length; i++)
        {
            _first[i] = Variables + 1;
            _isSingle[i] = isSingle(i);
            Variables += _isSingle[i] ? 1 : network.DomainSize(i);
        }
    }

    public int Variables { get; private set; }

    public int Clauses { get; private set; }

    /// <summary>Whether the text is still short enough to go on.</summary>
    public bool Fits => _text.Length <= _charactersMax;

    /// <summary>The literal of the formula that a value of a network variable is.</summary>
    public int Literal(int variable, int value) =>
        !_isSingle[variable] ? _first[variable] + value : value == 1 ? _first[variable] : -_first[variable];

    public void WriteAll()
    {
        for (var i = 0; i < _first.Length && Fits; i++)
        {
            if (!_isSingle[i])
            {
                WriteExactlyOne(_first[i], _network.DomainSize(i));
            }
        }

        foreach (var clause in _network.Clauses.TakeWhile(_ => Fits))
        {
            Write(clause.Literals.Select(literal =>
                Literal(_network.VariableOf(literal), literal - _network.Offset(_network.VariableOf(literal)))));
        }

        foreach (var table in _network.Tables.TakeWhile(_ => Fits))
        {
            WriteRows(table, table.Rows, 0, []);
        }

        foreach (var linear in _network.Linears.TakeWhile(_ => Fits))
        {
            WriteSum(linear);
        }
    }

    private void WriteExactlyOne(int first, int count)
    {
        Write(Enumerable.Range(first, count));
        if (count <= PairwiseMax)
        {
            for (var i = 0; i < count; i++)
            {
                for (var j = i + 1; j < count; j++)
                {
                    Write([-(first + i), -(first + j)]);
                }
            }

            return;
        }

        // before(i) = one of the values up to i; it excludes the value i + 1.
        var before = first;
        for (var i = 1; i < count; i++)
        {
            Write([-before, -(first + i)]);
            if (i < count - 1)
            {
                var next = ++Variables;
                Write([-before, next]);
                Write([-(first + i), next]);
                Write([before, first + i, -next]);
                before = next;
            }
        }
    }

    /// <summary>After the values that some rows begin with comes one of those that these rows go on with.</summary>
    private void WriteRows(Table table, IReadOnlyList<int[]> rows, int column, ImmutableList<int> prefix)
    {
        if (column == table.Scope.Length || !Fits)
        {
            return;
        }

        var variable = table.Scope[column];
        var groups = rows.GroupBy(row => row[column]).OrderBy(group => group.Key).ToList();
        if (groups.Count < _network.DomainSize(variable))
        {
            Write(prefix.Concat(groups.Select(group => Literal(variable, group.Key))));
        }

        foreach (var group in groups)
        {
            WriteRows(table, [.. group], column + 1, prefix.Add(-Literal(variable, group.Key)));
        }
    }

    /// <summary>One auxiliary per number of variables still to add and total so far: whether the rest brings it into
    /// the bounds. It is equivalent to that of the next variable's totals, value by value, so it is determined.
    /// </summary>
    private void WriteSum(Linear linear)
    {
        var length = linear.Scope.Length;
        var (least, most) = (new Int128[length + 1], new Int128[length + 1]);
        for (var i = length - 1; i >= 0; i--)
        {
            least[i] = least[i + 1] + linear.Weights[i].Min();
            most[i] = most[i + 1] + linear.Weights[i].Max();
        }

        // A literal that says whether a total can be; null where it is decided already.
        (int? Literal, bool Holds) Decide(Dictionary<Int128, int> layer, int at, Int128 total)
        {
            if (total + most[at] < linear.Min || total + least[at] > linear.Max)
            {
                return (null, false);
            }

            if (total + least[at] >= linear.Min && total + most[at] <= linear.Max)
            {
                return (null, true);
            }

            if (!layer.TryGetValue(total, out var known))
            {
                layer.Add(total, known = ++Variables);
            }

            return (known, true);
        }

        var layer = new Dictionary<Int128, int>();
        var (root, isPossible) = Decide(layer, 0, 0);
        if (root is not null || !isPossible)
        {
            Write(root is { } literal ? [literal] : []);
        }

        for (var i = 0; i < length && layer.Count > 0 && Fits; i++)
        {
            var next = new Dictionary<Int128, int>();
            foreach (var (total, state) in layer.TakeWhile(_ => Fits))
            {
                for (var value = 0; value < linear.Weights[i].Length; value++)
                {
                    var (then, holds) = Decide(next, i + 1, total + linear.Weights[i][value]);
                    var unless = -Literal(linear.Scope[i], value);
                    WriteSame(state, then, holds, unless);
                }
            }

            layer = next;
        }
    }

    private void WriteSame(int state, int? then, bool holds, int unless)
    {
        if (then is { } literal)
        {
            Write([unless, -state, literal]);
            Write([unless, state, -literal]);
        }
        else
        {
            Write([unless, holds ? state : -state]);
        }
    }

    private void Write(IEnumerable<int> literals)
    {
        var distinct = literals.ToHashSet();
        if (distinct.Any(literal => distinct.Contains(-literal)))
        {
            return;
        }

        foreach (var literal in distinct)
        {
            _text.Append(literal).Append(' ');
        }

        _text.Append("0\n");
        Clauses++;
    }
}
