namespace Peers.Service;

/// <summary>What a good engineer writes in place of a solver: unit propagation over watched literals and backtracking
/// where it does not decide.</summary>
public sealed class RuleCheck : ICheck
{
    private readonly int[][] _clauses;
    private readonly List<int>[] _watching;
    private readonly sbyte[] _value;
    private readonly int[] _trail;
    private int _trailLength;
    private int _propagated;

    public RuleCheck(Model model)
    {
        _clauses = [.. model.Clauses.Select(clause => (int[])clause.Clone())];
        _watching = [.. Enumerable.Range(0, (2 * model.Variables) + 2).Select(_ => new List<int>())];
        _value = new sbyte[model.Variables + 1];
        _trail = new int[model.Variables];
        for (var i = 0; i < _clauses.Length; i++)
        {
            _watching[Index(_clauses[i][0])].Add(i);
            _watching[Index(_clauses[i][Math.Min(1, _clauses[i].Length - 1)])].Add(i);
        }
    }

    public bool[]? Solve(IReadOnlyList<int> assumed)
    {
        Undo(0);
        var units = _clauses.Where(clause => clause.Length == 1).Select(clause => clause[0]);
        foreach (var literal in units.Concat(assumed))
        {
            if (!Assign(literal))
            {
                return null;
            }
        }

        return Propagate() && Search() ? [.. _value.Select(value => value > 0)] : null;
    }

    private bool Search()
    {
        var variable = Array.IndexOf(_value, (sbyte)0, 1);
        if (variable < 0)
        {
            return true;
        }

        var mark = _trailLength;
        foreach (var literal in new[] { variable, -variable })
        {
            if (Assign(literal) && Propagate() && Search())
            {
                return true;
            }

            Undo(mark);
        }

        return false;
    }

    private bool Assign(int literal)
    {
        var sign = (sbyte)Math.Sign(literal);
        var variable = Math.Abs(literal);
        if (_value[variable] != 0)
        {
            return _value[variable] == sign;
        }

        _value[variable] = sign;
        _trail[_trailLength++] = literal;
        return true;
    }

    private bool Propagate()
    {
        while (_propagated < _trailLength)
        {
            var falsified = -_trail[_propagated++];
            var watching = _watching[Index(falsified)];
            for (var i = 0; i < watching.Count;)
            {
                if (Move(watching[i], falsified))
                {
                    watching[i] = watching[^1];
                    watching.RemoveAt(watching.Count - 1);
                }
                else if (!Assign(Other(_clauses[watching[i]], falsified)))
                {
                    return false;
                }
                else
                {
                    i++;
                }
            }
        }

        return true;
    }

    /// <summary>Watches another literal that is not false; false where only the other watched one is left.</summary>
    private bool Move(int index, int falsified)
    {
        var clause = _clauses[index];
        if (clause.Length > 1 && clause[0] == falsified)
        {
            (clause[0], clause[1]) = (clause[1], clause[0]);
        }

        if (IsTrue(clause[0]))
        {
            return false;
        }

        for (var i = 2; i < clause.Length; i++)
        {
            if (!IsTrue(-clause[i]))
            {
                (clause[1], clause[i]) = (clause[i], clause[1]);
                _watching[Index(clause[1])].Add(index);
                return true;
            }
        }

        return false;
    }

    private static int Other(int[] clause, int falsified) => clause[0] == falsified ? clause[^1] : clause[0];

    private bool IsTrue(int literal) => _value[Math.Abs(literal)] == Math.Sign(literal);

    private static int Index(int literal) => (2 * Math.Abs(literal)) + (literal < 0 ? 1 : 0);

    private void Undo(int length)
    {
        while (_trailLength > length)
        {
            _value[Math.Abs(_trail[--_trailLength])] = 0;
        }

        _propagated = length;
    }
}
