using System.Collections.Immutable;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Entities;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>What events do to a session. Total: a change that no longer fits the selection is left out.</summary>
internal static class SessionEvolution
{
    public static SessionState Evolve(SessionState state, Event happened)
    {
        if (happened is SessionEvent.StepTaken { Step: var step })
        {
            // Every click decides and stores one: a single copy of the state.
            return Forward(state, step, Bounded(state.Undo.Add(step)), []);
        }

        var after = happened switch
        {
            SessionEvent.SessionOpened opened => SessionState.Unopened(state.Id) with
            {
                Owner = opened.Owner,
                Product = opened.Product,
                ProductVersion = opened.ProductVersion,
                Terms = opened.Terms,
                Selection = opened.Selection,
                Parameters = opened.Parameters,
            },
            SessionEvent.StepUndone when state.Undo.Length > 0 => Undo(state),
            SessionEvent.StepRedone when state.Redo.Length > 0 => Redo(state),
            SessionEvent.PreferencesKnown known => state with { Preferences = known.Preferences },
            SessionEvent.AppliedReverted reverted => state with
            {
                Preferences = state.Preferences.RemoveAll(each =>
                    reverted.Characteristics.Contains(each.Offer.Characteristic)),
            },
            SessionEvent.TermsChanged changed => state with { Terms = changed.Terms },
            SessionEvent.SessionMigrated migrated => state with
            {
                ProductVersion = migrated.ProductVersion,
                Terms = migrated.Terms,
                Selection = migrated.Selection,
                Parameters = migrated.Parameters,
                Proposals = migrated.Proposals,
                Undo = [],
                Redo = [],
            },
            SessionEvent.QuoteChanged changed => state with { Quote = changed.Quote },
            SessionEvent.SavedChanged changed => state with { Saved = changed.Saved },
            SessionEvent.ParticipantJoined joined => state with
            {
                Participants = state.Participants.SetItem(
                    joined.Participant, new Participant(joined.DisplayName, joined.At)),
            },
            SessionEvent.ParticipantLeft left => state with
            {
                Participants = state.Participants.Remove(left.Participant),
            },
            SessionEvent.ProposalMade made => state with
            {
                Proposals = state.Proposals.Add(made.Proposal),
                ProposalsMade = made.Proposal.Number,
            },
            SessionEvent.ProposalAnswered answered => state with
            {
                Proposals = state.Proposals.RemoveAll(proposal => proposal.Number == answered.Proposal),
            },
            _ => state,
        };
        return after with { Version = state.Version + 1 };
    }

    /// <summary>A selection with changes made, or with <paramref name="back"/> taken back. O(characteristics).
    /// </summary>
    public static Selection Apply(Selection selection, ImmutableArray<ChoiceChange> changes, bool back = false)
    {
        if (changes is [var one])
        {
            return one.Characteristic < selection.Length
                ? selection.With(new CharacteristicIndex(one.Characteristic), back ? one.Before : one.After)
                : selection;
        }

        if (changes.IsEmpty)
        {
            return selection;
        }

        var values = selection.ToArray();

        foreach (var change in changes)
        {
            if (change.Characteristic < values.Length)
            {
                values[change.Characteristic] = back ? change.Before : change.After;
            }
        }

        return Selection.From(values);
    }

    /// <summary>After a step that is taken, or taken again; counted.</summary>
    private static SessionState Forward(
        SessionState state, SessionStep step, ImmutableArray<SessionStep> undo, ImmutableArray<SessionStep> redo) =>
        state with
        {
            Selection = Apply(state.Selection, step.Choices),
            Parameters = Apply(state.Parameters, step.Parameters),
            Undo = undo,
            Redo = redo,
            Version = state.Version + 1,
        };

    private static SessionState Undo(SessionState state)
    {
        var step = state.Undo[^1];
        return state with
        {
            Selection = Apply(state.Selection, step.Choices, back: true),
            Parameters = Apply(state.Parameters, step.Parameters, back: true),
            Undo = state.Undo.RemoveAt(state.Undo.Length - 1),
            Redo = state.Redo.Add(step),
        };
    }

    private static SessionState Redo(SessionState state)
    {
        var step = state.Redo[^1];
        return Forward(state, step, state.Undo.Add(step), state.Redo.RemoveAt(state.Redo.Length - 1));
    }

    private static ImmutableSortedDictionary<string, ParameterValue> Apply(
        ImmutableSortedDictionary<string, ParameterValue> all, ImmutableArray<ParameterChange> changes,
        bool back = false)
    {
        foreach (var change in changes)
        {
            all = Set(all, change.Parameter, back ? change.Before : change.After);
        }

        return all;
    }

    private static ImmutableSortedDictionary<string, ParameterValue> Set(
        ImmutableSortedDictionary<string, ParameterValue> all, string parameter, ParameterValue? value) =>
        value is null ? all.Remove(parameter) : all.SetItem(parameter, value);

    private static ImmutableArray<SessionStep> Bounded(ImmutableArray<SessionStep> steps)
    {
        var kept = 1;
        var changes = steps[^1].Choices.Length;
        while (kept < steps.Length && kept < SessionLimits.UndoStepsMax)
        {
            changes += steps[^(kept + 1)].Choices.Length;
            if (changes > SessionLimits.UndoChangesMax)
            {
                break;
            }

            kept++;
        }

        return kept == steps.Length ? steps : steps.RemoveRange(0, steps.Length - kept);
    }
}
