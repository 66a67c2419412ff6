using System.Reflection;
using System.Text.Json;
using System.Threading.Channels;
using Customization.Domain;
using Customization.Domain.Ordering;
using Customization.Gateway.Events;
using Customization.Gateway.Orders;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Customization.Gateway.Operations;

/// <summary>Server-sent events of several orders at once: an <c>order</c> message with the present of each, then one
/// for each change, with signs of life between.</summary>
/// <remarks>One connection where a browser would need one for each order. What is sent is the order as it is then. Ends
/// when the client leaves, when the process stops, or when the reader is too slow; clients connect again.</remarks>
public sealed class OrderBoardStream(
    IReadOnlyList<string> orders, ICustomization engine, Func<OrderView, OrderRow> render)
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
        var news = Channel.CreateBounded<string>(orders.Count);
        var watching = Task.WhenAll(orders.Select(order => Follow(order, heartbeat, news.Writer, stop.Token)));
        try
        {
            await foreach (var order in news.Reader.ReadAllAsync(stop.Token))
            {
                var text = order.Length == 0 ? ": alive\n\n"
                    : await OrderWaits.Read(engine, order, stop.Token) is { } view
                        ? $"event: order\ndata: {JsonSerializer.Serialize(render(view), json)}\n\n"
                    : "";
                await context.Response.WriteAsync(text, stop.Token);
                await context.Response.Body.FlushAsync(stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The client left or the process stops: the stream just ends.
        }
        finally
        {
            await stop.CancelAsync();
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Describes it to OpenAPI.</summary>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status200OK, typeof(string), [ContentType]));

    /// <summary>Tells of the present and each change of one order; the first order tells that the stream lives.
    /// </summary>
    private async Task Follow(
        string order, TimeSpan heartbeat, ChannelWriter<string> news, CancellationToken cancellation)
    {
        var changes = engine.Watch(OrderWaits.AddressOf(order), cancellation);
        try
        {
            await foreach (var step in changes.NowAndOn(heartbeat, cancellation))
            {
                if (!step.IsSilence)
                {
                    await news.WriteAsync(order, cancellation);
                }
                else if (order == orders[0])
                {
                    await news.WriteAsync("", cancellation);
                }
            }
        }
        finally
        {
            // One that ended before its time ends the stream: the client connects again and sees the present.
            news.TryComplete();
        }
    }
}
