using System.Collections.Immutable;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Customers.Preferences;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>One customer's way through one product.</summary>
/// <param name="Product">Product code; empty until opened.</param>
/// <param name="Selection">By positions in the model of <paramref name="ProductVersion"/>.</param>
/// <param name="Undo">Steps that can be taken back, oldest first.</param>
/// <param name="Redo">Steps that were taken back, the last one last.</param>
/// <param name="Participants">Who takes part besides the owner, by id.</param>
/// <param name="Proposals">Proposals that wait for the owner, oldest first.</param>
/// <param name="ProposalsMade">Number of the latest proposal; they count from 1.</param>
/// <param name="Version">Counts events.</param>
public sealed record SessionState(
    string Id, string Owner, string Product, int ProductVersion, SessionTerms Terms, Selection Selection,
    ImmutableSortedDictionary<string, ParameterValue> Parameters, ImmutableArray<SessionStep> Undo,
    ImmutableArray<SessionStep> Redo, ImmutableSortedDictionary<string, Participant> Participants,
    ImmutableArray<Proposal> Proposals, int ProposalsMade, QuoteReference? Quote, SavedReference? Saved, long Version)
{
    /// <summary>What the owner probably wants, the surest first; empty where nothing is known or allowed.</summary>
    public ImmutableArray<OfferedPreference> Preferences { get; init; } = [];

    /// <summary>Whether the session was opened.</summary>
    public bool IsOpen => Product.Length > 0;

    /// <summary>A session that was never opened.</summary>
    public static SessionState Unopened(string id) => new(
        id, "", "", 0, SessionTerms.Default, Selection.From([]),
        ImmutableSortedDictionary<string, ParameterValue>.Empty, [], [],
        ImmutableSortedDictionary<string, Participant>.Empty, [], 0, null, null, 0);
}

/// <summary>One choice before and after; -1 is none. Positions in the model of the session's product version.</summary>
public readonly record struct ChoiceChange(int Characteristic, int Before, int After);

/// <summary>One parameter before and after; null is none.</summary>
public sealed record ParameterChange(string Parameter, ParameterValue? Before, ParameterValue? After);

/// <summary>What one command changed, so that it can be taken back and done again.</summary>
public sealed record SessionStep(ImmutableArray<ChoiceChange> Choices, ImmutableArray<ParameterChange> Parameters);

/// <summary>Somebody who takes part besides the owner.</summary>
public sealed record Participant(string DisplayName, DateTimeOffset Since);

/// <summary>Choices that a participant suggests, by positions in the model of the session's product version.</summary>
public sealed record Proposal(
    int Number, string By, ImmutableArray<ChoiceChange> Choices, string Note, DateTimeOffset MadeAt);

/// <summary>How far a quote is.</summary>
public enum QuoteStatus
{
    /// <summary>The order has not answered yet.</summary>
    Pending,

    /// <summary>The order has the request: read the order for promise, price and expiry.</summary>
    Accepted,

    /// <summary>The order said no; <see cref="QuoteReference.Reason"/> says why.</summary>
    Refused,
}

/// <summary>The quote that was asked for last.</summary>
/// <param name="Code">What it is for: a quote no longer covers a session with another code.</param>
/// <param name="Reason">Code of the refusal, otherwise empty.</param>
public sealed record QuoteReference(string OrderId, string Code, QuoteStatus Status, string Reason);

/// <summary>The name that the session was saved under last.</summary>
/// <param name="Reason">Empty while and after saving, or the code of the customer's refusal.</param>
public sealed record SavedReference(string Name, string Code, bool Confirmed, string Reason);

/// <summary>What the owner probably wants of the product, and what became of it.</summary>
/// <param name="IsApplied">Whether the value was chosen unasked. It stands where it is still the choice.</param>
public sealed record OfferedPreference(PreferenceOffer Offer, bool IsApplied);

/// <summary>How much one session may hold; together below 64 KB of state at design load.</summary>
public static class SessionLimits
{
    /// <summary>Most steps that can be undone; the oldest are forgotten.</summary>
    public const int UndoStepsMax = 50;

    /// <summary>Most changed choices over all steps that can be undone; the latest step always stays.</summary>
    public const int UndoChangesMax = 1_000;

    /// <summary>Most participants besides the owner.</summary>
    public const int ParticipantsMax = 8;

    /// <summary>Most characters of a participant's id or display name.</summary>
    public const int ParticipantLengthMax = 80;

    /// <summary>Most proposals that wait.</summary>
    public const int ProposalsMax = 20;

    /// <summary>Most choices in one proposal.</summary>
    public const int ProposedChoicesMax = 50;

    /// <summary>Most characters of a proposal's note.</summary>
    public const int NoteLengthMax = 500;

    /// <summary>Most bytes of all parameters together, as the configuration code packs them.</summary>
    public const int ParameterBytesMax = 4_096;

    /// <summary>Most characters of a session's id: ids of its quotes are longer and are keys too.</summary>
    public const int IdLengthMax = 100;

    /// <summary>Most characters of the owner's id.</summary>
    public const int OwnerLengthMax = 128;
}
