using Customization.Domain;
using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Demand;
using Customization.Domain.Entities;
using Customization.Gateway.Access;
using Customization.Kernel.Model;

namespace Customization.Gateway.Products;

/// <summary>What sells of a product; for authors.</summary>
public static class DemandApi
{
    private const int Decimals = 2;

    /// <summary>Maps the demand of one product.</summary>
    public static void MapDemand(this RouteGroupBuilder products) =>
        products.MapGet("/{product}/demand", Read).RequireAuthorization(Roles.Author)
            .WithName("ReadDemand").WithSummary("Sales by value, faded by half in 180 days; few sales are not shown.");

    private static async Task<Results<Ok<DemandResource>, Problem>> Read(
        string product, ICustomization engine, TimeProvider time, CancellationToken cancellation)
    {
        if (engine.Catalog.Current(product) is not { } published)
        {
            return Problem.Of(new ProductModelRejection.ProductUnknown(product));
        }

        var current = published.At(time.GetUtcNow());
        var shards = new List<DemandState>();
        for (var shard = 0; shard < DemandLimits.ShardsPerProduct; shard++)
        {
            var reply = await engine.Ask(
                DemandShards.AddressOf(product, shard), new DemandCommand.ReadDemand(), cancellation);
            shards.Add(((DemandView)reply).State);
        }

        var report = DemandReport.Of(shards, current, engine.Catalog, time.GetUtcNow());
        return TypedResults.Ok(new DemandResource(
            product, current.Version, Math.Round(report.Sales, Decimals), ValuesOf(current.Model, report)));
    }

    private static OrderedDictionary<string, IReadOnlyDictionary<string, double>> ValuesOf(
        ProductModel model, DemandReport report)
    {
        var values = new OrderedDictionary<string, IReadOnlyDictionary<string, double>>();
        for (var i = 0; i < model.Characteristics.Length; i++)
        {
            var (characteristic, sold) = (new CharacteristicIndex(i), new OrderedDictionary<string, double>());
            for (var value = 0; value < model.Characteristics[i].Values.Length; value++)
            {
                var sales = report.PerLiteral[model.Literal(characteristic, value)];
                if (sales > 0)
                {
                    sold.Add(model.Characteristics[i].Values[value].Name, Math.Round(sales, Decimals));
                }
            }

            if (sold.Count > 0)
            {
                values.Add(model.Characteristics[i].Name, sold);
            }
        }

        return values;
    }
}

/// <summary>What sells of a product.</summary>
/// <param name="Version">The version that the values are of.</param>
/// <param name="Sales">Sales that are remembered; old ones count less.</param>
/// <param name="Values">By characteristic and value; what too few bought is left out.</param>
public sealed record DemandResource(
    string Product, int Version, double Sales,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Values);
