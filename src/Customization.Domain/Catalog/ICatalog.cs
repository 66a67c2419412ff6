namespace Customization.Domain.Catalog;

/// <summary>The products that this process can configure: definitions and compiled models by product and version.
/// </summary>
/// <remarks>A snapshot: immutable while a decision looks at it. Each shell keeps its own, by content hash.</remarks>
public interface ICatalog
{
    /// <summary>The current version of a product, or null where it is unknown, retired or not yet compiled.</summary>
    PublishedProduct? Current(string productCode);

    /// <summary>One version of a product, or null where it is unknown or withdrawn.</summary>
    PublishedProduct? Version(string productCode, int version);
}
