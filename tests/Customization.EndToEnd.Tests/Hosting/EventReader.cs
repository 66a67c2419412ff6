using System.Text.Json.Nodes;

namespace Customization.EndToEnd.Tests.Hosting;

/// <summary>Reads server-sent events.</summary>
public sealed class EventReader : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventReader(HttpResponseMessage response, Stream stream)
    {
        _response = response;
        _lines = new StreamReader(stream);
    }

    /// <summary>One message.</summary>
    public sealed record Message(string Name, JsonNode Data);

    /// <summary>Begins to listen.</summary>
    public static async Task<EventReader> Open(ApiClient caller, string path)
    {
        var response = await caller.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode}");
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventReader(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next line that is not empty.</summary>
    public async Task<string> NextLine()
    {
        string? line = "";
        while (line is { Length: 0 })
        {
            line = await _lines.ReadLineAsync().WaitAsync(Patience);
        }

        return line ?? throw new EndOfStreamException();
    }

    /// <summary>The next message; signs of life are passed over.</summary>
    public async Task<Message> Next()
    {
        var name = "";
        while (true)
        {
            var line = await NextLine();
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line["event: ".Length..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return new Message(name, JsonNode.Parse(line["data: ".Length..])!);
            }
        }
    }

    /// <summary>The first message that is as wanted.</summary>
    public async Task<Message> Until(Predicate<Message> isWanted)
    {
        Message message;
        do
        {
            message = await Next();
        }
        while (!isWanted(message));
        return message;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }
}
