using System.Collections.Immutable;

namespace Customization.Domain.Delivery;

/// <summary>Free stock, capacity and lanes of the whole plant at one moment.</summary>
/// <remarks>Immutable, shared by all threads until the next one replaces it; made by <see cref="OutlookBuilder"/>.
/// An estimate: only entities grant claims.</remarks>
public sealed record Outlook
{
    /// <summary>A plant with nothing.</summary>
    public static readonly Outlook Empty = new();

    /// <summary>By component code.</summary>
    public ImmutableDictionary<string, ComponentOutlook> Components { get; init; } =
        ImmutableDictionary<string, ComponentOutlook>.Empty;

    /// <summary>Cells by capability, each list sorted by id.</summary>
    public ImmutableDictionary<string, ImmutableArray<CellOutlook>> CellsByCapability { get; init; } =
        ImmutableDictionary<string, ImmutableArray<CellOutlook>>.Empty;

    /// <summary>By lane code.</summary>
    public ImmutableSortedDictionary<string, ShippingLane> Lanes
    {
        get;
        init => (field, FirstLane) = (value, value.Keys.FirstOrDefault(""));
    } = ImmutableSortedDictionary<string, ShippingLane>.Empty;

    /// <summary>Code of the first lane, empty where there is none: every click asks, and a tree is slow to tell.
    /// </summary>
    public string FirstLane { get; private init; } = "";
}
