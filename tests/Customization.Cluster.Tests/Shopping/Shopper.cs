using System.Diagnostics;
using System.Net;
using Customization.Cluster.Tests.History;

namespace Customization.Cluster.Tests.Shopping;

/// <summary>A customer who configures, quotes, orders, repeats and cancels, and insists on answers.</summary>
public sealed class Shopper(string name, Market market, Counter one, Counter other, Recorder recorder, int seed)
    : IDisposable
{
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PauseMax = TimeSpan.FromMilliseconds(600);

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, object> _bodies = [];

    /// <summary>Whose orders they are.</summary>
    public string Name => name;

    /// <summary>Shops until closing time; what is begun is finished.</summary>
    public async Task Shop(CancellationToken closing, CancellationToken patience)
    {
        for (var visit = 0; !closing.IsCancellationRequested; visit++)
        {
            var basket = await Fill($"s-{name}-{visit}", patience);
            var quote = _random.Next(3) == 0 ? await basket.Quote(patience) : null;
            object body = quote is not null
                ? new { quote }
                : new { configuration = basket.Now.Code, lane = "standard" };
            await Order($"{name}-{visit}", body, patience);
            await Task.Delay(PauseMin + (_random.NextDouble() * (PauseMax - PauseMin)), CancellationToken.None);
        }
    }

    /// <summary>Orders and leaves before the answer, again and again; nobody asks for these orders any more.</summary>
    public async Task OrderAndLeave(CancellationToken closing, CancellationToken patience)
    {
        for (var visit = 0; !closing.IsCancellationRequested; visit++)
        {
            var basket = await Fill($"s-{name}-{visit}", patience);
            var key = $"{name}-{visit}";
            _bodies[key] = new { configuration = basket.Now.Code, lane = "standard" };
            recorder.Asks(name, key);
            using var leave = new CancellationTokenSource(_random.Next(5, 40));
            try
            {
                await one.Try(HttpMethod.Post, "/v1/orders", _bodies[key], key: key, leave: leave.Token);
            }
            catch (OperationCanceledException)
            {
                // Gone: the order may be anywhere between not heard of and confirmed.
            }

            await Task.Delay(PauseMin, CancellationToken.None);
        }
    }

    /// <summary>Asks again for every order that was ever asked for.</summary>
    public async Task Recall(CancellationToken patience)
    {
        foreach (var (key, body) in _bodies)
        {
            Tell(key, await other.Insist(patience, HttpMethod.Post, "/v1/orders", body, key), null);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        one.Dispose();
        other.Dispose();
    }

    private async Task<Basket> Fill(string session, CancellationToken patience)
    {
        var basket = await Basket.Open(one, recorder, session, market.Product, patience);
        for (var clicks = _random.Next(2, 5); clicks > 0; clicks--)
        {
            var (characteristic, values) = Market.Choices[_random.Next(Market.Choices.Length)];
            await basket.Choose(characteristic, values[_random.Next(values.Length)], patience);
        }

        await basket.Complete(patience);
        return basket;
    }

    private async Task Order(string key, object body, CancellationToken patience)
    {
        _bodies[key] = body;
        recorder.Asks(name, key);
        var asked = Stopwatch.GetTimestamp();
        Counter[] ways = _random.Next(4) == 0 ? [one, other] : [one];
        var replies = await Task.WhenAll(ways.Select(way =>
            way.Insist(patience, HttpMethod.Post, "/v1/orders", body, key)));
        Replied? told = null;
        foreach (var reply in replies)
        {
            told = Tell(key, reply, told is null ? asked : null);
        }

        if (_random.Next(5) == 0)
        {
            Tell(key, await other.Insist(patience, HttpMethod.Post, "/v1/orders", body, key), null);
        }

        if (told is { IsConfirmed: true } && _random.Next(4) == 0)
        {
            await Cancel(key, told.Order, patience);
        }
    }

    private async Task Cancel(string key, string order, CancellationToken patience)
    {
        recorder.AsksToCancel(name, key);
        var reply = await one.Insist(
            patience, HttpMethod.Post, $"/v1/orders/{order}/cancel", new { reason = "changed my mind" });
        if (reply.Status == HttpStatusCode.OK)
        {
            recorder.Cancelled(name, key);
        }
        else
        {
            recorder.Wonder($"{order} was not cancelled: {reply.Status} {reply.Text}");
        }
    }

    private Replied? Tell(string key, Counter.Reply reply, long? asked)
    {
        Replied? told = null;
        if (reply.Status == HttpStatusCode.Created)
        {
            told = new Replied(reply.Json["id"]!.GetValue<string>(), true, reply.Text);
        }
        else if (reply.Status == HttpStatusCode.Conflict && reply.Code == "order-rejected")
        {
            var problem = reply.Json.AsObject();
            problem.Remove("traceId");
            told = new Replied(problem["order"]!.GetValue<string>(), false, problem.ToJsonString());
        }

        if (told is not null)
        {
            recorder.Told(name, key, told, asked);
        }
        else
        {
            recorder.Wonder($"{name} {key}: {reply.Status} {reply.Text}");
        }

        return told;
    }
}
