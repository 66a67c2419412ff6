using System.Collections.Immutable;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Kernel.Satisfiability;

/// <summary>Finds minimal sets of choices and rules that exclude a value.</summary>
/// <remarks>One refutation by the solver of the whole model names a few choices and rules. Choices are left out in turn
/// under all rules; then the few rules, in a solver that knows only these. Worst case exponential, as satisfiability
/// is; in practice propagation decides. Owned by the owner of the solver.</remarks>
internal sealed class ExplanationSearch(ModelSolver whole)
{
    /// <summary>Why a value is excluded; empty where it is possible.</summary>
    public Explanation Find(Selection selection, CharacteristicIndex characteristic, int value)
    {
        var model = whole.Model;
        var wanted = whole.Literals[model.Literal(characteristic, value)];
        var choices = selection.Choices.Where(choice => choice.Characteristic != characteristic)
            .Select(choice => (Choice: choice, Literal: LiteralOf(choice.Characteristic, choice.Value))).ToList();
        if (!TryRefute([.. choices.Select(choice => choice.Literal), wanted], out var core, out var rules))
        {
            return new Explanation([], []);
        }

        choices.RemoveAll(choice => !core.Contains(choice.Literal));
        for (var i = choices.Count - 1; i >= 0; i--)
        {
            var left = choices[i];
            choices.RemoveAt(i);
            if (TryRefute([.. choices.Select(choice => choice.Literal), wanted], out core, out var fewer))
            {
                rules = fewer;
                choices.RemoveAll(choice => !core.Contains(choice.Literal));
                i = Math.Min(i, choices.Count);
            }
            else
            {
                choices.Insert(i, left);
            }
        }

        return new Explanation(
            [.. choices.Select(choice => choice.Choice)],
            MinimalRules([.. choices.Select(choice => choice.Choice), (characteristic, value)], rules));
    }

    private int LiteralOf(CharacteristicIndex characteristic, int value) =>
        whole.Literals[whole.Model.Literal(characteristic, value)];

    private bool TryRefute(int[] assumptions, out HashSet<int> core, out int[] rules)
    {
        var isRefuted = whole.Solver.Solve(assumptions) == Verdict.Refuted;
        core = isRefuted ? [.. whole.Solver.Core] : [];
        rules = isRefuted ? [.. whole.Solver.CoreRules] : [];
        return isRefuted;
    }

    /// <summary>Of rules that together refute some choices, those without which they do not; in the author's order.
    /// </summary>
    private ImmutableArray<Rule> MinimalRules(
        ImmutableArray<(CharacteristicIndex Characteristic, int Value)> choices, int[] rules)
    {
        var solver = new Solver();
        var encoder = new NetworkEncoder(whole.Network, solver);
        int[] chosen = [.. choices.Select(choice =>
            encoder.LiteralOf(whole.Model.Literal(choice.Characteristic, choice.Value)))];
        var needed = new List<(int Rule, int Guard)>();
        foreach (var rule in rules.Order())
        {
            var guard = 2 * solver.AddVariable();
            needed.Add((rule, guard));
            foreach (var constraint in whole.ConstraintsOf(rule))
            {
                encoder.Add(constraint, guard);
            }
        }

        for (var i = needed.Count - 1; i >= 0; i--)
        {
            var left = needed[i];
            needed.RemoveAt(i);
            if (solver.Solve([.. chosen, .. needed.Select(rule => rule.Guard)]) == Verdict.Refuted)
            {
                needed.RemoveAll(rule => !solver.Core.Contains(rule.Guard));
                i = Math.Min(i, needed.Count);
            }
            else
            {
                needed.Insert(i, left);
            }
        }

        return [.. needed.Select(rule => whole.Model.Rules[rule.Rule])];
    }
}
