using System.Collections.Immutable;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Entities;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>What happened to a configuration session.</summary>
public abstract record SessionEvent : Event
{
    private SessionEvent()
    {
    }

    /// <summary>The session began.</summary>
    public sealed record SessionOpened(
        string Owner, string Product, int ProductVersion, SessionTerms Terms, Selection Selection,
        ImmutableSortedDictionary<string, ParameterValue> Parameters) : SessionEvent;

    /// <summary>One step forward; it can be taken back.</summary>
    public sealed record StepTaken(SessionStep Step) : SessionEvent;

    /// <summary>The last step was taken back.</summary>
    public sealed record StepUndone : SessionEvent;

    /// <summary>The step that was taken back last was done again.</summary>
    public sealed record StepRedone : SessionEvent;

    /// <summary>The owner's customer said what they probably want; the step that chooses it is an event of its own.
    /// </summary>
    public sealed record PreferencesKnown(ImmutableArray<OfferedPreference> Preferences) : SessionEvent;

    /// <summary>The owner took back what was applied to these characteristics; the step is an event of its own.
    /// </summary>
    public sealed record AppliedReverted(ImmutableArray<string> Characteristics) : SessionEvent;

    /// <summary>Other price list or lane.</summary>
    public sealed record TermsChanged(SessionTerms Terms) : SessionEvent;

    /// <summary>The session moved to another version of its product; no earlier step can be undone.</summary>
    public sealed record SessionMigrated(
        int ProductVersion, SessionTerms Terms, Selection Selection,
        ImmutableSortedDictionary<string, ParameterValue> Parameters, ImmutableArray<Proposal> Proposals)
        : SessionEvent;

    /// <summary>A date of the definition came: other values may be offered, choices may have lapsed.</summary>
    public sealed record PeriodPassed : SessionEvent;

    /// <summary>A quote was asked for, or its outcome became known.</summary>
    public sealed record QuoteChanged(QuoteReference Quote) : SessionEvent;

    /// <summary>The customer was asked to keep the code, or has answered.</summary>
    public sealed record SavedChanged(SavedReference Saved) : SessionEvent;

    /// <summary>Somebody takes part, or is called otherwise.</summary>
    public sealed record ParticipantJoined(string Participant, string DisplayName, DateTimeOffset At) : SessionEvent;

    /// <summary>Somebody takes no part any more.</summary>
    public sealed record ParticipantLeft(string Participant) : SessionEvent;

    /// <summary>A participant suggested choices.</summary>
    public sealed record ProposalMade(Proposal Proposal) : SessionEvent;

    /// <summary>The owner answered a proposal; the step of an accepted one is an event of its own.</summary>
    public sealed record ProposalAnswered(int Proposal, bool Accepted) : SessionEvent;
}
