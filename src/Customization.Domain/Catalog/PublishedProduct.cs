namespace Customization.Domain.Catalog;

/// <summary>One published version of a product, ready to configure.</summary>
/// <param name="Code">Product code, e.g. <c>shoe</c>.</param>
/// <param name="Version">From 1, increasing with each publication.</param>
public sealed record PublishedProduct(string Code, int Version);
