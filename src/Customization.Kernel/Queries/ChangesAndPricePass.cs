using System.Runtime.CompilerServices;
using Customization.Kernel.Compilation;
using Customization.Kernel.Diagram;
using Customization.Kernel.Model;

namespace Customization.Kernel.Queries;

/// <summary>Changes and price of every literal in one pass up and one down, on one integer per part.</summary>
/// <remarks>
/// <para>A weight packs both measures so that integer addition adds both and integer order is lexicographic:
/// <code>bits 63..44 choices that change   bits 43..0 price above the least of its characteristic</code></para>
/// <para>No literal is forbidden in this question, so every part has a value, and what is outside a part is the least
/// of what its branches stand in, minus the part: (min, +) over finite integers has subtraction, unlike semirings in
/// general. Upwards only what changed since the last call is added again. Same result as
/// <see cref="DiagramFold{T,TSemiring}"/> over <see cref="FewestChanges"/>, several times faster; a test compares them.
/// Owned by one <see cref="Configurator"/>.</para>
/// </remarks>
internal sealed class ChangesAndPricePass
{
    private const int PriceBits = 44;
    private const long PriceMask = (1L << PriceBits) - 1;
    private const long Unreached = long.MaxValue / 4;

    private readonly DecisionDiagram _diagram;
    private readonly Occurrences _occurrences;
    private readonly int[] _offsets;
    private readonly long[] _prices;
    private readonly int[] _choices;
    private readonly long[] _leastPrices;
    private readonly long[] _weights;
    private readonly long[] _leaves;
    private readonly long[] _leafTotals;
    private readonly long[] _branches;
    private readonly long[] _nodes;
    private readonly long[] _leafWholes;
    private readonly long[] _nodeWholes;
    private readonly long[] _perLiteral;
    private long _basePrice;
    private bool _arePricesPacked;

    public ChangesAndPricePass(CompiledModel compiled)
    {
        var model = compiled.Model;
        (_diagram, _occurrences) = (compiled.Diagram, compiled.Occurrences);
        (_prices, _weights) = (new long[model.LiteralCount], new long[model.LiteralCount]);
        (_choices, _leastPrices) = (new int[model.Characteristics.Length], new long[model.Characteristics.Length]);
        (_leaves, _leafWholes) = (new long[_diagram.LeafCount], new long[_diagram.LeafCount]);
        (_leafTotals, _branches) = (new long[_diagram.BranchCount], new long[_diagram.BranchCount]);
        (_nodes, _nodeWholes) = (new long[_diagram.NodeCount], new long[_diagram.NodeCount]);
        _perLiteral = new long[model.LiteralCount];
        _offsets = [0, .. Enumerable.Range(0, _choices.Length)
            .Select(i => model.Offset(new CharacteristicIndex(i)) + model.Characteristics[i].Values.Length)];
        Array.Fill(_choices, -1);
        _arePricesPacked = true;
    }

    /// <summary>Answers as <see cref="Configurator.Answer"/>; false where prices are too far apart to be packed.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryAnswer(Selection selection, ReadOnlySpan<long> prices, Span<int> changes, Span<long> price)
    {
        if (!_diagram.IsSatisfiable || !TrySetPrices(prices) || selection.Count >= 1 << (61 - PriceBits))
        {
            return false;
        }

        SetChoices(selection);
        Up();
        Down();
        var literal = 0;
        for (var i = 0; i < _choices.Length; i++)
        {
            var choice = _choices[i];
            var end = literal + Size(i);
            for (var value = 0; literal < end; value++, literal++)
            {
                var best = _perLiteral[literal];
                var isNever = best >= Unreached;
                var own = choice >= 0 && choice != value ? 1 : 0;
                changes[literal] = isNever ? Configurator.Never : (int)(best >> PriceBits) - own;
                price[literal] = isNever ? Configurator.Impossible : (best & PriceMask) + _basePrice;
            }
        }

        return true;
    }

    private int Size(int characteristic) => _offsets[characteristic + 1] - _offsets[characteristic];

    /// <summary>Takes over prices where they differ from the last call's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TrySetPrices(ReadOnlySpan<long> prices)
    {
        if (prices.SequenceEqual(_prices))
        {
            return _arePricesPacked;
        }

        prices.CopyTo(_prices);
        (_basePrice, var spread, var offset) = (0L, 0L, 0);
        for (var i = 0; i < _choices.Length; i++)
        {
            var (least, most) = (prices[offset], prices[offset]);
            for (var value = 0; value < Size(i); value++)
            {
                least = Math.Min(least, prices[offset + value]);
                most = Math.Max(most, prices[offset + value]);
            }

            _leastPrices[i] = least;
            _basePrice += least;
            spread = Math.Max(spread, spread + most - least);
            offset += Size(i);
        }

        _arePricesPacked = spread < 1L << (PriceBits - 1);
        for (var i = 0; _arePricesPacked && i < _choices.Length; i++)
        {
            Weigh(i, _choices[i]);
        }

        return _arePricesPacked;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SetChoices(Selection selection)
    {
        for (var i = 0; i < _choices.Length; i++)
        {
            var choice = selection[new CharacteristicIndex(i)];
            if (choice != _choices[i])
            {
                _choices[i] = choice;
                Weigh(i, choice);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Weigh(int characteristic, int choice)
    {
        var offset = _offsets[characteristic];
        for (var value = 0; value < Size(characteristic); value++)
        {
            var change = choice >= 0 && choice != value ? 1L << PriceBits : 0;
            var weight = change + _prices[offset + value] - _leastPrices[characteristic];
            if (weight != _weights[offset + value])
            {
                _weights[offset + value] = weight;
                Reweigh(offset + value);
            }
        }
    }

    /// <summary>Carries a literal's new weight to the branches that it stands in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Reweigh(int literal)
    {
        var leafStarts = _occurrences.LeavesOfLiteralStart;
        for (var i = leafStarts[literal]; i < leafStarts[literal + 1]; i++)
        {
            var leaf = _occurrences.LeavesOfLiteral[i];
            var best = long.MaxValue;
            for (var at = _diagram.LeafStart[leaf]; at < _diagram.LeafStart[leaf + 1]; at++)
            {
                best = Math.Min(best, _weights[_diagram.LeafLiterals[at]]);
            }

            var difference = best - _leaves[leaf];
            if (difference == 0)
            {
                continue;
            }

            _leaves[leaf] = best;
            for (var at = _occurrences.BranchesOfLeafStart[leaf]; at < _occurrences.BranchesOfLeafStart[leaf + 1]; at++)
            {
                _leafTotals[_occurrences.BranchesOfLeaf[at]] += difference;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Up()
    {
        var branch = 0;
        for (var node = 0; node < _nodes.Length; node++)
        {
            var best = Unreached;
            for (; branch < _diagram.BranchStart[node + 1]; branch++)
            {
                var total = _leafTotals[branch];
                foreach (var child in ChildrenOf(branch))
                {
                    total += _nodes[child];
                }

                _branches[branch] = total;
                best = Math.Min(best, total);
            }

            _nodes[node] = best;
        }
    }

    /// <summary>For every part the least total of a configuration that goes through a branch that has it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Down()
    {
        Array.Fill(_leafWholes, Unreached);
        Array.Fill(_nodeWholes, Unreached);
        Array.Fill(_perLiteral, Unreached);
        _nodeWholes[^1] = _nodes[^1];
        var leafWholes = _leafWholes;
        for (var node = _nodes.Length - 1; node >= 0; node--)
        {
            var outside = _nodeWholes[node] - _nodes[node];
            for (var branch = _diagram.BranchStart[node]; branch < _diagram.BranchStart[node + 1]; branch++)
            {
                var whole = outside + _branches[branch];
                foreach (var leaf in LeavesOf(branch))
                {
                    leafWholes[leaf] = Math.Min(leafWholes[leaf], whole);
                }

                foreach (var child in ChildrenOf(branch))
                {
                    _nodeWholes[child] = Math.Min(_nodeWholes[child], whole);
                }
            }
        }

        for (var leaf = 0; leaf < leafWholes.Length; leaf++)
        {
            var outside = leafWholes[leaf] - _leaves[leaf];
            for (var i = _diagram.LeafStart[leaf]; i < _diagram.LeafStart[leaf + 1]; i++)
            {
                var literal = _diagram.LeafLiterals[i];
                _perLiteral[literal] = Math.Min(_perLiteral[literal], outside + _weights[literal]);
            }
        }
    }

    private ReadOnlySpan<int> LeavesOf(int branch) =>
        _diagram.LeafRefs.AsSpan(
            _diagram.LeafRefStart[branch], _diagram.LeafRefStart[branch + 1] - _diagram.LeafRefStart[branch]);

    private ReadOnlySpan<int> ChildrenOf(int branch) =>
        _diagram.ChildRefs.AsSpan(
            _diagram.ChildRefStart[branch], _diagram.ChildRefStart[branch + 1] - _diagram.ChildRefStart[branch]);
}
