using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Customization.Domain.Customers.Preferences;
using Customization.Domain.Entities;
using Customization.Domain.Entities.Secrets;

namespace Customization.Domain.Customers;

/// <summary>What can be asked of a customer. Answered by <see cref="CustomerView"/> unless stated otherwise.</summary>
/// <remarks>The gateway lets the customer and the operator through and nobody else; the entity trusts it.</remarks>
public abstract record CustomerCommand : Command
{
    private CustomerCommand()
    {
    }

    /// <summary>Everything that is known: also the complete export.</summary>
    public sealed record Read : CustomerCommand;

    /// <summary>Sets who the customer is and where things go; the first time, this registers the customer.</summary>
    public sealed record SetIdentity(CustomerIdentity Identity) : CustomerCommand;

    /// <summary>Gives or withdraws consent to one use of the customer's data.</summary>
    public sealed record SetConsent(ConsentPurpose Purpose, bool Granted) : CustomerCommand;

    /// <summary>Keeps a configuration code under a name, in place of an earlier one of that name. Needs no
    /// registration, but after an erasure a new one. Answered by <see cref="Done"/>.</summary>
    public sealed record SaveConfiguration(string Name, string Code) : CustomerCommand;

    /// <summary>Forgets a saved configuration; nothing where the name is unknown.</summary>
    public sealed record RemoveConfiguration(string Name) : CustomerCommand;

    /// <summary>Adds an order to the customer's list, once; sent by the order itself. Never refused, so that no saga
    /// waits for it. Answered by <see cref="Done"/>.</summary>
    public sealed record RecordOrder(string OrderId, string Product) : CustomerCommand;

    /// <summary>Things with serial numbers were delivered to this customer; sent by their order, once. Never refused.
    /// Answered by <see cref="Done"/>.</summary>
    public sealed record RecordOwned(ImmutableArray<string> Serials) : CustomerCommand;

    /// <summary>The customer sends a picture, whose bytes are kept next. Needs no registration; the same again changes
    /// nothing. Answered by <see cref="Done"/>.</summary>
    /// <param name="Bytes">Positive.</param>
    public sealed record RecordPicture(string Reference, long Bytes) : CustomerCommand;

    /// <summary>An order of this customer is confirmed: Demand may learn from it where the customer consented to
    /// statistics; sent by the order itself, once. Never refused. Answered by <see cref="Done"/>.</summary>
    /// <param name="Sold">Configuration code of what was sold, without parameters.</param>
    public sealed record ReportSale(string OrderId, string Product, string Sold) : CustomerCommand
    {
        /// <summary>Empty where the customer was erased before it arrived.</summary>
        [Personal]
        public string Sold { get; init; } = Sold ?? "";

        /// <summary>The later order whose cancellation made this one count again; null for the first report.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Cancelled { get; init; }
    }

    /// <summary>A confirmed order was cancelled: nothing is learned from it. Never refused. Answered by
    /// <see cref="Done"/>.</summary>
    public sealed record WithdrawSale(string OrderId) : CustomerCommand;

    /// <summary>Something was noticed of the customer, who consents to personalization. Answered by
    /// <see cref="ObservationsTaken"/>.</summary>
    public sealed record Observe(ImmutableArray<Observation> Observations) : CustomerCommand;

    /// <summary>What the customer probably wants of a product; sent by a session of it. Answered by
    /// <see cref="PreferencesOffered"/>: nothing without consent.</summary>
    public sealed record OfferPreferences(string Product, int ProductVersion) : CustomerCommand;

    /// <summary>A session has chosen these unasked: they go into the audit trail, once. Never refused. Answered by
    /// <see cref="Done"/>.</summary>
    public sealed record RecordApplied(string Session, string Product, ImmutableArray<PreferenceOffer> Offers)
        : CustomerCommand;

    /// <summary>The customer has taken these back in a session: the trail says so, and it counts against them. Never
    /// refused. Answered by <see cref="Done"/>.</summary>
    public sealed record RecordReversed(string Session, string Product, ImmutableArray<PreferenceOffer> Offers)
        : CustomerCommand;

    /// <summary>Erases everything personal at once, the past in the store included. Orders go on
    /// without what the customer chose, under their own ids. Answered by <see cref="Done"/>.</summary>
    public sealed record Erase : CustomerCommand;
}
