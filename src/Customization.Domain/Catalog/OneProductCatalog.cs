namespace Customization.Domain.Catalog;

/// <summary>A catalog with one version of one product: for trials and measurements beside the published ones.</summary>
public sealed class OneProductCatalog(PublishedProduct product) : ICatalog
{
    /// <inheritdoc/>
    public PublishedProduct? Current(string productCode) => productCode == product.Code ? product : null;

    /// <inheritdoc/>
    public PublishedProduct? Version(string productCode, int version) =>
        version == product.Version ? Current(productCode) : null;
}
