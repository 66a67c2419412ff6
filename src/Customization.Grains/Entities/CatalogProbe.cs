using Customization.Domain.Catalog;

namespace Customization.Grains.Entities;

/// <summary>A catalog that remembers whether something was looked up that it lacks: this silo may not have heard of it
/// yet.</summary>
internal sealed class CatalogProbe(ICatalog catalog) : ICatalog
{
    /// <summary>Something was not there.</summary>
    public bool HasMissed { get; private set; }

    /// <inheritdoc/>
    public PublishedProduct? Current(string productCode) => Note(catalog.Current(productCode));

    /// <inheritdoc/>
    public PublishedProduct? Version(string productCode, int version) => Note(catalog.Version(productCode, version));

    private PublishedProduct? Note(PublishedProduct? found)
    {
        HasMissed |= found is null;
        return found;
    }
}
