using System.Runtime.CompilerServices;
using Customization.Kernel.Compilation.Network;
using Customization.Kernel.Compilation.Propagation;
using Customization.Kernel.Diagram;

namespace Customization.Kernel.Compilation.Search;

/// <summary>Why a search stopped before its end.</summary>
internal enum SearchStop
{
    None,
    Nodes,
    Cancelled,
    Depth,
}

/// <summary>Exhaustive AND/OR search: decide a variable, propagate, split into independent components, solve each once.
/// </summary>
/// <remarks>The trace is a decision diagram (Huang and Darwiche 2007, the language of search); component caching as in
/// Sang et al. 2004, over multi-valued variables, tables and sums. Time and space exponential in the width of the
/// network only.</remarks>
internal sealed class ComponentSearch
{
    private readonly Propagator _propagator;
    private readonly Domains _domains;
    private readonly Components _components;
    private readonly SumSearch _sums;
    private readonly ComponentCache _cache = new();
    private readonly KeyBuffer _key = new();
    private readonly DiagramBuilder _builder;
    private readonly int[] _rank;
    private readonly int[] _decisionsOn;
    private readonly Func<SearchStop> _shouldStop;

    public ComponentSearch(Propagator propagator, DiagramBuilder builder, int[] rank, Func<SearchStop> shouldStop)
    {
        _propagator = propagator;
        _domains = propagator.Domains;
        _components = new Components(propagator);
        _builder = builder;
        _rank = rank;
        _shouldStop = shouldStop;
        _sums = new SumSearch(propagator, builder);
        _decisionsOn = new int[propagator.Network.VariableCount];
    }

    public SearchStop Stop { get; private set; }

    /// <summary>Decisions made on each variable: where the work went.</summary>
    public IReadOnlyList<int> DecisionsOn => _decisionsOn;

    /// <summary>The configurations of the given variables under what is already decided; null when there are none or
    /// when the search stopped.</summary>
    public Product? Solve(int[] variables)
    {
        _components.Begin();
        var leaves = new List<int>(variables.Length);
        var open = new List<Component>();
        foreach (var variable in variables)
        {
            if (_domains.Size[variable] == 1)
            {
                leaves.Add(_domains.FirstAlive(variable));
            }
            else if (_components.Find(variable) is { } component)
            {
                if (!component.IsUnconstrained)
                {
                    open.Add(component);
                }
                else
                {
                    leaves.Add(_builder.Leaf(LiveLiterals(variable)));
                }
            }
        }

        var nodes = new List<int>();
        foreach (var component in open)
        {
            if (SolveComponent(component) is not { } product)
            {
                return null;
            }

            leaves.AddRange(product.Leaves);
            nodes.AddRange(product.Nodes);
        }

        leaves.Sort();
        nodes.Sort();
        return new Product([.. leaves], [.. nodes]);
    }

    private Product? SolveComponent(Component component)
    {
        _components.WriteKey(component, _key);
        if (_cache.TryGet(_key.Items, out var known))
        {
            return known;
        }

        Stop = Stop != SearchStop.None ? Stop
            : RuntimeHelpers.TryEnsureSufficientExecutionStack() ? _shouldStop() : SearchStop.Depth;
        if (Stop != SearchStop.None)
        {
            return null;
        }

        var key = _key.Items.ToArray();
        var product = _sums.CanSolve(component) ? _sums.Solve(component) : Decide(component);
        if (Stop == SearchStop.None)
        {
            _cache.Add(key, product);
        }

        return product;
    }

    private Product? Decide(Component component)
    {
        var variable = Choose(component.Variables);
        _decisionsOn[variable]++;
        var branches = new List<Branch>();
        foreach (var literal in LiveLiterals(variable))
        {
            var mark = _propagator.Mark;
            if (_propagator.Assign(literal) && Solve(Without(component.Variables, variable)) is { } rest)
            {
                branches.Add(new Branch([literal], rest));
            }

            _propagator.BacktrackTo(mark);
        }

        return _builder.Decide(branches);
    }

    /// <summary>The variable of lowest rank; of equals the one in most open constraints.</summary>
    private int Choose(int[] variables)
    {
        var (best, bestDegree) = (variables[0], -1);
        foreach (var variable in variables)
        {
            if (_rank[variable] > _rank[best])
            {
                continue;
            }

            var degree = _components.Degree(variable);
            if (_rank[variable] < _rank[best] || degree > bestDegree)
            {
                (best, bestDegree) = (variable, degree);
            }
        }

        return best;
    }

    private int[] LiveLiterals(int variable)
    {
        var live = new int[_domains.Size[variable]];
        var next = 0;
        for (var literal = _domains.Offset(variable); literal < _domains.End(variable); literal++)
        {
            if (_domains.Alive[literal])
            {
                live[next++] = literal;
            }
        }

        return live;
    }

    private static int[] Without(int[] variables, int variable)
    {
        var rest = new int[variables.Length - 1];
        var at = Array.IndexOf(variables, variable);
        Array.Copy(variables, rest, at);
        Array.Copy(variables, at + 1, rest, at, rest.Length - at);
        return rest;
    }
}
