namespace Customization.Domain.Catalog.Effectivity;

/// <summary>A catalog as of one moment: each product in the period that is in effect then.</summary>
internal sealed class CatalogAt(ICatalog catalog, DateTimeOffset now) : ICatalog
{
    /// <inheritdoc/>
    public PublishedProduct? Current(string productCode) => catalog.Current(productCode)?.At(now);

    /// <inheritdoc/>
    public PublishedProduct? Version(string productCode, int version) => catalog.Version(productCode, version)?.At(now);
}
