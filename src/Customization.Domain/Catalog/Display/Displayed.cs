using System.Collections.Immutable;
using Customization.Domain.Catalog.Definitions;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Catalog.Display;

/// <summary>What pages show under a selection.</summary>
/// <param name="Visible">Per characteristic whether it makes sense: true, false, or null where that is open; empty
/// where all do. A choice of the customer always does.</param>
/// <param name="Hints">Those that hold.</param>
/// <param name="Groups">Those that hold and have members, in order; a characteristic is in the first that names it.
/// </param>
public sealed record Displayed(
    ImmutableArray<bool?> Visible, ImmutableArray<DisplayedHint> Hints, ImmutableArray<DisplayedGroup> Groups)
{
    /// <summary>Everything, in the order of the model.</summary>
    public static readonly Displayed All = new([], [], []);

    /// <summary>Judges the rules by the values that are possible. O(rules x combinations of each).</summary>
    public static Displayed Of(
        DisplayRules rules, Selection selection, LiteralSet possible, string language)
    {
        var visible = ImmutableArray.CreateBuilder<bool?>();
        if (!rules.Visible.IsEmpty)
        {
            visible.AddRange(Enumerable.Repeat<bool?>(true, selection.Length));
            foreach (var rule in rules.Visible.Where(rule => selection[rule.Characteristic] < 0))
            {
                visible[rule.Characteristic.Value] = PossibleEvaluation.Holds(rule.When, possible);
            }
        }

        return new Displayed(
            visible.ToImmutable(),
            [
                .. rules.Hints.Where(hint => PossibleEvaluation.Holds(hint.When, possible) == true)
                    .Select(hint => new DisplayedHint(
                        hint.Name, hint.Level, hint.At?.Value ?? -1, hint.Message.In(language))),
            ],
            GroupsOf(rules, possible, language));
    }

    private static ImmutableArray<DisplayedGroup> GroupsOf(DisplayRules rules, LiteralSet possible, string language)
    {
        var groups = ImmutableArray.CreateBuilder<DisplayedGroup>();
        var taken = new HashSet<CharacteristicIndex>();
        foreach (var group in rules.Groups)
        {
            if (PossibleEvaluation.Holds(group.When, possible) == true)
            {
                ImmutableArray<int> members = [.. group.Members.Where(taken.Add).Select(member => member.Value)];
                if (!members.IsEmpty)
                {
                    groups.Add(new DisplayedGroup(group.Name, group.Title.In(language, group.Name), members));
                }
            }
        }

        return groups.ToImmutable();
    }
}

/// <summary>A hint that holds.</summary>
/// <param name="At">Position of the characteristic that it is shown beside, -1 for the whole page.</param>
public sealed record DisplayedHint(string Name, HintLevel Level, int At, string Message);

/// <summary>Questions that belong together now.</summary>
/// <param name="Members">Positions of the characteristics.</param>
public sealed record DisplayedGroup(string Name, string Title, ImmutableArray<int> Members);
