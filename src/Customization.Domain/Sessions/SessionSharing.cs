using System.Collections.Immutable;
using Customization.Domain.Entities;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>Several people in one session: taking part, proposing, answering proposals.</summary>
internal static class SessionSharing
{
    public static Decision Join(SessionScene scene, SessionCommand.Join join)
    {
        if (!IsText(join.Participant) || !IsText(join.DisplayName))
        {
            return Decision.Answer(
                new SessionRejection.SessionTextInvalid("participant", "is empty, too long or malformed"));
        }

        var state = scene.State;
        var known = state.Participants.GetValueOrDefault(join.Participant);
        if (string.Equals(join.Participant, state.Owner, StringComparison.Ordinal)
            || string.Equals(known?.DisplayName, join.DisplayName, StringComparison.Ordinal))
        {
            return SessionSteps.Happened(scene, []);
        }

        return known is null && state.Participants.Count >= SessionLimits.ParticipantsMax
            ? Decision.Answer(new SessionRejection.SessionFull("participants", SessionLimits.ParticipantsMax))
            : SessionSteps.Happened(scene, [], new SessionEvent.ParticipantJoined(
                join.Participant, join.DisplayName, known?.Since ?? scene.Context.Now));
    }

    public static Decision Leave(SessionScene scene, SessionCommand.Leave leave) =>
        scene.State.Participants.ContainsKey(leave.Participant)
            ? Decision.Of(Done.Instance, new SessionEvent.ParticipantLeft(leave.Participant))
            : Decision.Answer(Done.Instance);

    public static Decision Propose(SessionScene scene, SessionCommand.Propose propose)
    {
        if (Refusal(scene, propose) is { } refusal)
        {
            return Decision.Answer(refusal);
        }

        var choices = ImmutableArray.CreateBuilder<ChoiceChange>(propose.Choices.Length);
        foreach (var choice in propose.Choices)
        {
            var (characteristic, value, unknown) = scene.Find(choice.Characteristic, choice.Value);
            if (unknown is not null)
            {
                return Decision.Answer(unknown);
            }

            if (choices.Any(other => other.Characteristic == characteristic.Value))
            {
                return Decision.Answer(
                    new SessionRejection.SessionTextInvalid("choices", $"names '{choice.Characteristic}' twice"));
            }

            choices.Add(new ChoiceChange(characteristic.Value, scene.Selection[characteristic], value));
        }

        return SessionSteps.Happened(scene, [], new SessionEvent.ProposalMade(new Proposal(
            scene.State.ProposalsMade + 1, propose.Actor ?? scene.State.Owner, choices.ToImmutable(), propose.Note,
            scene.Context.Now)));
    }

    public static Decision Accept(SessionScene scene, SessionCommand.AcceptProposal accept)
    {
        var proposal = scene.State.Proposals.FirstOrDefault(each => each.Number == accept.Proposal);
        if (proposal is null)
        {
            return Decision.Answer(new SessionRejection.UnknownProposal(accept.Proposal));
        }

        var empty = Selection.Empty(scene.Model);
        var alone = SessionEvolution.Apply(empty, proposal.Choices);
        var all = SessionEvolution.Apply(scene.Selection, proposal.Choices);
        if (!IsPossible(scene, alone))
        {
            return Decision.Answer(new SessionRejection.ProposalConflicts(accept.Proposal));
        }

        if (!IsPossible(scene, all))
        {
            if (!accept.WithRepair)
            {
                return Decision.Answer(FirstConflict(scene, proposal));
            }

            all = Repaired(scene, alone);
        }

        return SessionSteps.StepTo(scene, all, new SessionEvent.ProposalAnswered(accept.Proposal, Accepted: true));
    }

    public static Decision Reject(SessionScene scene, SessionCommand.RejectProposal reject) =>
        scene.State.Proposals.Any(each => each.Number == reject.Proposal)
            ? SessionSteps.Happened(scene, [], new SessionEvent.ProposalAnswered(reject.Proposal, Accepted: false))
            : Decision.Answer(new SessionRejection.UnknownProposal(reject.Proposal));

    private static SessionRejection? Refusal(SessionScene scene, SessionCommand.Propose propose)
    {
        if (propose.Choices.IsDefaultOrEmpty)
        {
            return new SessionRejection.SessionTextInvalid("choices", "is empty");
        }

        if (propose.Note.Length > SessionLimits.NoteLengthMax)
        {
            return new SessionRejection.SessionTextInvalid("note", "is too long");
        }

        return propose.Choices.Length > SessionLimits.ProposedChoicesMax
            ? new SessionRejection.SessionFull("proposed choices", SessionLimits.ProposedChoicesMax)
            : scene.State.Proposals.Length >= SessionLimits.ProposalsMax
                ? new SessionRejection.SessionFull("proposals", SessionLimits.ProposalsMax)
            : null;
    }

    /// <summary>The first proposed value that does not go with the choices and the values before it.</summary>
    private static SessionRejection FirstConflict(SessionScene scene, Proposal proposal)
    {
        var tried = scene;
        foreach (var choice in proposal.Choices)
        {
            var characteristic = new CharacteristicIndex(choice.Characteristic);
            var next = tried.Selection.With(characteristic, choice.After);
            if (!IsPossible(scene, next))
            {
                return SessionExplanations.Refuse(tried, characteristic, choice.After);
            }

            tried = new SessionScene(
                tried.State with { Selection = next }, tried.Product, tried.Context, tried.Language);
        }

        return new SessionRejection.ProposalConflicts(proposal.Number);
    }

    /// <summary>The proposed choices and as many own ones as go with them: of the own ones in model order each that
    /// still fits is kept.</summary>
    private static Selection Repaired(SessionScene scene, Selection proposed)
    {
        foreach (var (characteristic, value) in scene.Selection.Choices)
        {
            if (proposed[characteristic] < 0 && IsPossible(scene, proposed.With(characteristic, value)))
            {
                proposed = proposed.With(characteristic, value);
            }
        }

        return proposed;
    }

    private static bool IsPossible(SessionScene scene, Selection selection) =>
        scene.Product.Configurators.Use(configurator => configurator.IsPossible(selection));

    private static bool IsText(string text) =>
        text.Length is > 0 and <= SessionLimits.ParticipantLengthMax && !text.Any(char.IsControl);
}
