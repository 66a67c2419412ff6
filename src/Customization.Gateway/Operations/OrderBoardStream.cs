using System.Reflection;
using System.Text.Json;
using System.Threading.Channels;
using Customization.Domain;
using Customization.Domain.Ordering;
using Customization.Gateway.Events;
using Customization.Gateway.Orders;
using Microsoft.AspNetCore.Http.Metadata;

namespace Customization.Gateway.Operations;

/// <summary>Server-sent events of several orders at once: an <c>order</c> message with the present of each, then one
/// for each change, with signs of life between.</summary>
/// <remarks>One connection where a browser would need one for each order. What is sent is the order as it is then. Ends
/// when the client leaves, when the process stops, or when the reader is too slow; clients connect again.</remarks>
public sealed class OrderBoardStream(
    IReadOnlyList<string> orders, ICustomization engine, Func<OrderView, OrderRow> render)
    : IResult, IEndpointMetadataProvider
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext context) => ServerSentEvents.Send(context, Texts);

    /// <summary>Describes it to OpenAPI.</summary>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        ServerSentEvents.Describe(builder);

    private async IAsyncEnumerable<string> Texts(StreamStart start)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(start.Stop);
        var news = Channel.CreateBounded<string>(orders.Count);
        var watching = Task.WhenAll(orders.Select(order => Follow(order, start.Heartbeat, news.Writer, stop.Token)));
        try
        {
            await foreach (var order in news.Reader.ReadAllAsync(stop.Token))
            {
                yield return order.Length == 0 ? ServerSentEvents.Alive
                    : await OrderWaits.Read(engine, order, stop.Token) is { } view
                        ? $"event: order\ndata: {JsonSerializer.Serialize(render(view), start.Json)}\n\n"
                    : "";
            }
        }
        finally
        {
            await stop.CancelAsync();
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

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
