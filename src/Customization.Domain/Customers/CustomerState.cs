using System.Collections.Immutable;
using Customization.Domain.Customers.Preferences;
using Customization.Domain.Demand;

namespace Customization.Domain.Customers;

/// <summary>Who a customer is and where things go. All fields but the name may be empty.</summary>
/// <param name="Language">BCP 47 tag for mails and pages, e.g. <c>de</c>.</param>
public sealed record CustomerIdentity(
    string Name, string Email = "", string Phone = "", PostalAddress? Address = null, string Language = "");

/// <summary>Where a parcel goes.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, two capital letters.</param>
public sealed record PostalAddress(
    string Street, string City, string PostalCode, string Country, string Region = "");

/// <summary>A use of a customer's data that needs consent. Nothing is granted before it was asked for.</summary>
public enum ConsentPurpose
{
    /// <summary>News and offers.</summary>
    Marketing,

    /// <summary>Learning what sells with what from this customer's orders.</summary>
    Statistics,

    /// <summary>Observing preferences and applying them unasked.</summary>
    Personalization,
}

/// <summary>One answer to a consent question.</summary>
public sealed record Consent(bool Granted, DateTimeOffset Since);

/// <summary>A configuration kept under a name.</summary>
public sealed record SavedConfiguration(string Code, string Product, int ProductVersion, DateTimeOffset SavedAt);

/// <summary>One order in the customer's list; the order itself knows the rest.</summary>
public sealed record CustomerOrder(string OrderId, string Product, DateTimeOffset PlacedAt);

/// <summary>An order that Demand learns from, so that it can be taken back.</summary>
/// <param name="IsCounted">Demand has answered.</param>
public sealed record CustomerSale(string OrderId, string Product, Sale Sale, bool IsCounted);

/// <summary>A picture that the customer sent.</summary>
public sealed record CustomerPicture(string Reference, long Bytes);

/// <summary>All that is known of a customer.</summary>
/// <param name="Identity">Null until registered, and after erasure.</param>
/// <param name="Orders">Oldest first; the latest <see cref="CustomerLimits.OrdersMax"/>.</param>
/// <param name="Version">Counts events.</param>
public sealed record CustomerState(
    string Id, CustomerIdentity? Identity, ImmutableSortedDictionary<ConsentPurpose, Consent> Consents,
    ImmutableSortedDictionary<string, SavedConfiguration> Saved, ImmutableArray<CustomerOrder> Orders,
    DateTimeOffset? ErasedAt, long Version)
{
    /// <summary>The latest order of each product that Demand learns from, oldest first; at most
    /// <see cref="CustomerLimits.SalesMax"/>.</summary>
    public ImmutableArray<CustomerSale> Sales { get; init; } = [];

    /// <summary>What was noticed of the customer and applied unasked.</summary>
    public ObservedPreferences Preferences { get; init; } = ObservedPreferences.None;

    /// <summary>Serial numbers of things that were delivered, oldest first; the latest
    /// <see cref="CustomerLimits.OwnedMax"/>.</summary>
    public ImmutableArray<string> Owned { get; init; } = [];

    /// <summary>Pictures that the customer sent, oldest first; at most <see cref="CustomerLimits.PicturesMax"/>.
    /// </summary>
    public ImmutableArray<CustomerPicture> Pictures { get; init; } = [];

    /// <summary>A customer of whom nothing is known.</summary>
    public static CustomerState Unknown(string id) => new(
        id, null, ImmutableSortedDictionary<ConsentPurpose, Consent>.Empty,
        ImmutableSortedDictionary<string, SavedConfiguration>.Empty, [], null, 0);
}

/// <summary>How much one customer may hold; together well below 64 KB of state.</summary>
public static class CustomerLimits
{
    /// <summary>Most characters of a name, street, city or mail address.</summary>
    public const int TextLengthMax = 200;

    /// <summary>Most saved configurations.</summary>
    public const int SavedMax = 50;

    /// <summary>Most characters of the name of a saved configuration.</summary>
    public const int SavedNameLengthMax = 80;

    /// <summary>Most characters of all saved codes together.</summary>
    public const int SavedCodesLengthMax = 32_768;

    /// <summary>Products of which Demand learns from one customer: those ordered last.</summary>
    public const int SalesMax = 20;

    /// <summary>Things with serial numbers that the list keeps, so that an erasure reaches them.</summary>
    public const int OwnedMax = 300;

    /// <summary>Most pictures of one customer.</summary>
    public const int PicturesMax = 50;

    /// <summary>Most bytes of all pictures of one customer.</summary>
    public const long PictureBytesMax = 100_000_000;

    /// <summary>Orders that the list keeps; older ones are found by the list of all orders.</summary>
    public const int OrdersMax = 200;
}
