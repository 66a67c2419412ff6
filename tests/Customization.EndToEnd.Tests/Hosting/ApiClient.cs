using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Customization.EndToEnd.Tests.Hosting;

/// <summary>Speaks JSON with the server as one subject.</summary>
public sealed class ApiClient(HttpClient http, string subject) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Whose token it carries.</summary>
    public string Subject => subject;

    /// <summary>The client beneath.</summary>
    public HttpClient Http => http;

    /// <summary>Gets; anything but success fails the test.</summary>
    public async Task<JsonNode> Get(string path) => await Read(await Send(HttpMethod.Get, path));

    /// <summary>Posts; anything but success fails the test.</summary>
    public async Task<JsonNode> Post(string path, object? body = null, string? ifMatch = null, string? key = null) =>
        await Read(await Send(HttpMethod.Post, path, body, ifMatch, key));

    /// <summary>Puts; anything but success fails the test.</summary>
    public async Task<JsonNode> Put(string path, object body, string? ifMatch = null) =>
        await Read(await Send(HttpMethod.Put, path, body, ifMatch));

    /// <summary>Sends and expects this refusal.</summary>
    public async Task<JsonNode> Refused(
        HttpStatusCode status, string code, HttpMethod method, string path, object? body = null,
        string? ifMatch = null, string? key = null)
    {
        using var response = await Send(method, path, body, ifMatch, key);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal(code, problem["code"]!.GetValue<string>());
        Assert.False(string.IsNullOrEmpty(problem["traceId"]!.GetValue<string>()));
        Assert.Equal((int)status, problem["status"]!.GetValue<int>());
        return problem;
    }

    /// <summary>Sends a request; the caller looks at the answer.</summary>
    public Task<HttpResponseMessage> Send(
        HttpMethod method, string path, object? body = null, string? ifMatch = null, string? key = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body, body.GetType(), options: Json);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return http.SendAsync(request);
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static async Task<JsonNode> Read(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(
                response.IsSuccessStatusCode,
                $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri}: "
                + $"{(int)response.StatusCode} {text}");
            return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
        }
    }
}
