using System.Numerics;
using System.Runtime.CompilerServices;
using Customization.Kernel.Compilation;
using Customization.Kernel.Diagram;
using Customization.Kernel.Model;

namespace Customization.Kernel.Queries;

/// <summary>Follows one selection choice by choice and knows after each, exactly, which values are still possible.
/// </summary>
/// <remarks>
/// <para>Counts what supports what: live branches per node, live branches that reach a node or use a bundle, used
/// leaves per literal. A choice forbids the other values of its characteristic; branches that needed them die, and
/// what only they supported goes with them. Each part of the diagram is taken away at most once, so all choices of a
/// configuration together cost O(E) for E diagram edges, whatever their order, and one choice costs only what it
/// changes. No allocation after construction.</para>
/// <para>Source: justification counts as in arc consistency AC-4 (Mohr, Henderson 1986), applied to a decomposable
/// diagram, where they are exact. Owned by one thread.</para>
/// </remarks>
public sealed class SelectionTracker
{
    private readonly ProductModel _model;
    private readonly DecisionDiagram _diagram;
    private readonly Occurrences _occurrences;
    private readonly TrackerState _initial;
    private readonly TrackerState _state;
    private readonly int[] _killed;
    private readonly int[] _unreached;
    private int _killedCount;
    private int _unreachedCount;

    /// <summary>A tracker at the empty selection. O(E) time and memory.</summary>
    public SelectionTracker(CompiledModel compiled)
    {
        _model = compiled.Model;
        _diagram = compiled.Diagram;
        _occurrences = compiled.Occurrences;
        _initial = compiled.TrackerStart;
        _state = _initial.Copy(_diagram);
        _killed = new int[_diagram.NodeCount];
        _unreached = new int[_diagram.BranchCount];
    }

    /// <summary>The values that occur in a completion of the choices so far; bit l % 64 of word l / 64 is literal l.
    /// Valid until the next call.</summary>
    public ReadOnlySpan<ulong> PossibleWords => _state.Possible;

    /// <summary>Whether a literal occurs in a completion of the choices so far. O(1).</summary>
    public bool IsPossible(int literal) => (_state.Possible[literal >> 6] >> (literal & 63) & 1) != 0;

    /// <summary>How many values of a characteristic occur in a completion. O(values / 64).</summary>
    public int CountPossible(CharacteristicIndex characteristic)
    {
        var (first, end) = Range(characteristic);
        var count = 0;
        for (var literal = first; literal < end; literal = (literal | 63) + 1)
        {
            var word = _state.Possible[literal >> 6] >> (literal & 63);
            var bits = Math.Min(end - literal, 64 - (literal & 63));
            count += BitOperations.PopCount(bits == 64 ? word : word & ((1UL << bits) - 1));
        }

        return count;
    }

    /// <summary>Takes all choices back. O(nodes + branches + leaves + literals), a copy.</summary>
    public void Reset() => _initial.CopyTo(_state);

    /// <summary>Makes one choice more; false, with nothing changed, where the value is not possible.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Choose(CharacteristicIndex characteristic, int value)
    {
        var (first, end) = Range(characteristic);
        if (!IsPossible(first + value))
        {
            return false;
        }

        for (var literal = first; literal < end; literal++)
        {
            if (literal != first + value && IsPossible(literal))
            {
                Forbid(literal);
            }
        }

        return true;
    }

    private (int First, int End) Range(CharacteristicIndex characteristic)
    {
        var first = _model.Offset(characteristic);
        return (first, first + _model.Characteristics[characteristic.Value].Values.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Forbid(int literal)
    {
        _state.Possible[literal >> 6] &= ~(1UL << (literal & 63));
        var starts = _occurrences.LeavesOfLiteralStart;
        for (var i = starts[literal]; i < starts[literal + 1]; i++)
        {
            var leaf = _occurrences.LeavesOfLiteral[i];
            if (--_state.LiteralsOfLeaf[leaf] == 0)
            {
                KillUsersOf(_occurrences.BundleOfLeaf[leaf]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void KillUsersOf(int bundle)
    {
        if (_state.UsersOfBundle[bundle] == 0)
        {
            return;
        }

        var starts = _occurrences.BranchesOfBundleStart;
        for (var i = starts[bundle]; i < starts[bundle + 1]; i++)
        {
            Kill(_occurrences.BranchesOfBundle[i]);
        }

        while (_killedCount > 0)
        {
            KillParentsOf(_killed[--_killedCount]);
        }
    }

    /// <summary>A branch that has no configuration any more; its node may follow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Kill(int branch)
    {
        var node = _occurrences.NodeOfBranch[branch];
        if (_state.IsDead[branch] || _state.ParentsOfNode[node] == 0)
        {
            return;
        }

        _state.IsDead[branch] = true;
        Unreach(branch);
        if (--_state.BranchesOfNode[node] == 0)
        {
            _killed[_killedCount++] = node;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void KillParentsOf(int node)
    {
        var starts = _occurrences.ParentsOfNodeStart;
        for (var i = starts[node]; i < starts[node + 1]; i++)
        {
            Kill(_occurrences.ParentsOfNode[i]);
        }
    }

    /// <summary>Withdraws what a branch supports, and what only that supported.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Unreach(int branch)
    {
        _unreached[_unreachedCount++] = branch;
        while (_unreachedCount > 0)
        {
            var current = _unreached[--_unreachedCount];
            ReleaseBundles(current);
            for (var i = _diagram.ChildRefStart[current]; i < _diagram.ChildRefStart[current + 1]; i++)
            {
                var child = _diagram.ChildRefs[i];
                if (--_state.ParentsOfNode[child] > 0)
                {
                    continue;
                }

                for (var below = _diagram.BranchStart[child]; below < _diagram.BranchStart[child + 1]; below++)
                {
                    if (!_state.IsDead[below])
                    {
                        _unreached[_unreachedCount++] = below;
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReleaseBundles(int branch)
    {
        var refs = _diagram.BundleRefs;
        var users = _state.UsersOfBundle;
        for (var i = _diagram.BundleRefStart[branch]; i < _diagram.BundleRefStart[branch + 1]; i++)
        {
            var bundle = refs[i];
            if (--users[bundle] == 0)
            {
                ReleaseLeaves(bundle);
            }
        }
    }

    /// <summary>The leaves of a bundle, and so their literals, lie next to each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReleaseLeaves(int bundle)
    {
        var literals = _diagram.LeafLiterals;
        var end = _diagram.LeafStart[_diagram.BundleStart[bundle + 1]];
        for (var i = _diagram.LeafStart[_diagram.BundleStart[bundle]]; i < end; i++)
        {
            var literal = literals[i];
            if (--_state.LeavesOfLiteral[literal] == 0)
            {
                _state.Possible[literal >> 6] &= ~(1UL << (literal & 63));
            }
        }
    }
}
