namespace Customization.Kernel.Satisfiability;

/// <summary>Which clauses a solver keeps: all given ones, and of those learnt the useful half.</summary>
/// <remarks>Learnt clauses of two levels or fewer stay for good (Audemard, Simon 2009). Mutable; owned by one
/// <see cref="Solver"/>.</remarks>
internal sealed class ClauseDatabase(
    Assignment assignment, ClauseStore clauses, ClausePropagator propagator, Origins origins)
{
    private const int FirstReduction = 2_000;
    private const int ReductionStep = 300;
    private const int LbdKept = 2;

    private readonly List<int> _given = [];
    private readonly List<int> _learnt = [];
    private long _next = FirstReduction;
    private long _interval = FirstReduction;

    /// <summary>The given clauses, in the order given.</summary>
    public List<int> Given => _given;

    public void Add(int clause, bool isLearnt) => (isLearnt ? _learnt : _given).Add(clause);

    /// <summary>Deletes learnt clauses, if it is time to.</summary>
    public void Reduce(long conflicts)
    {
        if (conflicts < _next)
        {
            return;
        }

        _interval += ReductionStep;
        _next = conflicts + _interval;
        var candidates = _learnt
            .Where(clause => clauses.Lbd(clause) > LbdKept && clauses.Literals(clause).Length > 2 && !IsReason(clause))
            .OrderByDescending(clauses.Lbd).ThenByDescending(clause => clauses.Literals(clause).Length);
        Delete([.. candidates.Take(_learnt.Count / 2)]);
    }

    /// <summary>Deletes the learnt clauses that a literal, which is to hold for good, makes true. At level 0.</summary>
    public void DeleteWith(int literal) => Delete([.. _learnt.Where(
        clause => clauses.Literals(clause).Contains(literal) && !IsReason(clause))]);

    private bool IsReason(int clause)
    {
        var first = clauses.Literals(clause)[0];
        return IsReason(clause, first)
            || (clauses.Literals(clause).Length == 2 && IsReason(clause, clauses.Literals(clause)[1]));
    }

    private bool IsReason(int clause, int literal) =>
        assignment.Values[literal] > 0 && assignment.ReasonOf(literal >> 1) == clause;

    private void Delete(HashSet<int> deleted)
    {
        if (deleted.Count == 0)
        {
            return;
        }

        foreach (var clause in deleted)
        {
            origins.Release(clauses.Origin(clause));
        }

        _learnt.RemoveAll(deleted.Contains);
        var moves = clauses.Keep(_given, _learnt);
        foreach (var literal in assignment.Trail)
        {
            var reason = assignment.ReasonOf(literal >> 1);
            if (reason >= 0)
            {
                assignment.MoveReason(literal >> 1, moves[reason]);
            }
        }

        propagator.ClearWatches();
        foreach (var clause in _given.Concat(_learnt).Where(clause => clauses.Literals(clause).Length > 1))
        {
            propagator.Watch(clause);
        }
    }
}
