using System.Globalization;
using Customization.Domain;
using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Catalog.RuleSets;
using Customization.Domain.Entities;
using Customization.Gateway.Access;

namespace Customization.Gateway.Products;

/// <summary>Which versions of a product there are, and which one counts; for authors.</summary>
public static class VersionsApi
{
    /// <summary>Maps the versions of one product.</summary>
    public static void MapVersions(this RouteGroupBuilder products)
    {
        var product = products.MapGroup("/{product}").RequireAuthorization(Roles.Author);
        product.MapGet("/versions", (string product, ICustomization engine, CancellationToken cancellation) =>
                Tell(product, new ProductModelCommand.ReadProduct(), engine, cancellation))
            .WithName("ListVersions").WithSummary("Versions with who published them, and the current one.");
        product.MapPut("/current", (
                    string product, CurrentVersion request, Caller caller, ICustomization engine,
                    CancellationToken cancellation) =>
                Tell(product, new ProductModelCommand.RollBackVersion(request.Version, caller.Subject), engine,
                    cancellation))
            .WithName("RollBack").WithSummary("Makes an older version current again.");
        product.MapGet("/versions/{version:int}/definition", Definition).WithName("ReadDefinition")
            .WithSummary("The texts that a version was published with, to be changed and published again.");
        product.MapDelete("/versions/{version:int}", (
                    string product, int version, Caller caller, ICustomization engine,
                    CancellationToken cancellation) =>
                Tell(product, new ProductModelCommand.WithdrawVersion(version, caller.Subject), engine, cancellation))
            .WithName("WithdrawVersion").WithSummary("Ends a version for good; its sessions migrate.");
        product.MapDelete("/", (
                    string product, Caller caller, ICustomization engine, CancellationToken cancellation) =>
                Tell(product, new ProductModelCommand.RetireProduct(caller.Subject), engine, cancellation))
            .WithName("RetireProduct").WithSummary("Takes the product off sale: no new session.");
    }

    /// <summary>Without the rule sets that it uses: those are taken up anew.</summary>
    private static Results<Ok<DefinitionBody>, Problem> Definition(
        string product, int version, ICustomization engine)
    {
        if (engine.Catalog.Version(product, version) is not { } found)
        {
            return Problem.Of("product-unavailable", $"There is no version {version} of '{product}'.");
        }

        var files = RuleSetFiles.Without(found.Definition.Files);
        return TypedResults.Ok(new DefinitionBody(
            files.FileName, files.Text, files.Imports.IsEmpty ? null : files.Imports));
    }

    private static async Task<Results<Ok<ProductVersions>, Problem>> Tell(
        string product, Command command, ICustomization engine, CancellationToken cancellation)
    {
        if (!Keys.IsKey(product))
        {
            return Problem.Of(new ProductModelRejection.ProductUnknown(product));
        }

        var address = new EntityAddress(EntityKind.ProductModel, product);
        var reply = await engine.Ask(address, command, cancellation);
        if (reply is not (Rejection or ProductModelReply.ProductRead))
        {
            reply = await engine.Ask(address, new ProductModelCommand.ReadProduct(), cancellation);
        }

        return reply switch
        {
            ProductModelReply.ProductRead read => TypedResults.Ok(ProductVersions.Of(read.Product)),
            Rejection rejection => Problem.Of(rejection),
            _ => throw new InvalidOperationException($"unexpected reply {reply.GetType().Name}"),
        };
    }
}

/// <summary>The version to make current.</summary>
public sealed record CurrentVersion(int Version);

/// <summary>The versions of a product.</summary>
/// <param name="Current">The version that new sessions use; absent where there is none.</param>
public sealed record ProductVersions(
    string Code, int? Current, bool IsRetired, IReadOnlyList<VersionResource> Versions)
{
    /// <summary>The versions by rising number.</summary>
    public static ProductVersions Of(ProductModelState product) => new(
        product.Code, product.Current == 0 ? null : product.Current, product.IsRetired,
        [.. product.Versions.Select(VersionResource.Of)]);
}

/// <summary>One version.</summary>
/// <param name="Configurations">Exact number, as decimal text; absent where it is unknown: the version did not compile
/// within the limits and is configured by search.</param>
/// <param name="RuleSets">The versions of rule sets that it uses; absent where it uses none.</param>
public sealed record VersionResource(
    int Version, string DefinitionHash, string PublishedBy, DateTimeOffset PublishedAt, int Characteristics,
    int Values, int Rules, string? Configurations, int Nodes, IReadOnlyList<RuleSetUseResource>? RuleSets)
{
    /// <summary>The version.</summary>
    public static VersionResource Of(PublishedVersion version) => new(
        version.Version, version.DefinitionHash, version.PublishedBy, version.PublishedAt,
        version.Summary.Characteristics, version.Summary.Values, version.Summary.Rules,
        version.Summary.Configurations?.ToString(CultureInfo.InvariantCulture), version.Summary.Nodes,
        version.RuleSets.IsEmpty
            ? null
            : [.. version.RuleSets.Select(used => new RuleSetUseResource(used.Code, used.Version))]);
}

/// <summary>A version of a rule set that is part of a version of a product.</summary>
public sealed record RuleSetUseResource(string RuleSet, int Version);
