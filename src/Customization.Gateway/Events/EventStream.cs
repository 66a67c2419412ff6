using System.Reflection;
using System.Text.Json;
using Customization.Domain.Entities;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Customization.Gateway.Events;

/// <summary>One message of a stream.</summary>
public sealed record StreamEvent(string Name, long Version, object Data);

/// <summary>Server-sent events of one entity: first what it is now, then what changes, with signs of life between.
/// </summary>
/// <param name="changes">The entity's changes from now on.</param>
/// <param name="render">The message to send after a change, or for the present where there is none; null for none.
/// </param>
/// <remarks>Ends when the client leaves, when the process stops, or when the reader is too slow; clients reconnect and
/// see the present first, so nothing has to be replayed.</remarks>
public sealed class EventStream(
    IAsyncEnumerable<Change> changes, Func<Change?, CancellationToken, Task<StreamEvent?>> render)
    : IResult, IEndpointMetadataProvider
{
    private const string ContentType = "text/event-stream";

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var json = services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var heartbeat = services.GetRequiredService<GatewayOptions>().HeartbeatInterval;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-cache";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await foreach (var step in changes.NowAndOn(heartbeat, stop.Token))
            {
                var text = step.IsSilence ? ": alive\n\n" : TextOf(await render(step.Change, stop.Token), json);
                await context.Response.WriteAsync(text, stop.Token);
                await context.Response.Body.FlushAsync(stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The client left or the process stops: the stream just ends.
        }
    }

    /// <summary>Describes it to OpenAPI.</summary>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status200OK, typeof(string), [ContentType]));

    private static string TextOf(StreamEvent? message, JsonSerializerOptions json) => message is null
        ? ""
        : $"id: {message.Version}\nevent: {message.Name}\n"
            + $"data: {JsonSerializer.Serialize(message.Data, message.Data.GetType(), json)}\n\n";
}
