using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Customization.Cluster.Tests.History;

namespace Customization.Cluster.Tests.Shopping;

/// <summary>One session as a front-end keeps it: the last acknowledged answer, whose code brings it back whatever
/// happened to the session.</summary>
public sealed class Basket
{
    private readonly Counter _counter;
    private readonly Recorder _recorder;
    private readonly string _path;
    private readonly string _id;
    private string? _tag;

    private Basket(Counter counter, Recorder recorder, string id, Counter.Reply opened)
    {
        (_counter, _recorder, _id, _path) = (counter, recorder, id, $"/v1/sessions/{id}");
        (Now, _tag) = (AnswerOf(opened.Json), opened.Tag);
    }

    /// <summary>The last acknowledged answer.</summary>
    public Answer Now { get; private set; }

    /// <summary>Opens a session on a product.</summary>
    public static async Task<Basket> Open(
        Counter counter, Recorder recorder, string id, string product, CancellationToken patience)
    {
        var opened = await counter.Insist(patience, HttpMethod.Put, $"/v1/sessions/{id}", new { product });
        return opened.Status == HttpStatusCode.OK
            ? new Basket(counter, recorder, id, opened)
            : throw new InvalidOperationException($"{id} was not opened: {opened.Text}");
    }

    /// <summary>Opens a session from a code; null where the code is refused.</summary>
    public static async Task<Answer?> Reopen(Counter counter, string id, string code, CancellationToken patience)
    {
        var opened = await counter.Insist(patience, HttpMethod.Put, $"/v1/sessions/{id}", new { code });
        return opened.Status == HttpStatusCode.OK ? AnswerOf(opened.Json) : null;
    }

    /// <summary>Chooses a value; nothing happens where it is excluded.</summary>
    public Task Choose(string characteristic, string value, CancellationToken patience) => Click(
        characteristic, value, HttpMethod.Put, $"/selection/{characteristic}", new { value }, patience);

    /// <summary>Fills in the rest.</summary>
    public Task Complete(CancellationToken patience) =>
        Click("", null, HttpMethod.Post, "/complete", new { goal = "cheapest" }, patience);

    /// <summary>Asks for a quote, once.</summary>
    /// <returns>Its id, or null where there is none or nothing is known.</returns>
    public async Task<string?> Quote(CancellationToken patience) =>
        await _counter.Try(HttpMethod.Post, $"{_path}/quote", tag: _tag, leave: patience) is
        { Status: HttpStatusCode.Created } quoted
            ? quoted.Json["id"]!.GetValue<string>()
            : null;

    private async Task Click(
        string characteristic, string? value, HttpMethod method, string path, object body, CancellationToken patience)
    {
        while (true)
        {
            var reply = await _counter.Try(method, _path + path, body, _tag, leave: patience);
            switch (reply?.Status)
            {
                case HttpStatusCode.OK:
                    var after = AnswerOf(reply.Json);
                    _recorder.Clicked(new Click(_id, Now, characteristic, value, after));
                    (Now, _tag) = (after, reply.Tag);
                    return;
                case HttpStatusCode.Conflict when reply.Code is "value-excluded" or "value-dead":
                    return;
                case null or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound:
                    await BringBack(patience);
                    break;
                default:
                    _recorder.Wonder($"{method} {_path}{path}: {reply.Status} {reply.Text}");
                    return;
            }
        }
    }

    /// <summary>Unknown whether the click happened, or the session is not what it was: back to the last answer.
    /// </summary>
    private async Task BringBack(CancellationToken patience)
    {
        var opened = await _counter.Insist(patience, HttpMethod.Put, _path, new { code = Now.Code });
        if (opened.Status != HttpStatusCode.OK || !AnswerOf(opened.Json).IsLike(Now))
        {
            _recorder.Wonder($"{_id} came back from {Now.Code} as {opened.Status} {opened.Text}");
        }

        _tag = opened.Tag;
    }

    private static Answer AnswerOf(JsonNode session) => new(
        session["code"]!.GetValue<string>(),
        session["characteristics"]!.AsObject().Where(entry => entry.Value!["chosen"] is not null)
            .ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value!["chosen"]!.GetValue<string>()),
        session["price"]!["total"]!["minor"]!.GetValue<long>());
}
