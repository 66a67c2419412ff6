using System.Collections.Immutable;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Entities;

namespace Customization.Domain.Sessions;

/// <summary>What can be asked of a configuration session. Every command but <see cref="Explain"/>,
/// <see cref="Guide"/>, the previews and <see cref="Leave"/> is answered by the <see cref="SessionView"/> after it.
/// </summary>
/// <remarks>Characteristics and values are named, not numbered: clients keep names over product versions.</remarks>
public abstract record SessionCommand : Command
{
    private SessionCommand()
    {
    }

    /// <summary>Who asks: the owner's id or a participant's; null for the operator and the shells, who may do
    /// everything.</summary>
    public string? Actor { get; init; }

    /// <summary>Refuse with <c>session-version-conflict</c> unless the session has this version; null not to care.
    /// </summary>
    public long? ExpectedVersion { get; init; }

    /// <summary>Of titles and messages in the reply, e.g. <c>de</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Opens the session on the current version of a product, on a given one, or on a configuration code.
    /// </summary>
    /// <remarks>A code wins over product and version. On a session that is open already, the same owner's code becomes
    /// one more step that can be undone (this is how a client restores clicks that a crash lost); without a code,
    /// opening again changes nothing.</remarks>
    /// <param name="Terms">Price list and delivery wishes; null for the defaults of the product.</param>
    public sealed record Open(
        string Owner, string? Product = null, int? Version = null, string? Code = null, SessionTerms? Terms = null)
        : SessionCommand;

    /// <summary>Only looks.</summary>
    public sealed record Read : SessionCommand;

    /// <summary>Chooses an open value, instead of the one chosen before.</summary>
    public sealed record Select(string Characteristic, string Value) : SessionCommand;

    /// <summary>Takes a choice back; nothing where there is none.</summary>
    public sealed record Unselect(string Characteristic) : SessionCommand;

    /// <summary>Chooses a value and changes as few other choices as that takes, the cheapest way.</summary>
    /// <param name="Preview">Only answer with the <see cref="SessionPreview"/>.</param>
    public sealed record Repair(string Characteristic, string Value, bool Preview = false) : SessionCommand;

    /// <summary>Fills in what is still open.</summary>
    /// <param name="Preview">Only answer with the <see cref="SessionPreview"/>.</param>
    public sealed record Complete(CompletionGoal Goal, bool Preview = false) : SessionCommand;

    /// <summary>Takes the last step back.</summary>
    public sealed record Undo : SessionCommand;

    /// <summary>Does the step again that was taken back last.</summary>
    public sealed record Redo : SessionCommand;

    /// <summary>Answers a parameter.</summary>
    public sealed record SetParameter(string Parameter, ParameterValue Value) : SessionCommand;

    /// <summary>Takes a parameter's answer back; nothing where there is none.</summary>
    public sealed record ClearParameter(string Parameter) : SessionCommand;

    /// <summary>Why a value cannot be had: answered by <see cref="SessionExplanation"/>.</summary>
    public sealed record Explain(string Characteristic, string Value) : SessionCommand;

    /// <summary>Takes back what was applied unasked, of one characteristic or of all; the owner's customer is told, and
    /// it counts against the preference.</summary>
    public sealed record RevertApplied(string? Characteristic = null) : SessionCommand;

    /// <summary>Which question to answer next: answered by <see cref="SessionGuidance"/>.</summary>
    public sealed record Guide : SessionCommand;

    /// <summary>Sets price list and delivery wishes; the selection stays.</summary>
    public sealed record ChangeTerms(SessionTerms Terms) : SessionCommand;

    /// <summary>Asks for a held promise and price on the full configuration. The quote is an order in quoted state; its
    /// id is in the view at once, its outcome when the order has answered.</summary>
    public sealed record RequestQuote : SessionCommand;

    /// <summary>Keeps the configuration code with the owner's customer under a name.</summary>
    public sealed record Save(string Name) : SessionCommand;

    /// <summary>Takes part in the session; joining again only changes the display name.</summary>
    public sealed record Join(string Participant, string DisplayName) : SessionCommand;

    /// <summary>Takes no part any more; nothing where the participant is unknown.</summary>
    public sealed record Leave(string Participant) : SessionCommand;

    /// <summary>Suggests choices to the owner.</summary>
    public sealed record Propose(ImmutableArray<ProposedChoice> Choices, string Note = "") : SessionCommand;

    /// <summary>Makes the proposed choices, as one step.</summary>
    /// <param name="WithRepair">Change other choices where the proposal needs it; otherwise it is refused then.</param>
    public sealed record AcceptProposal(int Proposal, bool WithRepair = false) : SessionCommand;

    /// <summary>Puts a proposal aside.</summary>
    public sealed record RejectProposal(int Proposal) : SessionCommand;

    /// <summary>Moves the session to the product's current version, changing as few choices as that takes. The view
    /// says what changed; steps from before cannot be undone.</summary>
    public sealed record Migrate : SessionCommand;
}

/// <summary>What a completion optimises.</summary>
public enum CompletionGoal
{
    /// <summary>Lowest price.</summary>
    Cheapest,

    /// <summary>Earliest delivery by today's outlook.</summary>
    Fastest,

    /// <summary>What customers like this one take.</summary>
    Likeliest,

    /// <summary>What the author proposes: defaults, then preferences by priority, then the lowest price.</summary>
    Preferred,
}

/// <summary>One suggested answer, by name.</summary>
public sealed record ProposedChoice(string Characteristic, string Value);

/// <summary>What price and promise are worked out for.</summary>
/// <param name="PriceList">Code of a price list; empty for the product's default.</param>
/// <param name="Lane">Code of a shipping lane; empty for the plant's default.</param>
public sealed record SessionTerms(string PriceList = "", string Lane = "")
{
    /// <summary>The defaults of product and plant.</summary>
    public static readonly SessionTerms Default = new();
}
