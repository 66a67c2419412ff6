using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Complexity;
using Customization.Domain.Catalog.Pricing;
using Customization.Gateway.Access;

namespace Customization.Gateway.Authoring;

/// <summary>What a product offers, what of it is bought, and what that costs; for authors.</summary>
public static class ComplexityApi
{
    /// <summary>Maps the report of one product.</summary>
    public static void MapComplexity(this RouteGroupBuilder products) =>
        products.MapGet("/{product}/complexity", Report).RequireAuthorization(Roles.Author).WithName("ReadComplexity")
            .WithSummary("Variety, dead values, demand, cost and margin, decisions, what to prune.");

    private static async Task<Results<Ok<ComplexityResource>, Problem>> Report(
        string product, int? version, string? priceList, ICustomization engine, HeavyWork heavy, EngineClock clock,
        CancellationToken cancellation)
    {
        if ((version is { } number ? engine.Catalog.Version(product, number) : engine.Catalog.Current(product))
            is not { } found)
        {
            return Problem.Of("product-unavailable", version is null
                ? $"There is no product '{product}'."
                : $"There is no version {version} of '{product}'.");
        }

        return TableOf(found, priceList, clock) is { } table
            ? TypedResults.Ok(await Of(found, table, engine, heavy, clock, cancellation))
            : Problem.Of("request-invalid", $"There is no price list '{priceList}', or it is not valid now.");
    }

    /// <summary>The report of a version, published or not, with the sales of its product.</summary>
    internal static async Task<ComplexityResource> Of(
        PublishedProduct product, PriceTable table, ICustomization engine, HeavyWork heavy, EngineClock clock,
        CancellationToken cancellation)
    {
        var sold = await SoldOrders.Of(engine, product.Code, cancellation);
        var now = product.At(clock.Now());
        var report = await heavy.Run(
            () => ComplexityAnalysis.Of(now, table, SalesHistory.Of(now, engine.Catalog, sold.Codes, clock.Now())),
            cancellation);
        return ComplexityResource.Of(now, report, sold);
    }

    /// <summary>The named price list, or the first that is valid; null where there is none.</summary>
    internal static PriceTable? TableOf(PublishedProduct product, string? priceList, EngineClock clock) =>
        priceList is null
            ? product.PriceTable(null, null, clock.Now()) ?? product.PriceTables[0]
            : product.PriceTable(priceList) is { } table && table.List.IsValid(clock.Now()) ? table : null;
}
