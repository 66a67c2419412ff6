namespace Customization.Kernel.Satisfiability;

/// <summary>Learns from conflicts: a clause that would have avoided one, or which assumptions and rules make it.
/// </summary>
/// <remarks>First unique implication point, then literals that the others imply are left out (Eén, Sörensson 2003).
/// Collects the origins of every clause on the way. Mutable; owned by one <see cref="Solver"/>.</remarks>
internal sealed class ConflictAnalysis(
    Assignment assignment, ClauseStore clauses, SumPropagator sums, Origins origins)
{
    private readonly List<int> _antecedents = [];
    private readonly List<int> _touched = [];
    private readonly List<int> _facts = [];
    private readonly HashSet<int> _levels = [];
    private bool[] _isSeen = [];
    private bool[] _isFact = [];

    /// <summary>The clause learnt: the literal that becomes true, then one of the level to go back to, then the rest.
    /// </summary>
    public List<int> Learnt { get; } = [];

    /// <summary>Variables that took part.</summary>
    public List<int> Involved { get; } = [];

    /// <summary>Decision levels in the clause learnt.</summary>
    public int Lbd { get; private set; }

    /// <summary>The level to go back to.</summary>
    public int BackLevel { get; private set; }

    public void Grow(int variables)
    {
        if (variables > _isSeen.Length)
        {
            Array.Resize(ref _isSeen, Math.Max(variables, 2 * _isSeen.Length));
            Array.Resize(ref _isFact, _isSeen.Length);
        }
    }

    /// <summary>The highest level that a conflict depends on.</summary>
    public int LevelOf(int conflict, int conflictLiteral)
    {
        Explain(conflict, -1, conflictLiteral);
        var level = 0;
        foreach (var literal in _antecedents)
        {
            level = Math.Max(level, assignment.LevelOf(literal >> 1));
        }

        return level;
    }

    /// <summary>Learns a clause from a conflict that depends on the current level.</summary>
    public void Learn(int conflict, int conflictLiteral)
    {
        Start();
        Learnt.Add(-1);
        var (open, position, literal, reason) = (0, assignment.TrailCount - 1, -1, conflict);
        do
        {
            origins.Collect(Explain(reason, literal, literal < 0 ? conflictLiteral : -1));
            foreach (var antecedent in _antecedents)
            {
                open += Visit(antecedent) ? 1 : 0;
            }

            var trail = assignment.Trail;
            while (!_isSeen[trail[position] >> 1])
            {
                position--;
            }

            literal = trail[position--];
            reason = assignment.ReasonOf(literal >> 1);
            _isSeen[literal >> 1] = false;
            open--;
        }
        while (open > 0);
        Learnt[0] = literal ^ 1;
        Minimize();
        FindBackLevel();
        CollectFacts();
        Clear();
    }

    /// <summary>The assumptions that a set of literals, all of which hold, follows from; with the rules.</summary>
    public void Trace(ReadOnlySpan<int> holding, List<int> assumptions)
    {
        Start();
        foreach (var literal in holding)
        {
            Mark(literal ^ 1);
        }

        Trace(assumptions);
    }

    /// <summary>The assumptions that a conflict follows from; with the rules.</summary>
    public void TraceConflict(int conflict, int conflictLiteral, List<int> assumptions)
    {
        Start();
        origins.Collect(Explain(conflict, -1, conflictLiteral));
        foreach (var antecedent in _antecedents)
        {
            Mark(antecedent);
        }

        Trace(assumptions);
    }

    private void Trace(List<int> assumptions)
    {
        for (var position = assignment.TrailCount - 1; position >= assignment.StartOf(1); position--)
        {
            var literal = assignment.Trail[position];
            if (!_isSeen[literal >> 1])
            {
                continue;
            }

            if (assignment.ReasonOf(literal >> 1) == Assignment.NoReason)
            {
                assumptions.Add(literal);
                continue;
            }

            origins.Collect(Explain(assignment.ReasonOf(literal >> 1), literal, -1));
            foreach (var antecedent in _antecedents)
            {
                Mark(antecedent);
            }
        }

        CollectFacts();
        Clear();
    }

    private void Start()
    {
        Learnt.Clear();
        Involved.Clear();
        origins.Clear();
    }

    private void Clear()
    {
        foreach (var variable in _touched)
        {
            _isSeen[variable] = false;
        }

        _touched.Clear();
    }

    /// <summary>Whether an antecedent is new and of the current level.</summary>
    private bool Visit(int antecedent)
    {
        var variable = antecedent >> 1;
        if (!Mark(antecedent))
        {
            return false;
        }

        Involved.Add(variable);
        if (assignment.LevelOf(variable) == assignment.Level)
        {
            return true;
        }

        Learnt.Add(antecedent);
        return false;
    }

    /// <summary>Marks a variable; false where it was marked or holds without assumptions.</summary>
    private bool Mark(int literal)
    {
        var variable = literal >> 1;
        if (_isSeen[variable])
        {
            return false;
        }

        if (assignment.LevelOf(variable) == 0)
        {
            _facts.Add(variable);
            return false;
        }

        _isSeen[variable] = true;
        _touched.Add(variable);
        return true;
    }

    /// <summary>Leaves out literals whose reason has only literals that stay, or facts.</summary>
    private void Minimize()
    {
        var kept = 1;
        for (var i = 1; i < Learnt.Count; i++)
        {
            if (!IsImplied(Learnt[i]))
            {
                Learnt[kept++] = Learnt[i];
            }
        }

        Learnt.RemoveRange(kept, Learnt.Count - kept);
    }

    private bool IsImplied(int literal)
    {
        var reason = assignment.ReasonOf(literal >> 1);
        if (reason == Assignment.NoReason)
        {
            return false;
        }

        var origin = Explain(reason, literal ^ 1, -1);
        foreach (var antecedent in _antecedents)
        {
            var variable = antecedent >> 1;
            if (!_isSeen[variable] && assignment.LevelOf(variable) > 0)
            {
                return false;
            }
        }

        foreach (var antecedent in _antecedents)
        {
            if (assignment.LevelOf(antecedent >> 1) == 0)
            {
                _facts.Add(antecedent >> 1);
            }
        }

        origins.Collect(origin);
        return true;
    }

    private void FindBackLevel()
    {
        _levels.Clear();
        BackLevel = 0;
        for (var i = 1; i < Learnt.Count; i++)
        {
            var level = assignment.LevelOf(Learnt[i] >> 1);
            _levels.Add(level);
            if (level > BackLevel)
            {
                BackLevel = level;
                (Learnt[1], Learnt[i]) = (Learnt[i], Learnt[1]);
            }
        }

        Lbd = _levels.Count + 1;
    }

    /// <summary>Collects the origins of what holds without assumptions, and of what that follows from.</summary>
    private void CollectFacts()
    {
        for (var i = 0; i < _facts.Count; i++)
        {
            var variable = _facts[i];
            if (_isFact[variable])
            {
                continue;
            }

            _isFact[variable] = true;
            var literal = assignment.Values[2 * variable] > 0 ? 2 * variable : (2 * variable) + 1;
            origins.Collect(Explain(assignment.ReasonOf(variable), literal, -1));
            foreach (var antecedent in _antecedents)
            {
                _facts.Add(antecedent >> 1);
            }
        }

        foreach (var variable in _facts)
        {
            _isFact[variable] = false;
        }

        _facts.Clear();
    }

    /// <summary>Reads the refuted literals of a reason.</summary>
    /// <param name="literal">What it made true; below 0 for a conflict.</param>
    /// <param name="conflictLiteral">The second literal of a group's conflict.</param>
    /// <returns>Its origin.</returns>
    private int Explain(int reason, int literal, int conflictLiteral)
    {
        _antecedents.Clear();
        if (reason >= 0)
        {
            foreach (var other in clauses.Literals(reason))
            {
                if (other != literal)
                {
                    _antecedents.Add(other);
                }
            }

            return clauses.Origin(reason);
        }

        if (reason == Assignment.NoReason)
        {
            return Origins.None;
        }

        var code = -2 - reason;
        if ((code & 1) == 0)
        {
            _antecedents.Add((code >> 1) ^ 1);
            if (conflictLiteral >= 0)
            {
                _antecedents.Add(conflictLiteral);
            }

            return Origins.None;
        }

        return sums.Explain(code >> 2, (code >> 1) & 1, literal, _antecedents);
    }
}
