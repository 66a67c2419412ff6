using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Kernel.Satisfiability;

/// <summary>Finds the fewest choices to change, then the least price.</summary>
/// <remarks>Choices are kept one by one as far as they go together, which bounds the changes from above; conflicts
/// that share no choice bound them from below; a search closes what is between. Owned by the owner of the solver.
/// </remarks>
internal sealed class RepairSearch(ModelSolver whole, LeastCostSearch costs)
{
    /// <summary>Conflicts that closing the bounds may take.</summary>
    private const long ConflictsMax = 50_000;

    /// <summary>Conflicts that lowering the price may take.</summary>
    private const long PriceConflictsMax = 100;

    private readonly Objective _changes = whole.Solver.AddObjective(LeastCostSearch.GroupsOf(whole));

    /// <summary>The best solution near a selection; null where there is none with the choice that stays.</summary>
    /// <param name="kept">The choice that must stay, if any.</param>
    /// <param name="alive">The values that any configuration has.</param>
    /// <param name="isOptimal">Whether neither fewer changes nor, with as few, a lower price are possible for certain.
    /// </param>
    public Completion? Find(
        Selection selection, CharacteristicIndex? kept, ReadOnlySpan<long> prices, LiteralSet alive, out bool isOptimal)
    {
        isOptimal = true;
        var solver = whole.Solver;
        int[] fixedChoices = kept is { } own ? [Literal(own, selection[own])] : [];
        int[] choices = [.. selection.Choices.Where(choice => choice.Characteristic != kept)
            .Select(choice => Literal(choice.Characteristic, choice.Value))];
        if (solver.Solve(fixedChoices) != Verdict.Satisfiable)
        {
            return null;
        }

        var most = KeepAsMany(fixedChoices, choices);
        if (most == 0)
        {
            return Cheapest([.. fixedChoices, .. choices], prices, alive, ref isOptimal);
        }

        var least = DisjointConflicts(fixedChoices, choices);
        _changes.SetWeights((characteristic, value) => IsChange(selection, kept, characteristic, value) ? 1 : 0);
        _changes.SetMax(most);
        var start = solver.Conflicts;
        while (least < most)
        {
            _changes.SetMax(most - 1);
            var verdict = solver.Solve(
                [_changes.Guard, .. fixedChoices], ConflictsMax - (solver.Conflicts - start));
            if (verdict == Verdict.Satisfiable)
            {
                most = (int)_changes.Total();
                continue;
            }

            isOptimal = verdict == Verdict.Refuted;
            break;
        }

        // A refuted bound stays refuted: the price is searched with the bound before it.
        _changes.SetWeights((characteristic, value) => IsChange(selection, kept, characteristic, value) ? 1 : 0);
        _changes.SetMax(most);
        return Cheapest([_changes.Guard, .. fixedChoices], prices, alive, ref isOptimal);
    }

    private static bool IsChange(Selection selection, CharacteristicIndex? kept, int characteristic, int value)
    {
        var index = new CharacteristicIndex(characteristic);
        return index != kept && selection[index] >= 0 && selection[index] != value;
    }

    private Completion? Cheapest(
        int[] assumptions, ReadOnlySpan<long> prices, LiteralSet alive, ref bool isOptimal)
    {
        var cheapest = costs.Find(assumptions, prices, alive, PriceConflictsMax);
        Invariant.Check(cheapest is not null, "what was repaired has a completion");
        isOptimal &= cheapest!.IsOptimal;
        return cheapest;
    }

    private int Literal(CharacteristicIndex characteristic, int value) =>
        whole.Literals[whole.Model.Literal(characteristic, value)];

    /// <summary>Keeps each choice that goes with those kept before it; tells how many do not.</summary>
    private int KeepAsMany(int[] fixedChoices, int[] choices)
    {
        var kept = new List<int>(fixedChoices);
        foreach (var choice in choices)
        {
            kept.Add(choice);
            if (whole.Solver.Solve([.. kept]) != Verdict.Satisfiable)
            {
                kept.RemoveAt(kept.Count - 1);
            }
        }

        return fixedChoices.Length + choices.Length - kept.Count;
    }

    /// <summary>How many conflicts without a common choice there are, at least: each needs a change of its own.
    /// </summary>
    private int DisjointConflicts(int[] fixedChoices, int[] choices)
    {
        var left = new List<int>(choices);
        var conflicts = 0;
        while (whole.Solver.Solve([.. fixedChoices, .. left]) == Verdict.Refuted)
        {
            conflicts++;
            left.RemoveAll(choice => whole.Solver.Core.Contains(choice));
        }

        return conflicts;
    }
}
