using System.Diagnostics;
using Customization.Cluster.Tests.History;
using Customization.Cluster.Tests.Processes;
using Customization.Cluster.Tests.Shopping;
using Xunit.Abstractions;

namespace Customization.Cluster.Tests.Faults;

/// <summary>A market under load while something breaks, and the account of it afterwards.</summary>
public sealed class Trade : IAsyncDisposable
{
    /// <summary>Most time from the end of a fault to the first orders that were asked for and confirmed after it.
    /// </summary>
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(90);

    /// <summary>Most time that customers go on asking after closing time.</summary>
    private static readonly TimeSpan FinishLimit = TimeSpan.FromSeconds(90);

    /// <summary>Most time until every saga has ended after the last customer left.</summary>
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private const int Shoppers = 6;
    private const int ConfirmedFirst = 10;

    private readonly string _name;
    private readonly ClusterProcesses _cluster;
    private readonly ITestOutputHelper _output;
    private readonly Recorder _recorder = new();
    private readonly List<Shopper> _shoppers = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _patience = new();
    private Market _market = null!;
    private Counter _office = null!;
    private StockClerk _clerk = null!;
    private Task _work = Task.CompletedTask;
    private long _broken;
    private long _healed;

    private Trade(string name, ClusterProcesses cluster, ITestOutputHelper output) =>
        (_name, _cluster, _output) = (name, cluster, output);

    /// <summary>Opens a market with customers who shop until <see cref="Close"/>; returns when it runs.</summary>
    /// <param name="hasLeaver">The last one orders and never asks again.</param>
    public static async Task<Trade> Open(
        string name, ClusterProcesses cluster, ITestOutputHelper output, bool hasLeaver = false)
    {
        var trade = new Trade(name, cluster, output);
        var (closing, patience) = (trade._closing.Token, trade._patience.Token);
        trade._office = await trade.CounterOf("plant", 0, "operator", "author", "customer");
        trade._market = await Market.Open(name, trade._office, trade._recorder, patience);
        trade._clerk = new StockClerk(trade._market, await trade.CounterOf("clerk", 1, "operator"), trade._recorder);
        for (var i = 0; i < Shoppers; i++)
        {
            await trade.Join(i);
        }

        trade._work = Task.WhenAll(trade._shoppers
            .Select((shopper, i) => hasLeaver && i == Shoppers - 1
                ? shopper.OrderAndLeave(closing, patience)
                : shopper.Shop(closing, patience))
            .Append(trade._clerk.Work(closing, patience)));
        await trade.UntilConfirmed(0, ConfirmedFirst);
        return trade;
    }

    /// <summary>Something is being broken now.</summary>
    public void Breaks() => _broken = _healed = Stopwatch.GetTimestamp();

    /// <summary>What was broken is whole again; without this, recovery counts from the break.</summary>
    public void Heals() => _healed = Stopwatch.GetTimestamp();

    /// <summary>Waits until as many orders as before the break were asked for and confirmed since the healing.
    /// </summary>
    public Task Recovered() => UntilConfirmed(_healed, ConfirmedFirst);

    /// <summary>What the one who leaves has ordered so far; no order is spoken to.</summary>
    public Task<IReadOnlyList<string>> OrdersOfLeaver() =>
        new AftermathReader(_market, [], _office).OrdersOf(_shoppers[^1].Name);

    /// <summary>These orders have come to their end although nobody asked for them again.</summary>
    public async Task AreServed(IReadOnlyList<string> orders)
    {
        Assert.NotEmpty(orders);
        var reader = new AftermathReader(_market, [], _office);
        foreach (var id in orders)
        {
            var order = await reader.Order(id, default);
            Assert.True(order is { HasOutcome: true }, $"{id} is still {order?.Status ?? "unknown"}");
        }
    }

    /// <summary>Lets customers finish what they began and ask again for all they ordered, then checks everything.
    /// </summary>
    /// <param name="fault">Names it in the account.</param>
    public async Task Close(string fault)
    {
        await _closing.CancelAsync();
        _patience.CancelAfter(FinishLimit);
        await _work;
        _patience.CancelAfter(FinishLimit);
        await Task.WhenAll(_shoppers.Select(shopper => shopper.Recall(_patience.Token)));
        var reader = new AftermathReader(_market, [.. _shoppers.Select(shopper => shopper.Name)], _office);
        var after = await reader.Settled(SettleLimit);
        var shopping = _recorder.Shopping;
        after = after with { Reopened = [.. await Reopen(shopping)] };
        Tell(fault, shopping);
        var wrong = _recorder.Odd.Concat(HistoryChecker.Check(shopping, after)).ToArray();
        Assert.True(wrong.Length == 0, $"{string.Join('\n', wrong.Take(20))}\n{_cluster.Errors()}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _patience.CancelAsync();
        await _work.ContinueWith(_ => { }, TaskScheduler.Default);
        foreach (var shopper in _shoppers)
        {
            shopper.Dispose();
        }

        _clerk?.Dispose();
        _office?.Dispose();
        _closing.Dispose();
        _patience.Dispose();
    }

    private async Task Join(int number)
    {
        var name = $"{_name}-{number}";
        var (one, other) = (await CounterOf(name, number), await CounterOf(name, number + 1));
        _shoppers.Add(new Shopper(name, _market, one, other, _recorder, number));
    }

    private async Task<Counter> CounterOf(string subject, int first, params string[] roles)
    {
        using var caller = await _cluster.As(subject, roles);
        var token = caller.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        return new Counter(_cluster.Gateways, token, _recorder, first);
    }

    private async Task UntilConfirmed(long since, int orders)
    {
        var start = Stopwatch.GetTimestamp();
        int confirmed;
        while ((confirmed = _recorder.Confirmed.Count(order => order.Asked >= since)) < orders)
        {
            Assert.False(_work.IsFaulted, $"{_work.Exception}");
            Assert.True(
                Stopwatch.GetElapsedTime(start) < RecoveryLimit,
                $"only {confirmed} orders of {_recorder.Shopping.Orders.Length} were confirmed within {RecoveryLimit}, "
                + $"{_recorder.Unanswered} requests were not answered, {_recorder.Answered.Count} clicks were\n"
                + $"{string.Join('\n', _recorder.Odd.Take(5))}\n{_cluster.Errors()}");
            await Task.Delay(Pause);
        }
    }

    private async Task<IEnumerable<Reopened>> Reopen(History.Shopping shopping)
    {
        var reopened = new List<Reopened>();
        foreach (var code in shopping.Clicks.Select(click => click.After.Code).Distinct())
        {
            var id = $"s-again-{_name}-{reopened.Count}";
            reopened.Add(new Reopened(code, await Basket.Reopen(_office, id, code, _patience.Token)));
        }

        return reopened;
    }

    private void Tell(string fault, History.Shopping shopping)
    {
        var confirmed = _recorder.Confirmed;
        var first = confirmed.Where(order => order.Asked >= _healed).Select(order => order.Told).Min();
        long[] times = [_broken, .. confirmed.Select(order => order.Told).Where(at => at > _broken).Order()];
        var silence = times.Zip(times.Skip(1)).Max(pair => Stopwatch.GetElapsedTime(pair.First, pair.Second));
        _output.WriteLine(
            $"{fault}: first confirmed order {Stopwatch.GetElapsedTime(_healed, first).TotalSeconds:0.0} s after it; "
            + $"longest time without one {silence.TotalSeconds:0.0} s; {_recorder.Unanswered} requests without answer; "
            + $"{confirmed.Count} orders confirmed of {shopping.Orders.Length}, {shopping.Clicks.Length} clicks");
    }
}
