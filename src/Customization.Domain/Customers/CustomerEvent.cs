using System.Collections.Immutable;
using Customization.Domain.Customers.Preferences;
using Customization.Domain.Entities;

namespace Customization.Domain.Customers;

/// <summary>What happened to a customer.</summary>
public abstract record CustomerEvent : Event
{
    private CustomerEvent()
    {
    }

    /// <summary>The customer registered or changed name, contact or address.</summary>
    public sealed record IdentitySet(CustomerIdentity Identity) : CustomerEvent;

    /// <summary>Consent was given or withdrawn.</summary>
    public sealed record ConsentSet(ConsentPurpose Purpose, Consent Consent) : CustomerEvent;

    /// <summary>A configuration is kept under a name.</summary>
    public sealed record ConfigurationSaved(string Name, SavedConfiguration Configuration) : CustomerEvent;

    /// <summary>A saved configuration was forgotten.</summary>
    public sealed record ConfigurationRemoved(string Name) : CustomerEvent;

    /// <summary>An order is in the list.</summary>
    public sealed record OrderRecorded(CustomerOrder Order) : CustomerEvent;

    /// <summary>Things with these serial numbers are the customer's.</summary>
    public sealed record OwnedRecorded(ImmutableArray<string> Serials) : CustomerEvent;

    /// <summary>A picture is the customer's.</summary>
    public sealed record PictureRecorded(CustomerPicture Picture) : CustomerEvent;

    /// <summary>Demand is told of an order.</summary>
    public sealed record SaleReported(CustomerSale Sale) : CustomerEvent;

    /// <summary>Demand has counted an order.</summary>
    public sealed record SaleCounted(string OrderId) : CustomerEvent;

    /// <summary>Demand is to forget an order, or it need not hear of it.</summary>
    public sealed record SaleWithdrawn(string OrderId) : CustomerEvent;

    /// <summary>Something was noticed.</summary>
    public sealed record ObservationsRecorded(ImmutableArray<Observation> Observations) : CustomerEvent;

    /// <summary>Observations, by key, turned out to tell nothing.</summary>
    public sealed record ObservationsWithdrawn(ImmutableArray<string> Keys) : CustomerEvent;

    /// <summary>Values were chosen unasked.</summary>
    public sealed record PreferencesApplied(ImmutableArray<Application> Applications) : CustomerEvent;

    /// <summary>The customer took values back.</summary>
    public sealed record ApplicationsReversed(
        string Session, ImmutableArray<string> Characteristics, DateTimeOffset At) : CustomerEvent;

    /// <summary>Nothing personal is left.</summary>
    public sealed record CustomerErased(DateTimeOffset At) : CustomerEvent, IErasesHistory;
}
