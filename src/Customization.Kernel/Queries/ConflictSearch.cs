using System.Collections.Immutable;
using Customization.Kernel.Compilation.Network;
using Customization.Kernel.Compilation.Propagation;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Queries;

/// <summary>Finds minimal sets of rules that contradict a selection, by propagation and search over subsets.</summary>
/// <remarks>First one refutation, from which only the rules that took part are kept (the trail's reasons, closed
/// backwards); then each of those is left out in turn. Worst case exponential in the characteristics, in practice
/// propagation alone decides. Owned by one <see cref="Configurator"/>.</remarks>
internal sealed class ConflictSearch
{
    private readonly ProductModel _model;
    private readonly ConstraintNetwork _network;
    private readonly int[][] _scopes;

    public ConflictSearch(ProductModel model)
    {
        _model = model;
        var diagnostics = new List<Diagnostic>();
        _network = NetworkBuilder.Build(model, diagnostics)
            ?? throw new InvalidOperationException($"a compiled model has a network: {diagnostics[0]}");
        _scopes = _network.Scopes();
    }

    /// <summary>Rules that together exclude the selection, none of which can be left out; in the author's order.
    /// </summary>
    public ImmutableArray<Rule> MinimalRules(Selection contradicted)
    {
        var needed = Refute(contradicted, Enumerable.Repeat(true, _model.Rules.Length).ToArray());
        Invariant.Check(needed is not null, "the explained value is excluded");
        for (var rule = 0; rule < needed!.Length; rule++)
        {
            if (!needed[rule])
            {
                continue;
            }

            needed[rule] = false;
            if (Refute(contradicted, needed) is { } smaller)
            {
                // Rules before this one were shown to be needed; the smaller refutation may only drop later ones.
                for (var later = rule + 1; later < needed.Length; later++)
                {
                    needed[later] &= smaller[later];
                }
            }
            else
            {
                needed[rule] = true;
            }
        }

        return [.. _model.Rules.Where((_, rule) => needed[rule])];
    }

    /// <summary>The rules of a refutation of the selection under some rules; null where they allow it.</summary>
    private bool[]? Refute(Selection selection, bool[] rules)
    {
        var isOff = new bool[_network.ConstraintCount];
        for (var constraint = 0; constraint < isOff.Length; constraint++)
        {
            isOff[constraint] = !rules[_network.RuleOf(constraint)];
        }

        var propagator = new Propagator(_network, isOff);
        var involved = new bool[_network.ConstraintCount];
        if (!propagator.Start())
        {
            Trace(propagator, propagator.Conflict, involved);
            return Rules(involved);
        }

        foreach (var (characteristic, value) in selection.Choices)
        {
            var literal = _model.Literal(characteristic, value);
            if (!propagator.Domains.Alive[literal] || !propagator.Assign(literal))
            {
                Trace(propagator, propagator.Conflict, involved);
                TraceLiteral(propagator, literal, involved);
                return Rules(involved);
            }
        }

        return HasSolution(propagator, involved) ? null : Rules(involved);
    }

    private bool HasSolution(Propagator propagator, bool[] involved)
    {
        var domains = propagator.Domains;
        var variable = -1;
        for (var candidate = 0; candidate < _network.VariableCount; candidate++)
        {
            if (domains.Size[candidate] > 1 && (variable < 0 || domains.Size[candidate] < domains.Size[variable]))
            {
                variable = candidate;
            }
        }

        if (variable < 0)
        {
            return true;
        }

        for (var literal = domains.Offset(variable); literal < domains.End(variable); literal++)
        {
            if (!domains.Alive[literal])
            {
                TraceLiteral(propagator, literal, involved);
                continue;
            }

            var mark = propagator.Mark;
            var isConsistent = propagator.Assign(literal);
            if (isConsistent && HasSolution(propagator, involved))
            {
                return true;
            }

            if (!isConsistent)
            {
                Trace(propagator, propagator.Conflict, involved);
            }

            propagator.BacktrackTo(mark);
        }

        return false;
    }

    /// <summary>Marks a constraint and, backwards, every constraint that removed a value it looks at.</summary>
    private void Trace(Propagator propagator, int conflict, bool[] involved)
    {
        if (conflict < 0)
        {
            return;
        }

        var pending = new Stack<int>();
        var isSeen = new bool[_network.ConstraintCount];
        pending.Push(conflict);
        while (pending.TryPop(out var constraint))
        {
            if (isSeen[constraint])
            {
                continue;
            }

            isSeen[constraint] = true;
            involved[constraint] = true;
            foreach (var variable in _scopes[constraint])
            {
                var domains = propagator.Domains;
                for (var literal = domains.Offset(variable); literal < domains.End(variable); literal++)
                {
                    if (!domains.Alive[literal] && domains.Reason[literal] >= 0)
                    {
                        pending.Push(domains.Reason[literal]);
                    }
                }
            }
        }
    }

    private void TraceLiteral(Propagator propagator, int literal, bool[] involved)
    {
        if (!propagator.Domains.Alive[literal])
        {
            Trace(propagator, propagator.Domains.Reason[literal], involved);
        }
    }

    private bool[] Rules(bool[] involved)
    {
        var rules = new bool[_model.Rules.Length];
        for (var constraint = 0; constraint < involved.Length; constraint++)
        {
            rules[_network.RuleOf(constraint)] |= involved[constraint];
        }

        return rules;
    }
}
