using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Customization.Cluster.Tests.History;

namespace Customization.Cluster.Tests.Shopping;

/// <summary>One customer's way to several gateways: the next one where one does not answer.</summary>
public sealed class Counter : IDisposable
{
    /// <summary>How long a front-end waits before it asks elsewhere.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private readonly HttpClient[] _gateways;
    private readonly Recorder _recorder;
    private int _current;

    /// <summary>Opens it with a token that every gateway knows.</summary>
    public Counter(IEnumerable<Uri> gateways, string token, Recorder recorder, int first)
    {
        _gateways = [.. gateways.Select(url => new HttpClient { BaseAddress = url, Timeout = AnswerTime })];
        foreach (var gateway in _gateways)
        {
            gateway.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        (_recorder, _current) = (recorder, first % _gateways.Length);
    }

    /// <summary>An answer that settles the request.</summary>
    /// <param name="Tag">The version that it shows.</param>
    public sealed record Reply(HttpStatusCode Status, string Text, string? Tag)
    {
        public JsonNode Json => JsonNode.Parse(Text)!;

        /// <summary>The stable code of a refusal.</summary>
        public string Code => Json["code"]!.GetValue<string>();
    }

    /// <summary>Asks once.</summary>
    /// <returns>Null where nothing came that settles it: it may have happened or not. The next request goes to another
    /// gateway.</returns>
    public async Task<Reply?> Try(
        HttpMethod method, string path, object? body = null, string? tag = null, string? key = null,
        CancellationToken leave = default)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType());
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        try
        {
            using var response = await _gateways[_current].SendAsync(request, leave);
            var text = await response.Content.ReadAsStringAsync(leave);
            if (response.StatusCode == HttpStatusCode.InternalServerError)
            {
                _recorder.Wonder($"{method} {path}: {text}");
            }

            if ((int)response.StatusCode < 500)
            {
                return new Reply(response.StatusCode, text, response.Headers.ETag?.ToString());
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException)
        {
            leave.ThrowIfCancellationRequested();
        }

        _recorder.NotAnswered();
        _current = (_current + 1) % _gateways.Length;
        return null;
    }

    /// <summary>Asks until there is an answer: only for what may be repeated.</summary>
    /// <exception cref="OperationCanceledException">The patience is at its end.</exception>
    public async Task<Reply> Insist(
        CancellationToken patience, HttpMethod method, string path, object? body = null, string? key = null)
    {
        while (true)
        {
            if (await Try(method, path, body, key: key, leave: patience) is { } reply)
            {
                return reply;
            }

            await Task.Delay(Pause, patience);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var gateway in _gateways)
        {
            gateway.Dispose();
        }
    }
}
