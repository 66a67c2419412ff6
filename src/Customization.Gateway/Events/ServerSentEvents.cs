using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Customization.Gateway.Events;

/// <summary>What a stream is told when it begins.</summary>
/// <param name="Heartbeat">Silence after which it says that it is alive.</param>
/// <param name="Json">How data is written.</param>
/// <param name="Stop">The client has left, or the process stops.</param>
public readonly record struct StreamStart(TimeSpan Heartbeat, JsonSerializerOptions Json, CancellationToken Stop);

/// <summary>Sends server-sent events as they come, until they end, the client leaves or the process stops.</summary>
public static class ServerSentEvents
{
    /// <summary>Says that the stream is alive.</summary>
    public const string Alive = ": alive\n\n";

    private const string ContentType = "text/event-stream";

    /// <summary>Sends each text at once.</summary>
    public static async Task Send(HttpContext context, Func<StreamStart, IAsyncEnumerable<string>> texts)
    {
        var services = context.RequestServices;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        var start = new StreamStart(
            services.GetRequiredService<GatewayOptions>().HeartbeatInterval,
            services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions, stop.Token);
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-cache";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await foreach (var text in texts(start))
            {
                await context.Response.WriteAsync(text, stop.Token);
                await context.Response.Body.FlushAsync(stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The client left or the process stops: the stream just ends.
        }
    }

    /// <summary>Describes a stream to OpenAPI.</summary>
    public static void Describe(EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status200OK, typeof(string), [ContentType]));
}
