namespace Customization.Kernel.Satisfiability;

/// <summary>The outcome of a search.</summary>
internal enum Verdict
{
    Satisfiable,
    Refuted,

    /// <summary>The search met its limit of conflicts.</summary>
    Unknown,
}

/// <summary>An incremental satisfiability solver over clauses, groups of exclusive variables and weighted sums.
/// </summary>
/// <remarks>
/// <para>Conflict-driven clause learning (Marques-Silva, Sakallah 1999; Eén, Sörensson 2003): what one call learns
/// helps the next, and calls whose assumptions start alike share that part of the trail. Literals as in
/// <see cref="Assignment"/>. Worst case exponential; a call may be given a limit of conflicts. Deterministic.</para>
/// <para>Mutable; owned by one thread.</para>
/// </remarks>
internal sealed class Solver
{
    private readonly Assignment _assignment = new();
    private readonly ClauseStore _clauses = new();
    private readonly Origins _origins = new();
    private readonly DecisionQueue _queue = new();
    private readonly SumPropagator _sums;
    private readonly ClausePropagator _propagator;
    private readonly ConflictAnalysis _analysis;
    private readonly ClauseDatabase _database;
    private readonly Overlay _overlay;
    private readonly List<int> _core = [];
    private readonly List<int> _coreRules = [];
    private int[] _assumptions = [];
    private int _assumptionCount;
    private bool _isRefuted;

    public Solver()
    {
        _sums = new SumPropagator(_assignment);
        _propagator = new ClausePropagator(_assignment, _clauses, _sums);
        _analysis = new ConflictAnalysis(_assignment, _clauses, _sums, _origins);
        _database = new ClauseDatabase(_assignment, _clauses, _propagator, _origins);
        _overlay = new Overlay(_assignment, _clauses, _database, _sums, _queue);
        TrueLiteral = 2 * AddVariable();
        AddClause([TrueLiteral], Origins.None);
    }

    /// <summary>A literal that always holds.</summary>
    public int TrueLiteral { get; }

    public int VariableCount => _assignment.VariableCount;

    /// <summary>Conflicts of all calls so far.</summary>
    public long Conflicts { get; private set; }

    /// <summary>After <see cref="Verdict.Refuted"/>: assumptions that cannot hold together.</summary>
    public IReadOnlyList<int> Core => _core;

    /// <summary>After <see cref="Verdict.Refuted"/>: the rules that refute <see cref="Core"/>; not minimal.</summary>
    public IReadOnlyList<int> CoreRules => _coreRules;

    /// <summary>After <see cref="Assume"/>: 1 where a literal holds, -1 where it does not, 0 where it is open.
    /// </summary>
    public int Value(int literal) => _assignment.Values[literal];

    /// <summary>After <see cref="Verdict.Satisfiable"/>: whether a literal holds in the solution found.</summary>
    public bool Holds(int literal) => _overlay.Value(literal) > 0;

    /// <summary>Adds a variable, which is first decided to be false.</summary>
    /// <param name="isDetermined">Whether propagation gives it a value as soon as all others have theirs.</param>
    public int AddVariable(bool isDetermined = false)
    {
        var variable = _assignment.AddVariable();
        _queue.Add(isDetermined);
        _overlay.Grow(variable + 1);
        _propagator.Grow(variable + 1);
        _analysis.Grow(variable + 1);
        return variable;
    }

    /// <summary>At most one of some consecutive variables holds.</summary>
    public void AddGroup(int first, int count) => _propagator.AddGroup(first, count);

    /// <summary>At least one of the literals holds.</summary>
    public void AddClause(ReadOnlySpan<int> literals, int origin)
    {
        BacktrackTo(0);
        _overlay.Forget();
        var ordered = literals.ToArray();
        Array.Sort(ordered);
        var count = 0;
        foreach (var literal in ordered)
        {
            if (count > 0 && ordered[count - 1] == (literal ^ 1))
            {
                return;
            }

            if (count == 0 || ordered[count - 1] != literal)
            {
                ordered[count++] = literal;
            }
        }

        // Literals that do not hold stay, so that conflicts can be traced; those to watch come first.
        for (var i = 0; i < Math.Min(2, count); i++)
        {
            for (var other = i + 1; other < count; other++)
            {
                if (_assignment.Values[ordered[other]] > _assignment.Values[ordered[i]])
                {
                    (ordered[i], ordered[other]) = (ordered[other], ordered[i]);
                }
            }
        }

        Attach(_clauses.Add(ordered.AsSpan(0, count), 0, origin), isLearnt: false);
    }

    /// <summary>Adds a sum for good; returns its number.</summary>
    public int AddSum(Sum sum)
    {
        BacktrackTo(0);
        _overlay.Forget();
        return _sums.Add(sum);
    }

    /// <summary>Adds a sum whose weights and bounds change: what a search is to make small.</summary>
    /// <param name="groups">As of <see cref="Sum"/>.</param>
    public Objective AddObjective(int[][] groups)
    {
        BacktrackTo(0);
        var weights = Array.ConvertAll(groups, group => new long[group.Length]);
        var sum = new Sum(groups, weights, long.MinValue / 4, 0, 2 * AddVariable(), Origins.None);
        return new Objective(this, _sums.Add(sum), sum);
    }

    /// <summary>Lets an objective count again from nothing: forgets what was learnt from it.</summary>
    public void Restart(int sum, int guard)
    {
        BacktrackTo(0);
        _database.DeleteWith(guard ^ 1);
        if (_assignment.Values[guard] != 0)
        {
            _sums.SetGuard(sum, 2 * AddVariable());
        }

        _sums.Reweigh(sum);
    }

    /// <summary>The literal under which a sum counts.</summary>
    public int GuardOf(int sum) => _sums.GuardOf(sum);

    /// <summary>Changes the greatest total that a sum may have; a greater one only after <see cref="Restart"/>.
    /// </summary>
    public void SetMax(int sum, long max)
    {
        BacktrackTo(0);
        _sums.SetMax(sum, max);
    }

    /// <summary>The last solution found, to be taken up again with <see cref="Resume"/>.</summary>
    public sbyte[] Snapshot() => _overlay.Snapshot();

    /// <summary>Lets the next search start from an earlier solution of the same clauses.</summary>
    public void Resume(sbyte[] snapshot) => _overlay.Resume(snapshot);

    /// <summary>What holds because of literals that were decided after the assumptions.</summary>
    public ReadOnlySpan<int> TrailAbove(int level) => _assignment.Trail[_assignment.StartOf(level + 1)..];

    /// <summary>Keeps of the trail what belongs to assumptions.</summary>
    private void Rewind(ReadOnlySpan<int> assumptions)
    {
        var common = 0;
        var most = Math.Min(Math.Min(_assignment.Level, _assumptionCount), assumptions.Length);
        while (common < most && _assumptions[common] == assumptions[common])
        {
            common++;
        }

        BacktrackTo(common);
        if (assumptions.Length > _assumptions.Length)
        {
            Array.Resize(ref _assumptions, Math.Max(assumptions.Length, 2 * _assumptions.Length));
        }

        assumptions.CopyTo(_assumptions);
        _assumptionCount = assumptions.Length;
    }

    /// <summary>Whether propagation alone does not refute the assumptions; what they imply is in <see cref="Value"/>.
    /// </summary>
    public bool Assume(ReadOnlySpan<int> assumptions) => Run(assumptions, long.MaxValue, false) == Verdict.Satisfiable;

    /// <summary>Whether everything holds for some assignment that the assumptions are true of.</summary>
    public Verdict Solve(ReadOnlySpan<int> assumptions, long conflictsMax = long.MaxValue) =>
        Run(assumptions, conflictsMax, true);

    private Verdict Run(ReadOnlySpan<int> assumptions, long conflictsMax, bool decides)
    {
        _core.Clear();
        if (_isRefuted)
        {
            return Verdict.Refuted;
        }

        _coreRules.Clear();
        Rewind(assumptions);
        var (last, restarts) = (Conflicts, new RestartSchedule());
        while (true)
        {
            var conflict = _propagator.Propagate();
            if (conflict != Assignment.NoReason)
            {
                if (!TryLearn(conflict))
                {
                    return Verdict.Refuted;
                }
            }
            else if (Conflicts - last >= conflictsMax)
            {
                return Verdict.Unknown;
            }
            else if (restarts.IsDue(Conflicts - last))
            {
                BacktrackTo(Math.Min(_assignment.Level, _assumptionCount));
                _database.Reduce(Conflicts);
            }
            else if (_assignment.Level < _assumptionCount)
            {
                if (!TryAssumeNext())
                {
                    return Verdict.Refuted;
                }
            }
            else if (!decides || !TryDecide())
            {
                return Verdict.Satisfiable;
            }
        }
    }

    /// <summary>Learns from a conflict and goes back; false where it does not depend on anything.</summary>
    private bool TryLearn(int conflict)
    {
        Conflicts++;
        var literal = _propagator.ConflictLiteral;
        var level = _analysis.LevelOf(conflict, literal);
        if (level == 0)
        {
            _analysis.TraceConflict(conflict, literal, _core);
            TakeCoreRules();
            _isRefuted = true;
            return false;
        }

        BacktrackTo(level);
        _analysis.Learn(conflict, literal);
        foreach (var variable in _analysis.Involved.OrderBy(_queue.StampOf))
        {
            _queue.MoveToFront(variable, _assignment.Values[2 * variable] == 0);
        }

        BacktrackTo(_analysis.BackLevel);
        var clause = _clauses.Add(
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_analysis.Learnt), _analysis.Lbd, _origins.Take());
        Attach(clause, isLearnt: true);
        return true;
    }

    /// <summary>Watches a clause whose first literals are those to watch; assigns what it leaves no choice about.
    /// </summary>
    private void Attach(int clause, bool isLearnt)
    {
        var literals = _clauses.Literals(clause);
        _database.Add(clause, isLearnt);
        if (literals.Length > 1)
        {
            _propagator.Watch(clause);
        }

        var first = literals.Length == 0 ? -1 : _assignment.Values[literals[0]];
        var isUnit = first == 0 && (literals.Length == 1 || _assignment.Values[literals[1]] < 0);
        if (isUnit)
        {
            _propagator.Assign(literals[0], clause);
        }
        else if (first < 0)
        {
            _analysis.TraceConflict(clause, -1, _core);
            TakeCoreRules();
            _isRefuted = true;
        }
    }

    private bool TryAssumeNext()
    {
        var literal = _assumptions[_assignment.Level];
        if (_assignment.Values[literal] < 0)
        {
            _analysis.Trace([literal ^ 1], _core);
            _core.Add(literal);
            TakeCoreRules();
            return false;
        }

        _assignment.OpenLevel();
        if (_assignment.Values[literal] == 0)
        {
            _propagator.Assign(literal, Assignment.NoReason);
        }

        return true;
    }

    private bool TryDecide()
    {
        var literal = _overlay.HasSolution ? _overlay.NextNeeded() : NextOpen();
        if (literal < 0)
        {
            _overlay.Accept();
            return false;
        }

        _assignment.OpenLevel();
        _propagator.Assign(literal, Assignment.NoReason);
        return true;
    }

    private int NextOpen()
    {
        var variable = _queue.Next(_assignment.Values);
        return variable < 0 ? -1 : (2 * variable) + (_queue[variable] ? 0 : 1);
    }

    private void TakeCoreRules()
    {
        _coreRules.Clear();
        _coreRules.AddRange(_origins.Collected);
        _origins.Clear();
    }

    private void BacktrackTo(int level)
    {
        if (level < _assignment.Level)
        {
            _propagator.BacktrackTo(level, _queue);
            _overlay.Restart();
        }
    }
}
