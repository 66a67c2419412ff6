using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Customization.Kernel.Compilation;
using Customization.Kernel.Diagram;
using Customization.Kernel.Model;

namespace Customization.Kernel.Queries;

/// <summary>Changes and price of every literal, kept from answer to answer and renewed only where a choice reached.
/// </summary>
/// <remarks>
/// <para>A weight packs both measures so that integer addition adds both and integer order is lexicographic:
/// <code>bits 63..44 choices that change   bits 43..0 price above the least of its characteristic</code></para>
/// <para>No literal is forbidden in this question, so every part has a total, and (min, +) over finite integers has
/// subtraction. So what is kept downwards is slack: by how much the best configuration through a part exceeds the best
/// of all. Slack is relative: a choice that raises the total of one component leaves the slack of every other as it is.
/// Upwards changed literals reach leaves, bundles' branches, nodes; downwards changed branches reach nodes and bundles.
/// Same result as <see cref="DiagramFold{T,TSemiring}"/> over <see cref="FewestChanges"/>; a test compares them.
/// Source: slack and reduced costs as in linear programming; incremental evaluation of an arithmetic circuit.</para>
/// <para>O(what changed, literals), at most O(E + literals) for E diagram edges. Owned by one
/// <see cref="Configurator"/>.</para>
/// </remarks>
internal sealed class ChangesAndPricePass
{
    private const int PriceBits = 44;
    private const long PriceMask = (1L << PriceBits) - 1;

    private readonly ProductModel _model;
    private readonly DecisionDiagram _diagram;
    private readonly Occurrences _occurrences;
    private readonly int[] _offsets;
    private readonly ExcessPrices _prices;
    private readonly int[] _choices;
    private readonly int[] _deadLiterals;
    private readonly long[] _excess;
    private readonly long[] _weights;
    private readonly long[] _leaves;
    private readonly long[] _branches;
    private readonly long[] _nodes;
    private readonly long[] _branchSlack;
    private readonly long[] _nodeSlack;
    private readonly long[] _bundleSlack;
    private readonly long[] _slack;
    private readonly NumberSet _nodesToAdd;
    private readonly NumberSet _nodesToSpread;
    private readonly NumberSet _bundlesToRead;
    private readonly NumberSet _bundlesToSpread;
    private readonly Stack<int> _way = new();
    private bool _wasAsked;

    public ChangesAndPricePass(CompiledModel compiled)
    {
        var model = compiled.Model;
        (_model, _diagram, _occurrences) = (model, compiled.Diagram, compiled.Occurrences);
        (_weights, _slack) = (new long[model.LiteralCount], new long[model.LiteralCount]);
        _choices = new int[model.Characteristics.Length];
        (_leaves, _bundleSlack) = (new long[_diagram.LeafCount], new long[_diagram.BundleCount]);
        (_branches, _branchSlack) = (new long[_diagram.BranchCount], new long[_diagram.BranchCount]);
        (_nodes, _nodeSlack) = (new long[_diagram.NodeCount], new long[_diagram.NodeCount]);
        (_nodesToAdd, _nodesToSpread) = (new NumberSet(_nodes.Length), new NumberSet(_nodes.Length));
        (_bundlesToRead, _bundlesToSpread) = (new NumberSet(_bundleSlack.Length), new NumberSet(_bundleSlack.Length));
        _offsets = [0, .. Enumerable.Range(0, _choices.Length)
            .Select(i => model.Offset(new CharacteristicIndex(i)) + model.Characteristics[i].Values.Length)];
        _prices = new ExcessPrices(_offsets, PriceBits);
        _excess = _prices.Excess;
        var starts = _occurrences.LeavesOfLiteralStart;
        _deadLiterals = [.. Enumerable.Range(0, model.LiteralCount).Where(l => starts[l] == starts[l + 1])];
        Array.Fill(_choices, -1);
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

        _wasAsked = true;
        SetChoices(selection);
        AddUp();
        SpreadDown();
        ReadBundles();
        SpreadBundles();
        Unpack(changes[.._slack.Length], price[.._slack.Length]);
        return true;
    }

    /// <summary>Whether a selection has a completion, by the prices of the last answer; null where none was given yet.
    /// What it works out, the next answer for the selection need not. O(what changed).</summary>
    public bool? IsPossible(Selection selection)
    {
        if (!_wasAsked || !_prices.Fit || selection.Count >= 1 << (61 - PriceBits))
        {
            return null;
        }

        SetChoices(selection);
        AddUp();
        return _nodes[^1] >> PriceBits == 0;
    }

    /// <summary>The cheapest completion of the last answer's selection, the same as that of
    /// <see cref="Configurator.Cheapest"/>; null where there is none. O(nodes on the way x branches).</summary>
    public Completion? Cheapest()
    {
        var total = _nodes[^1];
        if (total >> PriceBits != 0)
        {
            return null;
        }

        var values = new int[_choices.Length];
        _way.Clear();
        _way.Push(_nodes.Length - 1);
        while (_way.TryPop(out var node))
        {
            var branch = _diagram.BranchStart[node];
            while (_branches[branch] != _nodes[node])
            {
                branch++;
            }

            for (var i = _diagram.BundleRefStart[branch]; i < _diagram.BundleRefStart[branch + 1]; i++)
            {
                TakeLeaves(_diagram.BundleRefs[i], values);
            }

            for (var i = _diagram.ChildRefStart[branch]; i < _diagram.ChildRefStart[branch + 1]; i++)
            {
                _way.Push(_diagram.ChildRefs[i]);
            }
        }

        return new Completion(ImmutableCollectionsMarshal.AsImmutableArray(values), total + _prices.Base);
    }

    private void TakeLeaves(int bundle, int[] values)
    {
        for (var leaf = _diagram.BundleStart[bundle]; leaf < _diagram.BundleStart[bundle + 1]; leaf++)
        {
            var at = _diagram.LeafStart[leaf];
            while (_weights[_diagram.LeafLiterals[at]] != _leaves[leaf])
            {
                at++;
            }

            var literal = _diagram.LeafLiterals[at];
            values[_model.CharacteristicOf(literal).Value] = _model.ValueOf(literal);
        }
    }

    private ReadOnlySpan<int> BranchesOf(int bundle)
    {
        var starts = _occurrences.BranchesOfBundleStart;
        return _occurrences.BranchesOfBundle.AsSpan(starts[bundle], starts[bundle + 1] - starts[bundle]);
    }

    private ReadOnlySpan<int> ParentsOf(int node)
    {
        var starts = _occurrences.ParentsOfNodeStart;
        return _occurrences.ParentsOfNode.AsSpan(starts[node], starts[node + 1] - starts[node]);
    }

    private int Size(int characteristic) => _offsets[characteristic + 1] - _offsets[characteristic];

    private bool TrySetPrices(ReadOnlySpan<long> prices)
    {
        if (_prices.TryReplace(prices))
        {
            for (var i = 0; _prices.Fit && i < _choices.Length; i++)
            {
                Weigh(i, _choices[i]);
            }

            _bundlesToSpread.AddAll();
        }

        return _prices.Fit;
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
            var weight = change + _excess[offset + value];
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
            var bundle = _occurrences.BundleOfLeaf[leaf];
            _bundlesToSpread.Add(bundle);
            Raise(BranchesOf(bundle), difference);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Raise(ReadOnlySpan<int> branches, long difference)
    {
        foreach (var branch in branches)
        {
            _branches[branch] += difference;
            _nodesToAdd.Add(_occurrences.NodeOfBranch[branch]);
        }
    }

    /// <summary>Totals of the nodes above what changed; children before parents.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddUp()
    {
        while (_nodesToAdd.TryTakeLowest(out var node))
        {
            _nodesToSpread.Add(node);
            var best = long.MaxValue;
            for (var branch = _diagram.BranchStart[node]; branch < _diagram.BranchStart[node + 1]; branch++)
            {
                best = Math.Min(best, _branches[branch]);
            }

            var difference = best - _nodes[node];
            if (difference != 0)
            {
                _nodes[node] = best;
                Raise(ParentsOf(node), difference);
            }
        }
    }

    /// <summary>Slack of the branches below what changed; parents before children.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SpreadDown()
    {
        while (_nodesToSpread.TryTakeHighest(out var node))
        {
            _nodeSlack[node] = node == _nodes.Length - 1 ? 0 : LeastSlack(ParentsOf(node));
            for (var branch = _diagram.BranchStart[node]; branch < _diagram.BranchStart[node + 1]; branch++)
            {
                var slack = _nodeSlack[node] + _branches[branch] - _nodes[node];
                if (slack == _branchSlack[branch])
                {
                    continue;
                }

                _branchSlack[branch] = slack;
                for (var i = _diagram.ChildRefStart[branch]; i < _diagram.ChildRefStart[branch + 1]; i++)
                {
                    _nodesToSpread.Add(_diagram.ChildRefs[i]);
                }

                for (var i = _diagram.BundleRefStart[branch]; i < _diagram.BundleRefStart[branch + 1]; i++)
                {
                    _bundlesToRead.Add(_diagram.BundleRefs[i]);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long LeastSlack(ReadOnlySpan<int> branches)
    {
        var least = long.MaxValue;
        foreach (var branch in branches)
        {
            least = Math.Min(least, _branchSlack[branch]);
        }

        return least;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadBundles()
    {
        while (_bundlesToRead.TryTakeLowest(out var bundle))
        {
            var slack = LeastSlack(BranchesOf(bundle));
            if (slack != _bundleSlack[bundle])
            {
                _bundleSlack[bundle] = slack;
                _bundlesToSpread.Add(bundle);
            }
        }
    }

    /// <summary>Slack of the literals; it holds what the literal changes elsewhere, not its own change.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SpreadBundles()
    {
        while (_bundlesToSpread.TryTakeLowest(out var bundle))
        {
            for (var leaf = _diagram.BundleStart[bundle]; leaf < _diagram.BundleStart[bundle + 1]; leaf++)
            {
                var outside = _bundleSlack[bundle] - _leaves[leaf];
                for (var i = _diagram.LeafStart[leaf]; i < _diagram.LeafStart[leaf + 1]; i++)
                {
                    var literal = _diagram.LeafLiterals[i];
                    var leaves = _occurrences.LeavesOfLiteralStart;
                    var isOnly = leaves[literal + 1] - leaves[literal] == 1;
                    _slack[literal] = (isOnly ? outside : LeastOutside(literal)) + _excess[literal];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long LeastOutside(int literal)
    {
        var starts = _occurrences.LeavesOfLiteralStart;
        var least = long.MaxValue;
        for (var i = starts[literal]; i < starts[literal + 1]; i++)
        {
            var leaf = _occurrences.LeavesOfLiteral[i];
            least = Math.Min(least, _bundleSlack[_occurrences.BundleOfLeaf[leaf]] - _leaves[leaf]);
        }

        return least;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Unpack(Span<int> changes, Span<long> price)
    {
        var (total, literal) = (_nodes[^1], 0);
        for (; literal + Vector256<int>.Count <= _slack.Length; literal += Vector256<int>.Count)
        {
            var low = Vector256.Create(_slack.AsSpan(literal)) + Vector256.Create(total);
            var high = Vector256.Create(_slack.AsSpan(literal + Vector256<long>.Count)) + Vector256.Create(total);
            Vector256.Narrow(low >>> PriceBits, high >>> PriceBits).CopyTo(changes[literal..]);
            var (mask, basePrice) = (Vector256.Create(PriceMask), Vector256.Create(_prices.Base));
            ((low & mask) + basePrice).CopyTo(price[literal..]);
            ((high & mask) + basePrice).CopyTo(price[(literal + Vector256<long>.Count)..]);
        }

        for (; literal < _slack.Length; literal++)
        {
            var best = _slack[literal] + total;
            (changes[literal], price[literal]) = ((int)(best >>> PriceBits), (best & PriceMask) + _prices.Base);
        }

        foreach (var dead in _deadLiterals)
        {
            (changes[dead], price[dead]) = (Configurator.Never, Configurator.Impossible);
        }
    }
}
