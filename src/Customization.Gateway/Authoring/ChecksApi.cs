using System.Collections.Immutable;
using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Comparison;
using Customization.Gateway.Access;
using Customization.Gateway.Products;

namespace Customization.Gateway.Authoring;

/// <summary>Checks definitions without publishing them; for authors.</summary>
public static class ChecksApi
{
    /// <summary>Maps <c>/v1/checks</c>.</summary>
    public static void MapChecks(this RouteGroupBuilder v1)
    {
        var checks = v1.MapGroup("/checks").RequireAuthorization(Roles.Author).WithTags("Authoring");
        checks.MapPost("/", Check).WithMetadata(new DefinitionSizeLimit()).DisableRequestTimeout()
            .WithName("CheckDefinition")
            .WithSummary("Findings with line and column; what would change; a trial to try at once.");
        checks.MapGet("/{check}/complexity", Complexity).WithName("ReadTrialComplexity")
            .WithSummary("The complexity report of a checked definition.");
        checks.MapPost("/{check}/trial", TrialsApi.Play).WithName("TryDefinition")
            .WithSummary("What a customer would see after some choices, and why a value cannot be had.");
        checks.MapGet("/{check}/sessions", InFlightApi.OfTrial).WithName("ListTrialSessions")
            .WithSummary("Sessions that publishing it would reach, and what it would change in them.");
    }

    /// <summary>A definition with errors is an answer, not a refusal: that is what was asked.</summary>
    private static async Task<Ok<CheckResource>> Check(
        DefinitionBody body, ICustomization engine, Trials trials, EngineClock clock, HttpContext context,
        CancellationToken cancellation)
    {
        var check = await engine.Check(body.ToFiles(), cancellation);
        if (check.Compiled is not { } compiled)
        {
            return TypedResults.Ok(new CheckResource(
                null, null, null, DiagnosticResource.Of(check.Diagnostics), null, null, null));
        }

        var product = new PublishedProduct(compiled.Ready, DefinitionCheck.TrialVersion);
        trials.Keep(product);
        var current = engine.Catalog.Current(product.Code);
        var now = clock.Now();
        return TypedResults.Ok(new CheckResource(
            product.ContentHash, product.Code, current?.Version, DiagnosticResource.Of(check.Diagnostics),
            ComplexityResource.Text(compiled.Summary.Configurations),
            current is null ? null : ComparisonResource.Of(VersionComparison.Of(current.At(now), product.At(now))),
            ProductResource.Of(product, Languages.Of(context))));
    }

    private static async Task<Results<Ok<ComplexityResource>, Problem>> Complexity(
        string check, ICustomization engine, Trials trials, HeavyWork heavy, EngineClock clock,
        CancellationToken cancellation) =>
        trials.Find(check) is { } product
            ? TypedResults.Ok(await ComplexityApi.Of(
                product, ComplexityApi.TableOf(product, null, clock)!, engine, heavy, clock, cancellation))
            : Unknown();

    /// <summary>Where a check was forgotten.</summary>
    internal static Problem Unknown() =>
        Problem.Of("check-unknown", "This check is not kept here any more; check the definition again.");
}

/// <summary>What a definition is worth before it is published.</summary>
/// <param name="Id">Names the check; absent where the definition is in error, or is a rule set.</param>
/// <param name="Current">Version that it is compared with; absent where the product is new or off sale.</param>
/// <param name="Configurations">Exact number, as decimal text.</param>
/// <param name="Definition">Questions and answers, as a page would show them.</param>
public sealed record CheckResource(
    string? Id, string? Product, int? Current, IReadOnlyList<DiagnosticResource> Diagnostics,
    string? Configurations, ComparisonResource? Comparison, ProductResource? Definition);

/// <summary>What differs between two versions.</summary>
/// <param name="Before">Configurations of the older, as decimal text.</param>
/// <param name="After">Configurations of the newer.</param>
public sealed record ComparisonResource(string? Before, string? After, ImmutableArray<VersionChange> Changes)
{
    /// <summary>The comparison.</summary>
    public static ComparisonResource Of(VersionComparison comparison) => new(
        ComplexityResource.Text(comparison.Before), ComplexityResource.Text(comparison.After), comparison.Changes);
}
