using System.Reflection;
using System.Text.Json;
using Customization.Domain.Catalog;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Customization.Gateway.Products;

/// <summary>Server-sent events of one publication: <c>compiling</c> with the share done, then one of
/// <c>published</c>, <c>refused</c>, <c>rejected</c>.</summary>
public sealed class PublicationStream(IAsyncEnumerable<PublicationStep> steps) : IResult, IEndpointMetadataProvider
{
    private const string ContentType = "text/event-stream";

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext context)
    {
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-cache";
        await foreach (var step in steps.WithCancellation(context.RequestAborted))
        {
            var (name, data) = Message(step);
            await context.Response.WriteAsync(
                $"event: {name}\ndata: {JsonSerializer.Serialize(data, data.GetType(), json)}\n\n",
                context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    /// <summary>Describes it to OpenAPI.</summary>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status200OK, typeof(string), [ContentType]));

    private static (string Name, object Data) Message(PublicationStep step) => step switch
    {
        PublicationStep.Compiling compiling => ("compiling", new { compiling.Done }),
        PublicationStep.Published published => ("published", PublishedResource.Of(published)),
        PublicationStep.Refused refused =>
            ("refused", new { Diagnostics = DiagnosticResource.Of(refused.Diagnostics) }),
        PublicationStep.Rejected { Rejection: var rejection } =>
            ("rejected", new { rejection.Code, rejection.Detail }),
        _ => throw new InvalidOperationException($"unexpected step {step.GetType().Name}"),
    };
}
