using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Entities;

namespace Customization.Gateway.Products;

/// <summary>What can be configured now.</summary>
public static class Catalogue
{
    /// <summary>The current version of every product that has one, by rising code.</summary>
    public static async Task<IReadOnlyList<PublishedProduct>> All(
        ICustomization engine, CancellationToken cancellation)
    {
        var products = new List<PublishedProduct>();
        for (string? after = null; ;)
        {
            var page = await engine.List(
                new EntityQuery(EntityKind.ProductModel, After: after, Limit: EntityQuery.LimitMax), cancellation);
            products.AddRange(page.Keys.Select(engine.Catalog.Current).OfType<PublishedProduct>());
            if (page.Next is null)
            {
                return products;
            }

            after = page.Next;
        }
    }
}
