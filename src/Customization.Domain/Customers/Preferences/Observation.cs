using System.Collections.Immutable;

namespace Customization.Domain.Customers.Preferences;

/// <summary>Where an observation comes from.</summary>
public enum ObservationKind
{
    /// <summary>A confirmed order; recorded by the engine itself.</summary>
    Order,

    /// <summary>A stay or a visit.</summary>
    Stay,

    /// <summary>A reading of how something is used.</summary>
    Usage,

    /// <summary>What the customer said.</summary>
    Feedback,

    /// <summary>The customer took back what had been applied; recorded by the engine itself, and counts against the
    /// value.</summary>
    Reversal,
}

/// <summary>One thing that was noticed of a customer.</summary>
/// <param name="Key">Names the observation, so that telling it again changes nothing.</param>
/// <param name="Subject">The preference that it is about, e.g. <c>pillow</c>; products refer to it by this name.
/// </param>
/// <param name="Value">A word or a number, e.g. <c>foam</c> or <c>120</c>.</param>
public sealed record Observation(
    string Key, ObservationKind Kind, string Subject, string Value, DateTimeOffset At);

/// <summary>What older observations of one value weigh together.</summary>
/// <param name="Weight">At the time <paramref name="AsOf"/>; halves with every
/// <see cref="PreferenceLimits.HalfLife"/>.</param>
public sealed record FoldedObservations(
    string Subject, string Value, ObservationKind Kind, int Count, double Weight, DateTimeOffset AsOf);

/// <summary>How often a value was observed.</summary>
/// <param name="Count">Observations of the value.</param>
/// <param name="Of">Observations of its preference, this one included.</param>
/// <param name="Kind">Where all of them come from; null where from several.</param>
public sealed record PreferenceEvidence(int Count, int Of, ObservationKind? Kind)
{
    /// <summary>In words, e.g. <c>3 of 3 stays</c>.</summary>
    public string Text => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Count} of {Of} {Noun}");

    private string Noun => (Kind, Of) switch
    {
        (ObservationKind.Order, 1) => "order",
        (ObservationKind.Order, _) => "orders",
        (ObservationKind.Stay, 1) => "stay",
        (ObservationKind.Stay, _) => "stays",
        (ObservationKind.Usage, 1) => "reading",
        (ObservationKind.Usage, _) => "readings",
        (ObservationKind.Feedback, 1) => "answer",
        (ObservationKind.Feedback, _) => "answers",
        (_, 1) => "observation",
        _ => "observations",
    };
}

/// <summary>What a customer probably wants of one product.</summary>
/// <param name="Observed">The observed value that <paramref name="Value"/> was inferred from.</param>
/// <param name="Percent">Confidence; see <see cref="PreferenceInference"/>.</param>
/// <param name="MayApply">Whether it is enough for the author to choose the value unasked.</param>
public sealed record PreferenceOffer(
    string Characteristic, string Value, string Preference, string Observed, int Percent, PreferenceEvidence Evidence,
    bool MayApply);

/// <summary>A line of the audit trail: a value that was chosen unasked in a session, and why.</summary>
/// <param name="ReversedAt">When the customer took it back; null where it stands.</param>
public sealed record Application(
    string Session, string Product, PreferenceOffer Offer, DateTimeOffset At, DateTimeOffset? ReversedAt);

/// <summary>What was noticed of a customer, and what was made of it.</summary>
/// <param name="Latest">The latest observations, by time.</param>
/// <param name="Folded">What was before them.</param>
/// <param name="FoldedUntil">Observations up to this time are in <paramref name="Folded"/> already.</param>
/// <param name="Applications">The audit trail: the latest, oldest first.</param>
public sealed record ObservedPreferences(
    ImmutableArray<Observation> Latest, ImmutableArray<FoldedObservations> Folded, DateTimeOffset? FoldedUntil,
    ImmutableArray<Application> Applications)
{
    /// <summary>Nothing was noticed.</summary>
    public static readonly ObservedPreferences None = new([], [], null, []);
}
