using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Customization.Kernel.Compilation.Network;
using Customization.Kernel.Compilation.Propagation;
using Customization.Kernel.Diagram;

namespace Customization.Kernel.Compilation.Search;

/// <summary>Variables and constraints that still depend on each other, and on nothing else.</summary>
/// <param name="Variables">Free variables, ascending.</param>
/// <param name="Constraints">
/// Constraints that are not yet satisfied for sure, without clauses over two yes/no variables;
/// in an order that depends only on the residual problem.</param>
/// <param name="HasPairs">Whether there are clauses over two yes/no variables.</param>
internal sealed record Component(int[] Variables, int[] Constraints, bool HasPairs)
{
    /// <summary>Whether the one variable is free of every constraint.</summary>
    public bool IsUnconstrained => Constraints.Length == 0 && !HasPairs;
}

/// <summary>Finds the independent components of what propagation left, and names each by what remains of it.</summary>
/// <remarks>
/// Constraints that hold already after the first propagation, and variables fixed by it, are left out for good.
/// A clause over two yes/no variables is an edge: it is open exactly while both are free.</remarks>
internal sealed class Components
{
    private readonly ConstraintNetwork _network;
    private readonly Propagator _propagator;
    private readonly Domains _domains;
    private readonly int[][] _scopes;
    private readonly int[][] _constraintsOf;
    private readonly int[][] _pairsOf;
    private readonly int[][] _clauseLiterals;
    private readonly int[] _variableStamp;
    private readonly int[] _constraintStamp;
    private readonly bool[] _hasRowCodes;
    private readonly int[] _variables;
    private readonly int[] _constraints;
    private readonly Dictionary<ArrayKey, int> _residuals = [];
    private readonly List<long> _codes = [];
    private int _stamp;

    /// <param name="propagator">After its first propagation.</param>
    public Components(Propagator propagator)
    {
        _propagator = propagator;
        _network = propagator.Network;
        _domains = propagator.Domains;
        _clauseLiterals = _network.Clauses.Select(clause => clause.Literals).ToArray();
        _scopes =
        [
            .. _network.Scopes().Select(scope => scope.Where(variable => _domains.Size[variable] > 1).ToArray()),
        ];
        var constraintsOf = Enumerable.Range(0, _network.VariableCount).Select(_ => new List<int>()).ToArray();
        var pairsOf = Enumerable.Range(0, _network.VariableCount).Select(_ => new List<int>()).ToArray();
        for (var constraint = 0; constraint < _scopes.Length; constraint++)
        {
            var scope = _scopes[constraint];
            if (!IsActive(constraint))
            {
                _scopes[constraint] = [];
            }
            else if (constraint < _network.Clauses.Count && scope.Length == 2
                && _network.DomainSize(scope[0]) == 2 && _network.DomainSize(scope[1]) == 2)
            {
                pairsOf[scope[0]].Add(scope[1]);
                pairsOf[scope[1]].Add(scope[0]);
            }
            else
            {
                Array.ForEach(scope, variable => constraintsOf[variable].Add(constraint));
            }
        }

        _constraintsOf = Array.ConvertAll(constraintsOf, list => list.ToArray());
        _pairsOf = Array.ConvertAll(pairsOf, list => list.Distinct().ToArray());
        _variableStamp = new int[_network.VariableCount];
        _constraintStamp = new int[_scopes.Length];
        _hasRowCodes = _network.Tables.Select(table => HasRowCodes(_network, table)).ToArray();
        _variables = new int[_network.VariableCount];
        _constraints = new int[_scopes.Length];
    }

    /// <summary>How many constraints a free variable may still be in.</summary>
    public int Degree(int variable)
    {
        var degree = _constraintsOf[variable].Length;
        foreach (var other in _pairsOf[variable])
        {
            degree += _domains.Size[other] > 1 ? 1 : 0;
        }

        return degree;
    }

    /// <summary>Begins a new split of the residual problem.</summary>
    public void Begin() => _stamp++;

    /// <summary>The component of a free variable, or null where an earlier call since <see cref="Begin"/> had it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Component? Find(int start)
    {
        if (_variableStamp[start] == _stamp)
        {
            return null;
        }

        var (variableCount, constraintCount, next) = (0, 0, 0);
        var hasPairs = false;
        _variableStamp[start] = _stamp;
        _variables[variableCount++] = start;
        while (next < variableCount)
        {
            var current = _variables[next++];
            foreach (var other in _pairsOf[current])
            {
                if (_domains.Size[other] > 1)
                {
                    hasPairs = true;
                    Reach(other, ref variableCount);
                }
            }

            foreach (var constraint in _constraintsOf[current])
            {
                if (_constraintStamp[constraint] == _stamp)
                {
                    continue;
                }

                _constraintStamp[constraint] = _stamp;
                if (IsActive(constraint))
                {
                    _constraints[constraintCount++] = constraint;
                    foreach (var variable in _scopes[constraint])
                    {
                        Reach(variable, ref variableCount);
                    }
                }
            }
        }

        var variables = _variables.AsSpan(0, variableCount).ToArray();
        Array.Sort(variables);
        return new Component(variables, _constraints.AsSpan(0, constraintCount).ToArray(), hasPairs);
    }

    /// <summary>Writes what determines the configurations of a component: its variables with their live values, and
    /// what is left of the constraints that decided variables have already narrowed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void WriteKey(Component component, KeyBuffer key)
    {
        key.Clear();
        key.Add(component.Variables.Length);
        foreach (var variable in component.Variables)
        {
            key.Add(variable);
            if (_network.DomainSize(variable) > 2)
            {
                AddDomain(variable, key);
            }
        }

        foreach (var constraint in component.Constraints)
        {
            if (IsWhole(constraint))
            {
                continue;
            }

            key.Add(constraint);
            var table = constraint - _network.Clauses.Count;
            var linear = table - _network.Tables.Count;
            if (linear >= 0)
            {
                AddLinear(linear, key);
            }
            else if (table >= 0)
            {
                key.Add(Residual(table));
            }
        }
    }

    private void Reach(int variable, ref int count)
    {
        if (_variableStamp[variable] != _stamp && _domains.Size[variable] > 1)
        {
            _variableStamp[variable] = _stamp;
            _variables[count++] = variable;
        }
    }

    /// <summary>Whether no variable of a constraint is decided: then the live values say all about it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool IsWhole(int constraint)
    {
        foreach (var variable in _scopes[constraint])
        {
            if (_domains.Size[variable] == 1)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsActive(int constraint)
    {
        var table = constraint - _network.Clauses.Count;
        if (table < 0)
        {
            return !IsSatisfied(_clauseLiterals[constraint]);
        }

        var linear = table - _network.Tables.Count;
        if (linear < 0)
        {
            return !_propagator.Tables.IsEntailed(table);
        }

        var (settled, least, most) = _propagator.Linears.Sums(linear);
        var bounds = _propagator.Linears[linear];
        return settled + least < bounds.Min || settled + most > bounds.Max;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool IsSatisfied(int[] literals)
    {
        for (var i = 0; i < literals.Length;)
        {
            var variable = _domains.VariableOf(literals[i]);
            var end = _domains.End(variable);
            var alive = 0;
            for (; i < literals.Length && literals[i] < end; i++)
            {
                alive += _domains.Alive[literals[i]] ? 1 : 0;
            }

            if (alive == _domains.Size[variable])
            {
                return true;
            }
        }

        return false;
    }

    private void AddDomain(int variable, KeyBuffer key)
    {
        var word = 0;
        var bit = 0;
        for (var literal = _domains.Offset(variable); literal < _domains.End(variable); literal++)
        {
            word |= _domains.Alive[literal] ? 1 << bit : 0;
            if (++bit == 32)
            {
                key.Add(word);
                (word, bit) = (0, 0);
            }
        }

        key.Add(word);
    }

    private void AddLinear(int linear, KeyBuffer key)
    {
        var (settled, least, most) = _propagator.Linears.Sums(linear);
        var bounds = _propagator.Linears[linear];
        key.Add(Math.Max(bounds.Min - settled, least));
        key.Add(Math.Min(bounds.Max - settled, most));
    }

    /// <summary>A number for what a table still allows of its free variables; equal exactly when that is equal.
    /// </summary>
    private int Residual(int table)
    {
        var scope = _network.Tables[table].Scope;
        var rows = _network.Tables[table].Rows;
        _codes.Clear();
        var live = _propagator.Tables.Live(table);
        if (!_hasRowCodes[table])
        {
            return Intern(table, MemoryMarshal.Cast<ulong, long>(live));
        }

        for (var word = 0; word < live.Length; word++)
        {
            for (var bits = live[word]; bits != 0; bits &= bits - 1)
            {
                var row = rows[(word * 64) + BitOperations.TrailingZeroCount(bits)];
                var code = 0L;
                for (var i = 0; i < scope.Length; i++)
                {
                    code = _domains.Size[scope[i]] > 1 ? (code * _network.DomainSize(scope[i])) + row[i] : code;
                }

                _codes.Add(code);
            }
        }

        _codes.Sort();
        return Intern(table, CollectionsMarshal.AsSpan(_codes));
    }

    /// <summary>Whether every row of a table has a number of its own below 2^62.</summary>
    private static bool HasRowCodes(ConstraintNetwork network, Table table) =>
        table.Scope.Sum(variable => Math.Log2(network.DomainSize(variable))) < 62;

    private int Intern(int table, ReadOnlySpan<long> codes)
    {
        var content = new int[(codes.Length * 2) + 1];
        content[0] = table;
        for (var i = 0; i < codes.Length; i++)
        {
            content[(2 * i) + 1] = (int)codes[i];
            content[(2 * i) + 2] = (int)(codes[i] >> 32);
        }

        var key = new ArrayKey(content);
        if (!_residuals.TryGetValue(key, out var residual))
        {
            _residuals[key] = residual = _residuals.Count;
        }

        return residual;
    }
}
