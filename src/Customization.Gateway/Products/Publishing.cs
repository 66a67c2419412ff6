using System.Collections.Immutable;
using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.RuleSets;
using Customization.Gateway.Access;
using Customization.Kernel.Language;

namespace Customization.Gateway.Products;

/// <summary>Brings new versions of products into the world.</summary>
public static class Publishing
{
    private const string StreamType = "text/event-stream";

    /// <summary>Publishes a product definition.</summary>
    /// <remarks>Compiling can take seconds to minutes: a caller who accepts an event stream sees the progress, all
    /// others wait. Leaving before the end publishes nothing.</remarks>
    public static Task<Results<Created<PublishedResource>, PublicationStream, Problem>> Publish(
        DefinitionBody body, Caller caller, ICustomization engine, HttpContext context) =>
        Publish(body, isRuleSet: false, caller, engine, context);

    /// <summary>Publishes a rule set, in the same way.</summary>
    public static Task<Results<Created<PublishedResource>, PublicationStream, Problem>> PublishRuleSet(
        DefinitionBody body, Caller caller, ICustomization engine, HttpContext context) =>
        Publish(body, isRuleSet: true, caller, engine, context);

    private static async Task<Results<Created<PublishedResource>, PublicationStream, Problem>> Publish(
        DefinitionBody body, bool isRuleSet, Caller caller, ICustomization engine, HttpContext context)
    {
        var collection = isRuleSet ? "rule-sets" : "products";
        var files = body.ToFiles();
        if (RuleSetReader.IsRuleSet(files) != isRuleSet)
        {
            return Problem.Of("definition-refused", isRuleSet
                ? "This is no rule set: the key 'ruleSet' is missing."
                : "This is a rule set: publish it under /v1/rule-sets.");
        }

        var steps = engine.Publish(files, caller.Subject, context.RequestAborted);
        if (context.Request.Headers.Accept.ToString().Contains(StreamType, StringComparison.OrdinalIgnoreCase))
        {
            return new PublicationStream(steps);
        }

        await foreach (var step in steps)
        {
            switch (step)
            {
                case PublicationStep.Published done:
                    return TypedResults.Created(
                        $"/v1/{collection}/{done.Code}/versions/{done.Version}", PublishedResource.Of(done));
                case PublicationStep.Refused refused:
                    return Problem.Of(
                        "definition-refused", refused.Diagnostics[0].ToString(),
                        ("diagnostics", DiagnosticResource.Of(refused.Diagnostics)));
                case PublicationStep.Rejected rejected:
                    return Problem.Of(rejected.Rejection);
            }
        }

        throw new UnavailableException(UnavailableReason.Draining, "the publication ended without an answer");
    }
}

/// <summary>A definition to publish.</summary>
/// <param name="FileName">Name used in diagnostics.</param>
/// <param name="Imports">Imported files by the name that the definition uses.</param>
public sealed record DefinitionBody(
    string FileName, string Text, IReadOnlyDictionary<string, string>? Imports = null)
{
    /// <summary>The texts.</summary>
    public DefinitionFiles ToFiles() => new(
        FileName, Text, (Imports ?? new Dictionary<string, string>()).ToImmutableSortedDictionary());
}

/// <summary>What was published.</summary>
public sealed record PublishedResource(string Code, int Version, IReadOnlyList<DiagnosticResource> Warnings)
{
    /// <summary>The outcome.</summary>
    public static PublishedResource Of(PublicationStep.Published published) =>
        new(published.Code, published.Version, DiagnosticResource.Of(published.Warnings));
}

/// <summary>What is wrong with a definition, and where.</summary>
/// <param name="Line">From 1; 0 where the whole file is meant.</param>
public sealed record DiagnosticResource(
    string Code, Severity Severity, string File, int Line, int Column, string Message)
{
    /// <summary>The diagnostics in their order.</summary>
    public static IReadOnlyList<DiagnosticResource> Of(ImmutableArray<Diagnostic> diagnostics) =>
        [.. diagnostics.Select(diagnostic => new DiagnosticResource(
            diagnostic.Code, diagnostic.Severity, diagnostic.Span.File, diagnostic.Span.Line, diagnostic.Span.Column,
            diagnostic.Message))];
}
