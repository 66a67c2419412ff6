using Customization.Domain;
using Customization.Gateway.Access;
using Customization.Gateway.Authoring;
using Customization.Gateway.Limits;

namespace Customization.Gateway.Products;

/// <summary>What can be configured, for everybody; publishing, for authors.</summary>
public static class ProductsApi
{
    /// <summary>Maps <c>/v1/products</c>.</summary>
    public static void MapProducts(this RouteGroupBuilder v1)
    {
        var products = v1.MapGroup("/products").WithPriority(Priority.Visit).WithTags("Products");
        products.MapGet("/", List).AllowAnonymous().WithName("ListProducts")
            .WithSummary("Products that can be configured now.");
        products.MapGet("/{product}", Read).AllowAnonymous().WithName("ReadProduct")
            .WithSummary("Questions, answers, texts and pictures of the current version.");
        products.MapGet("/{product}/versions/{version:int}", ReadVersion).AllowAnonymous().WithName("ReadVersion")
            .WithSummary("The same of one version.");
        products.MapPost("/", Publishing.Publish).RequireAuthorization(Roles.Author).WithName("PublishProduct")
            .WithMetadata(new DefinitionSizeLimit()).DisableRequestTimeout()
            .WithSummary("Checks, compiles and publishes a definition; text/event-stream shows the progress.");
        products.MapVersions();
        products.MapComplexity();
        products.MapPolicies();
        products.MapComparison();
        products.MapDemand();
    }

    private static async Task<Ok<IReadOnlyList<ProductSummary>>> List(
        ICustomization engine, HttpContext context, TimeProvider clock, CancellationToken cancellation)
    {
        var language = Languages.Of(context);
        var products = await Catalogue.All(engine, cancellation);
        return TypedResults.Ok<IReadOnlyList<ProductSummary>>(
            [.. products.Select(product => ProductSummary.Of(product, language, clock.GetUtcNow()))]);
    }

    private static Results<Ok<ProductResource>, Problem> Read(
        string product, ICustomization engine, HttpContext context) =>
        engine.Catalog.Current(product) is { } found
            ? TypedResults.Ok(ProductResource.Of(found, Languages.Of(context)))
            : Problem.Of("product-unavailable", $"There is no product '{product}'.");

    private static Results<Ok<ProductResource>, Problem> ReadVersion(
        string product, int version, ICustomization engine, HttpContext context) =>
        engine.Catalog.Version(product, version) is { } found
            ? TypedResults.Ok(ProductResource.Of(found, Languages.Of(context)))
            : Problem.Of("product-unavailable", $"There is no version {version} of '{product}'.");
}
