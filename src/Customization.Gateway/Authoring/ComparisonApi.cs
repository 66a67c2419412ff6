using Customization.Domain;
using Customization.Domain.Catalog.Comparison;
using Customization.Gateway.Access;

namespace Customization.Gateway.Authoring;

/// <summary>What differs between two versions of a product, and whom going to one would reach; for authors.</summary>
public static class ComparisonApi
{
    /// <summary>Maps the comparison of one product's versions.</summary>
    public static void MapComparison(this RouteGroupBuilder products)
    {
        var product = products.MapGroup("/{product}").RequireAuthorization(Roles.Author);
        product.MapGet("/versions/{version:int}/changes", Compare).WithName("CompareVersions")
            .WithSummary("What this version changed against another, by names.");
        product.MapGet("/versions/{version:int}/sessions", InFlightApi.OfVersion).WithName("ListVersionSessions")
            .WithSummary("Sessions on other versions, and what moving to this one would change in them.");
    }

    private static Results<Ok<ComparisonResource>, Problem> Compare(
        string product, int version, int since, ICustomization engine, EngineClock clock)
    {
        var now = clock.Now();
        if (engine.Catalog.Version(product, since) is not { } before)
        {
            return Missing(product, since);
        }

        return engine.Catalog.Version(product, version) is { } after
            ? TypedResults.Ok(ComparisonResource.Of(VersionComparison.Of(before.At(now), after.At(now))))
            : Missing(product, version);
    }

    private static Problem Missing(string product, int version) =>
        Problem.Of("product-unavailable", $"There is no version {version} of '{product}'.");
}
