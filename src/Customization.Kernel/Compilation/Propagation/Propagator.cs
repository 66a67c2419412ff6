using System.Runtime.CompilerServices;
using Customization.Kernel.Compilation.Network;

namespace Customization.Kernel.Compilation.Propagation;

/// <summary>Removes values until no single constraint can remove more.</summary>
/// <remarks>Clauses by two watched literals, tables to generalised arc consistency on bit sets of live rows (compact
/// table; Demeulenaere et al. 2016), sums to bounds consistency. Mutable; owned by one search.</remarks>
internal sealed class Propagator
{
    private readonly ClauseWatches _clauses;
    private readonly TableRows _tables;
    private readonly LinearBounds _linears;
    private readonly int[][] _tablesOfVariable;
    private readonly int[][] _linearsOfVariable;
    private readonly int[] _queue;
    private readonly bool[] _isQueued;
    private readonly bool[] _isOff;
    private int _queueHead;
    private int _queueCount;
    private int _trailHead;

    /// <param name="isOff">Constraints to leave out, by number; null for none.</param>
    public Propagator(ConstraintNetwork network, bool[]? isOff = null)
    {
        Network = network;
        Domains = new Domains(network);
        _isOff = isOff ?? new bool[network.ConstraintCount];
        _clauses = new ClauseWatches(network, Domains, _isOff);
        _tables = new TableRows(network, Domains);
        _linears = new LinearBounds(network, Domains);
        var firstTable = network.Clauses.Count;
        var firstLinear = firstTable + network.Tables.Count;
        var scopes = network.Scopes();
        _tablesOfVariable = Occurrences(scopes, firstTable, firstLinear, network.VariableCount);
        _linearsOfVariable = Occurrences(scopes, firstLinear, scopes.Length, network.VariableCount);
        _queue = new int[network.ConstraintCount + 1];
        _isQueued = new bool[network.ConstraintCount];
    }

    public ConstraintNetwork Network { get; }

    public Domains Domains { get; }

    public TableRows Tables => _tables;

    public LinearBounds Linears => _linears;

    /// <summary>The constraint that ran out of values in the last failed call.</summary>
    public int Conflict { get; private set; } = -1;

    /// <summary>Where to <see cref="BacktrackTo"/>.</summary>
    public (int Domains, int Tables) Mark => (Domains.TrailCount, _tables.TrailCount);

    /// <summary>First propagation, over all constraints; false when there is no configuration.</summary>
    public bool Start()
    {
        for (var constraint = 0; constraint < Network.ConstraintCount; constraint++)
        {
            if (constraint < Network.Clauses.Count)
            {
                if (!_isOff[constraint] && !_clauses.Start(constraint))
                {
                    return Fail(constraint);
                }
            }
            else
            {
                Enqueue(constraint);
            }
        }

        return Propagate();
    }

    /// <summary>Decides a literal and propagates; false on conflict (the caller backtracks).</summary>
    public bool Assign(int literal)
    {
        if (!Domains.Assign(literal, -1))
        {
            Conflict = -1;
            return false;
        }

        return Propagate();
    }

    public void BacktrackTo((int Domains, int Tables) mark)
    {
        Domains.BacktrackTo(mark.Domains);
        _tables.BacktrackTo(mark.Tables);
        _trailHead = mark.Domains;
        while (_queueCount > 0)
        {
            _isQueued[Dequeue()] = false;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Propagate()
    {
        while (true)
        {
            while (_trailHead < Domains.TrailCount)
            {
                var removed = Domains.Trail[_trailHead++];
                if (!_clauses.OnRemoved(removed, out var conflict))
                {
                    return Fail(conflict);
                }

                var variable = Domains.VariableOf(removed);
                foreach (var table in _tablesOfVariable[variable])
                {
                    Enqueue(table);
                }

                foreach (var linear in _linearsOfVariable[variable])
                {
                    Enqueue(linear);
                }
            }

            if (_queueCount == 0)
            {
                return true;
            }

            var constraint = Dequeue();
            _isQueued[constraint] = false;
            var firstLinear = Network.Clauses.Count + Network.Tables.Count;
            var isConsistent = constraint < firstLinear
                ? _tables.Propagate(constraint - Network.Clauses.Count, constraint)
                : _linears.Propagate(constraint - firstLinear, constraint);
            if (!isConsistent)
            {
                return Fail(constraint);
            }
        }
    }

    private bool Fail(int constraint)
    {
        Conflict = constraint;
        return false;
    }

    private void Enqueue(int constraint)
    {
        if (!_isQueued[constraint] && !_isOff[constraint])
        {
            _isQueued[constraint] = true;
            var tail = _queueHead + _queueCount++;
            _queue[tail >= _queue.Length ? tail - _queue.Length : tail] = constraint;
        }
    }

    private int Dequeue()
    {
        var constraint = _queue[_queueHead];
        _queueHead = _queueHead + 1 == _queue.Length ? 0 : _queueHead + 1;
        _queueCount--;
        return constraint;
    }

    private static int[][] Occurrences(int[][] scopes, int from, int to, int variables)
    {
        var lists = new List<int>?[variables];
        for (var constraint = from; constraint < to; constraint++)
        {
            foreach (var variable in scopes[constraint])
            {
                (lists[variable] ??= []).Add(constraint);
            }
        }

        return Array.ConvertAll(lists, list => list?.ToArray() ?? []);
    }
}
