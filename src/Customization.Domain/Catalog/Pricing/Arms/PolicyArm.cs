namespace Customization.Domain.Catalog.Pricing.Arms;

/// <summary>One of several policies that are compared with each other on customers.</summary>
/// <param name="Share">Percent of the customers that get it, 1 to 99; the shares of a product add up to 100.</param>
public sealed record PolicyArm(string Code, int Share, PricingPolicy Policy);
