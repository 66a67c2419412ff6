using System.Runtime.CompilerServices;

namespace Customization.Kernel.Satisfiability;

/// <summary>Bounds consistency of sums; the reason of what it refutes is worked out when a conflict asks for it.
/// </summary>
/// <remarks>The least and most that each group can still add follow the assignment both ways, so a look at a sum that
/// has slack enough costs O(1). Mutable; owned by one <see cref="Solver"/>.</remarks>
internal sealed class SumPropagator(Assignment assignment)
{
    /// <summary>Stands for the guard of a sum where a group is expected.</summary>
    private const int GuardGroup = -1;

    private readonly List<SumState> _sums = [];
    private readonly Queue<int> _pending = [];
    private List<Use>?[] _uses = [];

    private readonly record struct Use(int Sum, int Group, int Index);

    /// <summary>Adds a sum; nothing above level 0 is assigned.</summary>
    public int Add(Sum sum)
    {
        var (index, state) = (_sums.Count, new SumState(sum));
        _sums.Add(state);
        for (var group = 0; group < sum.Groups.Length; group++)
        {
            for (var i = 0; i < sum.Groups[group].Length; i++)
            {
                UsesOf(sum.Groups[group][i]).Add(new Use(index, group, i));
            }
        }

        SetGuard(index, sum.Guard);
        Reweigh(index);
        return index;
    }

    public int GuardOf(int sum) => _sums[sum].Guard;

    public void SetGuard(int sum, int guard)
    {
        _sums[sum].Guard = guard;
        UsesOf(guard ^ 1).Add(new Use(sum, GuardGroup, 0));
    }

    /// <summary>Hears that the weights of a sum have changed, at level 0.</summary>
    public void Reweigh(int sum)
    {
        var state = _sums[sum];
        state.SpreadMax = 0;
        for (var group = 0; group < state.Floor.Length; group++)
        {
            var (least, most) = (long.MaxValue, long.MinValue);
            foreach (var weight in state.Sum.Weights[group])
            {
                (least, most) = (Math.Min(least, weight), Math.Max(most, weight));
            }

            (state.Floor[group], state.Ceiling[group]) = (least, most);
            state.SpreadMax = Math.Max(state.SpreadMax, most - least);
        }

        state.IsActive = false;
        if (assignment.Values[state.Guard] > 0)
        {
            Activate(sum, state);
        }
    }

    /// <summary>Changes the upper bound of a sum, at level 0.</summary>
    public void SetMax(int sum, long max)
    {
        _sums[sum].Max = max;
        Queue(sum, _sums[sum]);
    }

    /// <summary>Hears that a literal has been refuted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Refuted(int literal)
    {
        if (literal < _uses.Length && _uses[literal] is { } uses)
        {
            Refuted(uses);
        }
    }

    /// <summary>Hears that a refuted literal is open again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reopened(int literal)
    {
        if (literal < _uses.Length && _uses[literal] is { } uses)
        {
            foreach (var use in uses)
            {
                var state = _sums[use.Sum];
                if (use.Group == GuardGroup)
                {
                    state.IsActive &= state.Guard != (literal ^ 1);
                }
                else if (state.IsActive)
                {
                    Widen(state, use.Group, state.Sum.Weights[use.Group][use.Index]);
                }
            }
        }
    }

    /// <summary>Looks at one sum that may refute something; false when none is left.</summary>
    /// <param name="refute">Called with each literal that the sum refutes, and the reason.</param>
    /// <param name="conflict">The reason of a conflict, else <see cref="Assignment.NoReason"/>.</param>
    public bool TryStep(Action<int, int> refute, out int conflict)
    {
        conflict = Assignment.NoReason;
        if (!_pending.TryDequeue(out var index))
        {
            return false;
        }

        var state = _sums[index];
        state.IsPending = false;
        if (!state.IsActive)
        {
            return true;
        }

        if (state.TotalLeast > state.Max || state.TotalMost < state.Sum.Min)
        {
            conflict = Assignment.SumReason(index, state.TotalLeast > state.Max ? 1 : 0);
            return true;
        }

        if (state.SpreadMax > Math.Min(state.Max - state.TotalLeast, state.TotalMost - state.Sum.Min))
        {
            Prune(index, state, refute);
        }

        return true;
    }

    /// <summary>The sums with their states.</summary>
    public IReadOnlyList<SumState> States => _sums;

    /// <summary>The refuted literals because of which a sum refutes a literal, or is in conflict.</summary>
    /// <param name="literal">The literal that it made true; below 0 for a conflict.</param>
    /// <returns>The origin of the sum.</returns>
    public int Explain(int sum, int side, int literal, List<int> antecedents)
    {
        var state = _sums[sum];
        var sign = side == 1 ? 1 : -1;
        var position = literal < 0 ? int.MaxValue : assignment.PositionOf(literal >> 1);
        antecedents.Add(state.Guard ^ 1);
        var surplus = side == 1 ? -state.Max - 1 : state.Sum.Min - 1;
        var groups = state.Sum.Groups.Length;
        var excess = new long[groups];
        for (var group = 0; group < groups; group++)
        {
            var at = literal < 0 ? -1 : Array.IndexOf(state.Sum.Groups[group], literal ^ 1);
            var bound = at >= 0
                ? sign * state.Sum.Weights[group][at]
                : BoundBefore(state, group, sign, position);
            surplus += bound;
            excess[group] = at >= 0 ? 0 : bound - (side == 1 ? state.Floor[group] : -state.Ceiling[group]);
        }

        Invariant.Check(surplus >= 0, "a sum refutes what it cannot reach");
        for (var group = 0; group < groups; group++)
        {
            if (excess[group] <= surplus)
            {
                surplus -= excess[group];
            }
            else
            {
                AddReasons(state, group, sign, position, antecedents);
            }
        }

        return state.Sum.Origin;
    }

    /// <summary>The least of sign x weight over what was not refuted before a position.</summary>
    private long BoundBefore(SumState state, int group, int sign, int position)
    {
        var (literals, weights) = (state.Sum.Groups[group], state.Sum.Weights[group]);
        var bound = long.MaxValue;
        for (var i = 0; i < literals.Length; i++)
        {
            if (assignment.IsFalseBefore(literals[i] ^ 1, position))
            {
                return sign * weights[i];
            }

            if (!assignment.IsFalseBefore(literals[i], position))
            {
                bound = Math.Min(bound, sign * weights[i]);
            }
        }

        return bound;
    }

    private void AddReasons(SumState state, int group, int sign, int position, List<int> antecedents)
    {
        var (literals, weights) = (state.Sum.Groups[group], state.Sum.Weights[group]);
        var bound = BoundBefore(state, group, sign, position);
        var (first, holding) = (antecedents.Count, -1);
        for (var i = 0; i < literals.Length; i++)
        {
            if (assignment.IsFalseBefore(literals[i] ^ 1, position))
            {
                holding = literals[i];
            }
            else if (sign * weights[i] < bound && assignment.IsFalseBefore(literals[i], position))
            {
                antecedents.Add(literals[i]);
            }
        }

        if (holding >= 0)
        {
            antecedents.RemoveRange(first, antecedents.Count - first);
            antecedents.Add(holding ^ 1);
        }
    }

    private void Prune(int index, SumState state, Action<int, int> refute)
    {
        for (var group = 0; group < state.Sum.Groups.Length; group++)
        {
            var ceiling = state.Max - state.TotalLeast + state.Least[group];
            var floor = state.Sum.Min - state.TotalMost + state.Most[group];
            if (state.Most[group] <= ceiling && state.Least[group] >= floor)
            {
                continue;
            }

            var (literals, weights) = (state.Sum.Groups[group], state.Sum.Weights[group]);
            for (var i = 0; i < literals.Length; i++)
            {
                if (weights[i] > ceiling || weights[i] < floor)
                {
                    refute(literals[i], Assignment.SumReason(index, weights[i] > ceiling ? 1 : 0));
                }
            }
        }
    }

    private void Refuted(List<Use> uses)
    {
        foreach (var use in uses)
        {
            var state = _sums[use.Sum];
            if (use.Group == GuardGroup)
            {
                if (assignment.Values[state.Guard] > 0)
                {
                    Activate(use.Sum, state);
                }

                continue;
            }

            if (!state.IsActive)
            {
                continue;
            }

            var weight = state.Sum.Weights[use.Group][use.Index];
            if (weight == state.Least[use.Group] || weight == state.Most[use.Group])
            {
                Narrow(state, use.Group);
                Queue(use.Sum, state);
            }
        }
    }

    /// <summary>Works out what a sum can be now.</summary>
    private void Activate(int index, SumState state)
    {
        state.IsActive = true;
        state.Floor.CopyTo(state.Least, 0);
        state.Ceiling.CopyTo(state.Most, 0);
        (state.TotalLeast, state.TotalMost) = (state.Least.Sum(), state.Most.Sum());
        for (var group = 0; group < state.Floor.Length; group++)
        {
            Narrow(state, group);
        }

        Queue(index, state);
    }

    /// <summary>A group can add a weight again.</summary>
    private static void Widen(SumState state, int group, long weight)
    {
        if (weight < state.Least[group])
        {
            state.TotalLeast += weight - state.Least[group];
            state.Least[group] = weight;
        }

        if (weight > state.Most[group])
        {
            state.TotalMost += weight - state.Most[group];
            state.Most[group] = weight;
        }
    }

    /// <summary>Works out anew what a group can add.</summary>
    private void Narrow(SumState state, int group)
    {
        var (literals, weights) = (state.Sum.Groups[group], state.Sum.Weights[group]);
        var (least, most) = (long.MaxValue, long.MinValue);
        for (var i = 0; i < literals.Length; i++)
        {
            if (assignment.Values[literals[i]] >= 0)
            {
                least = Math.Min(least, weights[i]);
                most = Math.Max(most, weights[i]);
            }
        }

        // A group without a value left is a conflict of its clause, which ends this propagation.
        if (least <= most)
        {
            state.TotalLeast += least - state.Least[group];
            state.TotalMost += most - state.Most[group];
            (state.Least[group], state.Most[group]) = (least, most);
        }
    }

    private void Queue(int index, SumState state)
    {
        if (!state.IsPending)
        {
            state.IsPending = true;
            _pending.Enqueue(index);
        }
    }

    private List<Use> UsesOf(int literal)
    {
        if (literal >= _uses.Length)
        {
            Array.Resize(ref _uses, Math.Max(literal + 1, 2 * _uses.Length));
        }

        return _uses[literal] ??= [];
    }
}
