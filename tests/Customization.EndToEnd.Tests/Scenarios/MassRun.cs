using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>One run over HTTP, from its recipients to its end.</summary>
public sealed class MassRun(ApiClient reviewer, string id)
{
    private const int BatchSize = 50;
    private const int LooksMax = 600;

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Path of something of the run.</summary>
    public string Path(string tail = "") => $"/v1/runs/{id}{tail}";

    /// <summary>Creates it.</summary>
    public Task<JsonNode> Create(object settings) => reviewer.Put(Path(), settings);

    /// <summary>Adds recipients: a header, then a row for each.</summary>
    public async Task Add(string header, IReadOnlyList<string> rows)
    {
        for (var number = 1; (number - 1) * BatchSize < rows.Count; number++)
        {
            using var added = await Upload(
                number, string.Join('\n', rows.Skip((number - 1) * BatchSize).Take(BatchSize).Prepend(header)));
            Assert.True(added.IsSuccessStatusCode, await added.Content.ReadAsStringAsync());
        }
    }

    /// <summary>Sends one batch as it is.</summary>
    public async Task<HttpResponseMessage> Upload(int number, string text, string type = "text/csv")
    {
        using var content = new StringContent(text, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await reviewer.Http.PutAsync(Path($"/batches/{number}"), content);
    }

    /// <summary>Submits, approves, pauses, ...</summary>
    public Task<JsonNode> Step(string step, object? body = null) => reviewer.Post(Path($"/{step}"), body);

    /// <summary>What a step is refused with.</summary>
    public Task<JsonNode> Refused(string step, string code) =>
        reviewer.Refused(HttpStatusCode.Conflict, code, HttpMethod.Post, Path($"/{step}"));

    /// <summary>The run once it has this status.</summary>
    public async Task<JsonNode> Until(string status)
    {
        for (var look = 0; look < LooksMax; look++)
        {
            var run = await reviewer.Get(Path());
            if (run["status"]!.GetValue<string>() == status)
            {
                return run;
            }

            await Task.Delay(LookInterval);
        }

        throw new TimeoutException($"{await reviewer.Get(Path())}");
    }

    /// <summary>All items of a status, page by page.</summary>
    public async Task<IReadOnlyList<JsonNode>> Items(string status)
    {
        var items = new List<JsonNode>();
        for (string? after = ""; after is not null;)
        {
            var page = await reviewer.Get(Path($"/items?status={status}&limit=40{after}"));
            items.AddRange(page["items"]!.AsArray().Select(item => item!));
            after = page["next"] is { } next ? $"&after={next.GetValue<string>()}" : null;
        }

        return items;
    }

    /// <summary>A document of an item.</summary>
    public Task<string> Document(JsonNode item, string name) =>
        reviewer.Http.GetStringAsync(Path($"/items/{item["id"]!.GetValue<string>()}/documents/{name}"));
}
