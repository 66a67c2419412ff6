using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;
using Customization.EndToEnd.Tests.Scenarios;
using Customization.Fuzzing;
using Customization.Gateway;

namespace Customization.EndToEnd.Tests.Hostile;

/// <summary>No request, however made, gets anything but what is documented, nor takes more than its time and memory.
/// </summary>
/// <remarks><c>CUSTOMIZATION_FUZZ_SECONDS=3600</c> makes each test run an hour.</remarks>
public sealed class HttpFuzzTests : IAsyncLifetime
{
    private const int Requests = 1_200;
    private const int RawRequests = 150;
    private const long ServerBytesMax = 1_500L * 1024 * 1024;
    private const int AnswerBytesMax = 8 * 1024 * 1024;

    private readonly TemporaryFolder _data = new();
    private ServerProcess _server = null!;

    public async Task InitializeAsync() =>
        _server = await ServerProcess.Start(_data.Path, "--requests-per-second", "100000");

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task Every_request_gets_a_documented_answer()
    {
        var requests = await Make();
        using var http = Client();
        Fuzz.Run(
            "http", Requests, random => $"{random.Next()}",
            seed => Send(http, () => requests.Make(new Random(int.Parse(seed)))).GetAwaiter().GetResult());
        await AssertWell();
        Assert.True(requests.Count > 50, "most of the API is missing in its document");
    }

    [Fact]
    public async Task What_is_hardly_a_request_is_refused_or_cut_off()
    {
        string[] corpus =
        [
            "GET /v1/products HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 18\r\n\r\n"
                + "{\"product\":\"shoe\"}",
            "POST /v1/orders HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        ];
        string[] pieces =
        [
            "\r\n", "\r\n\r\n", "Host: y\r\n", "Content-Length: -1\r\n", "Content-Length: 99999999999\r\n", " HTTP/1.0",
            " HTTP/9.9", "Transfer-Encoding: chunked\r\n", "ffffffffffffffff\r\n", ": ", "\0", "%", "?", "//", "PRI * ",
            "Expect: 100-continue\r\n", "Upgrade: h2c\r\n", $"X: {new string('x', 20_000)}\r\n",
            string.Concat(Enumerable.Range(0, 100).Select(i => $"X-{i}: 1\r\n")), new string('a', 10_000),
        ];
        Fuzz.Run(
            "http-raw", RawRequests,
            random => Mutation.Of(corpus[random.Next(corpus.Length)], pieces, corpus, random), SendRaw);
        await AssertWell();
    }

    /// <summary>It answers, and neither logged a bug nor took too much.</summary>
    private async Task AssertWell()
    {
        using var http = _server.Client();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/healthz")).StatusCode);
        Assert.Equal("", _server.Errors.Trim());
        Assert.InRange(_server.PeakBytes, 1, ServerBytesMax);
    }

    private HttpClient Client() => new(new SocketsHttpHandler
    {
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
    })
    {
        BaseAddress = _server.Url,
    };

    /// <summary>A connection whose last request was refused before it was read to its end is closed by the server a
    /// little later, and the next request may just have been sent on it, wholly or in part. On one of its own it must
    /// be answered.
    /// </summary>
    private async Task Send(HttpClient http, Func<HttpRequestMessage> make)
    {
        try
        {
            await Inspect(http, make());
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.ResponseEnded
            || IsCutOff(fault.InnerException?.InnerException))
        {
            using var fresh = Client();
            await Inspect(fresh, make());
        }
    }

    private static async Task Inspect(HttpClient http, HttpRequestMessage request)
    {
        using var message = request;
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var type = response.Content.Headers.ContentType?.MediaType;
        if (response.IsSuccessStatusCode && type == "text/event-stream")
        {
            return;
        }

        var status = (int)response.StatusCode;
        var body = await response.Content.ReadAsStringAsync();
        var what = $"{status} {body}\nto {await HostileRequests.Show(request)}";
        Assert.True(body.Length < AnswerBytesMax, what);
        if (status < 400)
        {
            Assert.True(body.Length == 0 || type != "application/json" || JsonNode.Parse(body) is not null, what);
            return;
        }

        // What the server cannot read as HTTP gets a status and no body.
        if (body.Length == 0 && status is 400 or 414 or 431)
        {
            return;
        }

        Assert.True(type == "application/problem+json", what);
        var problem = JsonNode.Parse(body)!;
        var code = problem["code"]?.GetValue<string>() ?? "";
        Assert.True(Problems.Codes.Contains(code) && problem["traceId"] is not null, what);
        Assert.True(status == problem["status"]!.GetValue<int>() && status == Problems.Of(code).Status, what);
        Assert.True(status < 500 || code is "overloaded", what);
    }

    private void SendRaw(string text)
    {
        using var client = new TcpClient();
        client.Connect(IPAddress.Loopback, _server.Url.Port);
        client.ReceiveTimeout = 60_000;
        var stream = client.GetStream();
        var answer = new byte[16];
        var length = 0;
        try
        {
            stream.Write(Encoding.Latin1.GetBytes(text));
            client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            // Cut off before it said all of it.
            return;
        }

        try
        {
            while (length < answer.Length && stream.Read(answer, length, answer.Length - length) is > 0 and var read)
            {
                length += read;
            }
        }
        catch (IOException fault) when (IsCutOff(fault.InnerException))
        {
            return;
        }

        var start = Encoding.Latin1.GetString(answer, 0, length);
        Assert.True(length == 0 || start.StartsWith("HTTP/1.1 ", StringComparison.Ordinal), start);
        Assert.True(length < 10 || start[9] is '1' or '2' or '3' or '4' || start.Contains("505"), start);
    }

    private static bool IsCutOff(Exception? fault) => (fault as SocketException)?.SocketErrorCode
        is SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted;

    private async Task<HostileRequests> Make()
    {
        using var customer = await _server.As("customer-1");
        using var author = await _server.As("author-1", "author");
        using var @operator = await _server.As("operator-1", "operator");
        var journey = await Journey.Open(customer, new { product = "shoe" });
        await journey.Answer(SampleAnswers.Shoe);
        await journey.Complete();
        var quote = await journey.Quote();
        var document = (await new ApiClient(_server.Client(), "").Get("/openapi/v1.json")).AsObject();
        var names = new Dictionary<string, string>
        {
            ["session"] = journey.Id,
            ["id"] = journey.Id,
            ["order"] = quote["id"]!.GetValue<string>(),
            ["customer"] = customer.Subject,
            ["product"] = "shoe",
            ["characteristic"] = "toe",
            ["parameter"] = "heelText",
            ["component"] = "laces-flat",
            ["cell"] = "cutting-1",
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd"),
            ["purpose"] = "personalization",
            ["operation"] = "cut",
        };
        string[] values = [.. names.Values, journey.Code, "white", "lime", "leather", "cheapest", "standard", "EUR"];
        return new HostileRequests(document, names, values, [.. new[] { customer, customer, author, @operator }
            .Select(caller => caller.Http.DefaultRequestHeaders.Authorization!.Parameter!)]);
    }
}
