using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Customization.LoadTests.Journeys;

namespace Customization.LoadTests.Targets;

/// <summary>A server over HTTP.</summary>
/// <remarks>At most <c>connections</c> are open; a request that waits for one waits in its own latency. Without tokens
/// on file each customer gets one from the development issuer.</remarks>
public sealed class HttpTarget : ILoadTarget
{
    private const string KeyHeader = "Idempotency-Key";

    private static readonly TimeSpan TokenPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan TokenPatience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http;
    private readonly IReadOnlyList<string> _given;
    private AuthenticationHeaderValue[] _tokens = [];

    /// <summary>A target that is not asked yet.</summary>
    /// <param name="tokens">Bearer tokens of customers, or none.</param>
    public HttpTarget(Uri url, int connections, TimeSpan timeout, IReadOnlyList<string> tokens)
    {
        _given = tokens;
        var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = connections,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        };
        _http = new HttpClient(handler) { BaseAddress = url, Timeout = timeout };
    }

    /// <inheritdoc/>
    public async Task Prepare(int customers, CancellationToken cancellation)
    {
        _tokens = new AuthenticationHeaderValue[customers];
        for (var i = 0; i < customers; i++)
        {
            var token = _given.Count > 0 ? _given[i % _given.Count] : await NewToken(i, cancellation);
            _tokens[i] = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    /// <inheritdoc/>
    public async Task<LoadAnswer> Send(LoadRequest request, Offer offer, CancellationToken cancellation)
    {
        try
        {
            using var message = MessageOf(request);
            message.Headers.Authorization = _tokens[request.Customer];
            using var response = await _http.SendAsync(message, cancellation).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            return AnswerOf(request.Operation, response, body, offer);
        }
        catch (HttpRequestException fault)
        {
            return new LoadAnswer(Outcome.Failed, $"connection {fault.HttpRequestError}");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new LoadAnswer(Outcome.Failed, "timeout");
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            return new LoadAnswer(Outcome.Failed, $"answer {fault.GetType().Name}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage MessageOf(LoadRequest request)
    {
        var session = $"/v1/sessions/{request.Session}";
        var message = request.Operation switch
        {
            Operation.Open => Message(HttpMethod.Post, "/v1/sessions", new { product = request.Product }),
            Operation.Choose => Message(
                HttpMethod.Put, $"{session}/selection/{Uri.EscapeDataString(request.Characteristic!)}",
                new { value = request.Value }),
            Operation.Repair => Message(
                HttpMethod.Post, $"{session}/repair",
                new { characteristic = request.Characteristic, value = request.Value }),
            Operation.Explain => Message(HttpMethod.Get, $"{session}/explanation?characteristic="
                + $"{Uri.EscapeDataString(request.Characteristic!)}&value={Uri.EscapeDataString(request.Value!)}"),
            Operation.Undo => Message(HttpMethod.Post, $"{session}/undo"),
            Operation.Complete => Message(HttpMethod.Post, $"{session}/complete", new { goal = "cheapest" }),
            Operation.Order => Message(
                HttpMethod.Post, "/v1/orders", new { configuration = request.Code, lane = request.Lane }),
            Operation.Reconnect => Message(HttpMethod.Put, session, new { code = request.Code }),
            _ => Message(HttpMethod.Get, session),
        };
        if (request.Operation == Operation.Undo)
        {
            message.Headers.TryAddWithoutValidation(
                "If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{request.Version}\""));
        }

        if (request.Key is not null)
        {
            message.Headers.Add(KeyHeader, request.Key);
        }

        return message;
    }

    private static HttpRequestMessage Message(HttpMethod method, string path, object? body = null) => new(method, path)
    {
        Content = body is null ? null : JsonContent.Create(body, body.GetType()),
    };

    private static LoadAnswer AnswerOf(Operation operation, HttpResponseMessage response, byte[] body, Offer offer)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
        {
            return operation is Operation.Order or Operation.Explain
                ? new LoadAnswer(Outcome.Answered, "")
                : AnswerReader.Session(body, offer);
        }

        // Whoever is not let in or is told to wait got no answer; every other 4xx is one.
        var isAnswer = status is >= 400 and < 500 and not (401 or 403 or 408 or 429);
        var when = status is 429 or 503 && response.Headers.RetryAfter is null ? " without Retry-After" : "";
        return new LoadAnswer(
            isAnswer ? Outcome.Refused : Outcome.Failed, $"{status} {AnswerReader.ProblemCode(body)}".TrimEnd() + when);
    }

    private async Task<string> NewToken(int customer, CancellationToken cancellation)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var response = await _http.PostAsJsonAsync(
                "/v1/dev/token", new { subject = $"load-{customer}" }, cancellation).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellation).ConfigureAwait(false);
                return answer.GetProperty("token").GetString() ?? "";
            }

            if ((int)response.StatusCode is not (429 or 503)
                || TimeProvider.System.GetElapsedTime(start) > TokenPatience)
            {
                throw new HttpRequestException(
                    $"/v1/dev/token answers {(int)response.StatusCode}; give tokens with --tokens");
            }

            await Task.Delay(TokenPause, cancellation).ConfigureAwait(false);
        }
    }
}
