using System.Reflection;
using System.Text.Json;
using Customization.Domain.Entities;
using Microsoft.AspNetCore.Http.Metadata;

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
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext context) => ServerSentEvents.Send(context, Texts);

    /// <summary>Describes it to OpenAPI.</summary>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        ServerSentEvents.Describe(builder);

    private async IAsyncEnumerable<string> Texts(StreamStart start)
    {
        await foreach (var step in changes.NowAndOn(start.Heartbeat, start.Stop))
        {
            yield return step.IsSilence
                ? ServerSentEvents.Alive : TextOf(await render(step.Change, start.Stop), start.Json);
        }
    }

    private static string TextOf(StreamEvent? message, JsonSerializerOptions json) => message is null
        ? ""
        : $"id: {message.Version}\nevent: {message.Name}\n"
            + $"data: {JsonSerializer.Serialize(message.Data, message.Data.GetType(), json)}\n\n";
}
