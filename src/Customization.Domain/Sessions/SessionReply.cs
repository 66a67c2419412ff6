using System.Collections.Immutable;
using System.Numerics;
using Customization.Domain.Catalog.Display;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Demand.Recommending;
using Customization.Domain.Entities;

namespace Customization.Domain.Sessions;

/// <summary>The session after a command, by positions in the model of <see cref="ProductVersion"/>; whoever shows it
/// looks the names up in the catalog.</summary>
/// <param name="Version">Counts changes; the ETag.</param>
/// <param name="NewerVersion">The product's current version where it is newer: <c>Migrate</c> moves there.</param>
/// <param name="Code">Configuration code: reopens exactly this selection with these parameters and terms.</param>
/// <param name="Choices">Chosen value position per characteristic, -1 for none.</param>
/// <param name="Answer">What can still be chosen and what it leads to.</param>
/// <param name="Parameters">Answered parameters.</param>
/// <param name="ParameterIssues">What is wrong with the answers, or missing, by parameter.</param>
/// <param name="Price">Of the full configuration, or else of the cheapest completion of choices and defaults.</param>
/// <param name="Promise">Estimate for the same, or null where no promise can be given today.</param>
/// <param name="IsComplete">Every characteristic is chosen, forced or has a default that stands, and every parameter is
/// answered: it can be quoted.</param>
/// <param name="Changed">Choices that this very command changed, beyond the one that was asked for too.</param>
/// <param name="Migration">What a migration changed; null for every other command.</param>
public sealed record SessionView(
    string Id, string Owner, long Version, string Product, int ProductVersion, int? NewerVersion, string Code,
    SessionTerms Terms, ImmutableArray<int> Choices, SessionAnswer Answer,
    ImmutableSortedDictionary<string, ParameterValue> Parameters, ImmutableArray<ParameterIssue> ParameterIssues,
    PriceQuote Price, PromiseEstimate? Promise, bool IsComplete, int UndoSteps, int RedoSteps,
    ImmutableSortedDictionary<string, Participant> Participants, ImmutableArray<Proposal> Proposals,
    QuoteReference? Quote, SavedReference? Saved, ImmutableArray<ChoiceChange> Changed, MigrationReport? Migration)
    : Reply
{
    /// <summary>What customers with choices like these took.</summary>
    public Popularity Popularity { get; init; } = Popularity.None;

    /// <summary>What the owner probably wants, the surest first. One that is applied was chosen unasked and still
    /// stands.</summary>
    public ImmutableArray<OfferedPreference> Preferences { get; init; } = [];

    /// <summary>What a page shows by the author's display rules.</summary>
    public Displayed Display { get; init; } = Displayed.All;

    /// <summary>Choices that a date took away. They are still in the code, but not among <see cref="Choices"/>; the
    /// session is not complete until they are replaced.</summary>
    public ImmutableArray<LapsedChoice> Lapsed { get; init; } = [];
}

/// <summary>A choice that is no longer, or not yet, offered together with the others.</summary>
/// <param name="Value">Position of the value that was chosen.</param>
/// <param name="Instead">Position of the value that the smallest repair puts in its place.</param>
/// <param name="Because">Rules that are in the way, such as the end of a value.</param>
public sealed record LapsedChoice(int Characteristic, int Value, int Instead, ImmutableArray<RuleReference> Because);

/// <summary>Status of one value under a selection.</summary>
public enum ValueStatus : byte
{
    /// <summary>Choosing it changes no other choice.</summary>
    Open,

    /// <summary>The customer's choice.</summary>
    Chosen,

    /// <summary>Not chosen, but the only value that the other choices leave.</summary>
    Forced,

    /// <summary>Some other choices must change for it.</summary>
    Excluded,

    /// <summary>In no configuration at all.</summary>
    Dead,
}

/// <summary>A promise for the present moment, without any claim on stock or capacity.</summary>
/// <param name="Lane">The shipping lane that it is for.</param>
/// <param name="LateBecause">What the date waits for: component or capability codes, the decisive one first.</param>
public sealed record PromiseEstimate(
    DateOnly ShipDate, DateOnly DeliveryDate, string Lane, ImmutableArray<string> LateBecause);

/// <summary>A parameter that stands in the way of ordering.</summary>
/// <param name="Reason">One sentence of the guard; for a missing answer what is asked for.</param>
public sealed record ParameterIssue(string Parameter, bool Missing, string Reason);

/// <summary>Why a value cannot be had with these choices: a minimal set of own choices and rules, each of which is
/// needed for the conflict. Both empty where it can be had.</summary>
/// <param name="Choices">Value positions of the customer's choices; <c>Before</c> is the choice, <c>After</c> what the
/// repair makes of it.</param>
/// <param name="Repair">Null for a dead value, which no repair can have.</param>
public sealed record SessionExplanation(
    string Characteristic, string Value, ValueStatus Status, ImmutableArray<ChoiceChange> Choices,
    ImmutableArray<RuleReference> Rules, SessionPreview? Repair) : Reply;

/// <summary>Which question to answer next.</summary>
/// <param name="Ways">Exact number of configurations that are left; null where it is unknown.</param>
/// <param name="Questions">The undecided ones, the one that rules out most first; empty where that is unknown.</param>
public sealed record SessionGuidance(BigInteger? Ways, ImmutableArray<GuidedQuestion> Questions) : Reply;

/// <summary>What an answer is expected to rule out.</summary>
/// <param name="Characteristic">Position in the model.</param>
/// <param name="Bits">Expected number of times that the answer halves the configurations that are left, if all are as
/// likely.</param>
public sealed record GuidedQuestion(int Characteristic, double Bits);

/// <summary>A rule that is in the way.</summary>
/// <param name="Message">The author's words; empty where there are none.</param>
public sealed record RuleReference(string Name, string Message);

/// <summary>What a command would do.</summary>
/// <param name="Changes">Every choice that would change, the one asked for included.</param>
/// <param name="Price">Afterwards, on the same terms as <see cref="SessionView.Price"/>.</param>
/// <param name="PriceDelta">Against now.</param>
public sealed record SessionPreview(
    long Version, ImmutableArray<ChoiceChange> Changes, Money Price, Money PriceDelta) : Reply;

/// <summary>What moving to another product version did to the customer's choices, by name.</summary>
/// <param name="Vanished">Choices whose characteristic or value is no longer there.</param>
/// <param name="Changed">Choices that the new rules forced to change.</param>
/// <param name="ParametersDropped">Parameters that the new version does not ask for or no longer accepts.</param>
public sealed record MigrationReport(
    int FromVersion, int ToVersion, ImmutableArray<ProposedChoice> Vanished, ImmutableArray<MigratedChoice> Changed,
    ImmutableArray<string> ParametersDropped);

/// <summary>A choice that a migration replaced.</summary>
/// <param name="After">The value chosen instead, or null where the choice was taken back.</param>
public sealed record MigratedChoice(string Characteristic, string Before, string? After);
