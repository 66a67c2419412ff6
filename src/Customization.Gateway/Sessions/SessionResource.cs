using Customization.Domain.Catalog.Display;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Pictures;
using Customization.Domain.Sessions;
using Customization.Gateway.Orders;
using Customization.Kernel.Compilation;

namespace Customization.Gateway.Sessions;

/// <summary>A session by names: everything a page needs to draw its next state.</summary>
/// <param name="Code">Configuration code: opens a session in this very state again, whatever happened to this one.
/// </param>
/// <param name="Undecided">Characteristics with no choice and more than one value left.</param>
/// <param name="Changed">Choices that this request changed.</param>
/// <param name="NewerVersion">The product's current version where it is newer; migrate moves there.</param>
/// <param name="Lapsed">Choices that are no longer offered: choose others, or let migrate replace them.</param>
/// <param name="Groups">How to group and order the questions now; those not named come last, in the product's order.
/// </param>
/// <param name="Engine">What answered: <c>diagram</c>, where everything is exact, or <c>search</c>, where the model did
/// not compile: statuses, explanations and repairs stay exact, prices beside values are estimates.</param>
/// <param name="Picture">Only where the request asked for it with <c>picture=true</c>.</param>
public sealed record SessionResource(
    string Id, string Owner, long Version, string Product, int ProductVersion, int? NewerVersion, string Code,
    bool IsComplete, PriceResource Price, PromiseEstimate? Promise, IReadOnlyList<string> Undecided,
    IReadOnlyDictionary<string, CharacteristicAnswer> Characteristics,
    IReadOnlyDictionary<string, ParameterBody> Parameters, IReadOnlyList<ParameterIssue> ParameterIssues,
    SessionTerms Terms, int UndoSteps, int RedoSteps, IReadOnlyDictionary<string, Participant>? Participants,
    IReadOnlyList<ProposalResource>? Proposals, QuoteReference? Quote, SavedReference? Saved,
    IReadOnlyList<ChoiceChangeResource>? Changed, MigrationReport? Migration, IReadOnlyList<HintResource>? Hints,
    IReadOnlyList<GroupResource>? Groups, IReadOnlyList<LapsedResource>? Lapsed,
    ConfigurationEngine Engine, PictureResource? Picture)
{
    /// <summary>What the owner probably wants; shown to the owner only, absent where nothing is known.</summary>
    public IReadOnlyList<PreferenceResource>? Preferences { get; init; }

    /// <summary>Parameters that are not asked with these choices; absent where all are.</summary>
    public IReadOnlyList<string>? NotAsked { get; init; }

    /// <summary>Options of the presentation that cannot be taken as things stand, and what each needs; absent where all
    /// can.</summary>
    public IReadOnlyList<BlockedOption>? BlockedOptions { get; init; }
}

/// <summary>What the owner probably wants of one characteristic.</summary>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Why">The evidence, e.g. <c>3 of 3 stays: pillow foam</c>.</param>
/// <param name="Applied">Whether the value was chosen unasked and stands; <c>DELETE applied/{characteristic}</c> takes
/// it back.</param>
public sealed record PreferenceResource(
    string Characteristic, string Value, double Confidence, string Why, bool Applied);

/// <summary>How the configuration that price and promise are for looks: layers of SVG, lowest first.</summary>
public sealed record PictureResource(string ViewBox, IReadOnlyList<PictureLayer> Layers);

/// <summary>A choice that a date took away; it is still in the code.</summary>
/// <param name="Instead">The value that migrate puts in its place.</param>
/// <param name="Because">Rules that are in the way.</param>
public sealed record LapsedResource(
    string Characteristic, string Value, string Instead, IReadOnlyList<RuleReference> Because);

/// <summary>One characteristic under the selection.</summary>
/// <param name="Chosen">The customer's choice, or absent.</param>
/// <param name="Completion">The value in the configuration that price and promise are for.</param>
/// <param name="Visible">Whether the question makes sense: absent where it does, <c>no</c> where it cannot, <c>open</c>
/// where that depends on what is not decided yet.</param>
public sealed record CharacteristicAnswer(
    string? Chosen, string Completion, string? Visible, IReadOnlyDictionary<string, ValueAnswer> Values)
{
    /// <summary>Sales with choices like these that the popularity of the values rests on; absent where they are too few
    /// to say anything.</summary>
    public int? Sales { get; init; }
}

/// <summary>One value under the selection. What is zero is left out.</summary>
/// <param name="PriceDelta">Minor units that the price changes by with this value.</param>
/// <param name="DayDelta">Days that the delivery changes by with this value.</param>
/// <param name="Changes">How many other choices must change for an excluded value; absent where the search engine
/// answered: a repair tells.</param>
/// <param name="Default">True of the value that stands by default, or is the only one that defaults leave: no choice of
/// the customer, so it gives way to one.</param>
public sealed record ValueAnswer(ValueStatus Status, long? PriceDelta, int? DayDelta, int? Changes, bool? Default)
{
    /// <summary>Share, 0 to 1, of those with choices like these who took the value; absent where too little is known,
    /// and where it is next to nothing.</summary>
    public double? Popularity { get; init; }
}

/// <summary>Something to tell the customer now.</summary>
/// <param name="At">The characteristic to show it beside; absent for the whole page.</param>
public sealed record HintResource(string Name, HintLevel Level, string? At, string Message);

/// <summary>Questions that belong together now, in this order.</summary>
public sealed record GroupResource(string Name, string Title, IReadOnlyList<string> Characteristics);

/// <summary>A choice before and after; absent is none.</summary>
public sealed record ChoiceChangeResource(string Characteristic, string? Before, string? After);

/// <summary>Choices that a participant suggests.</summary>
public sealed record ProposalResource(
    int Number, string By, IReadOnlyList<ChoiceChangeResource> Choices, string Note, DateTimeOffset MadeAt);

/// <summary>Why a value cannot be had, and what having it would take.</summary>
/// <param name="Choices">The customer's own choices that are in the way, minimal together with the rules.</param>
/// <param name="Repair">Fewest changes that make room for the value; absent where nothing does.</param>
public sealed record ExplanationResource(
    string Characteristic, string Value, ValueStatus Status, IReadOnlyList<ChoiceChangeResource> Choices,
    IReadOnlyList<RuleReference> Rules, PreviewResource? Repair);

/// <summary>What to ask next.</summary>
/// <param name="Ways">Exact number of configurations that are left, as decimal text; absent where it is unknown.
/// </param>
/// <param name="Questions">The open ones, that which rules out most first; empty where the search engine answers.
/// </param>
public sealed record GuidanceResource(string? Ways, IReadOnlyList<GuidedQuestionResource> Questions);

/// <summary>An open question.</summary>
/// <param name="Bits">Expected number of times that its answer halves the configurations that are left, if all are as
/// likely.</param>
public sealed record GuidedQuestionResource(string Characteristic, double Bits);

/// <summary>What a request would do; nothing was done.</summary>
public sealed record PreviewResource(
    long Version, IReadOnlyList<ChoiceChangeResource> Changes, Domain.Catalog.Pricing.Money Price,
    Domain.Catalog.Pricing.Money PriceDelta);
