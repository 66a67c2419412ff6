using System.Collections.Concurrent;
using Customization.Client.Entities;
using Customization.Client.Wire;
using Customization.Cluster.Tests.Hosting;
using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Domain.Stock;
using Customization.Grains;
using Customization.Grains.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Customization.Cluster.Tests.Entities;

/// <summary>Commands that travel together are answered as if each had come alone.</summary>
public sealed class EntityCallsTests
{
    private static readonly EntityAddress Lace = new(EntityKind.ComponentStock, "lace");
    private static readonly DefineComponent Define = new(new ComponentTerms("Lace", 50, 10, true), 100);
    private static readonly DateOnly Soon = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(2);
    private static readonly DateTimeOffset Expires = DateTimeOffset.UtcNow.AddMinutes(10);

    private readonly ConcurrentBag<string> _calls = [];

    [Fact]
    public async Task Buyers_of_the_last_pieces_share_calls_and_each_hears_of_its_own()
    {
        await using var silo = await Start(GrainLimits.Default);
        using var host = await silo.Client();
        await silo.Engine.Ask(Lace, Define, default);
        _calls.Clear();

        foreach (var engine in new[] { silo.Engine, host.Services.GetRequiredService<ICustomization>() })
        {
            var name = ReferenceEquals(engine, silo.Engine) ? "inside" : "outside";
            var replies = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i =>
                engine.Ask(Lace, Hold($"{name}-{i}"), default).AsTask()));

            Assert.All(replies.Select((reply, i) => (reply, i)), pair => Assert.True(
                pair.reply is StockRejection.Short || (pair.reply as StockHold)?.HoldId == $"{name}-{pair.i}"));
            Assert.Equal(name == "inside" ? 100 : 0, replies.Count(reply => reply is StockHold));
        }

        Assert.InRange(_calls.Count, 2, 1000);
        Assert.Contains(nameof(IEntityGrain.AskAll), _calls);
        await host.StopAsync();
    }

    [Fact]
    public async Task What_cannot_be_decided_in_its_turn_is_asked_alone()
    {
        await using var silo = await Start(GrainLimits.Default with { MailboxMax = 3 });
        var lace = silo.Grains.Entity(Lace);
        await lace.Ask(new CommandMessage(Define), default);

        var replies = await lace.AskAll(
            [
                .. new Command[] { Hold("a"), new SessionCommand.Undo(), Hold("b"), Hold("c"), Hold("late") }
                    .Select(command => new CommandMessage(command)),
            ],
            areDeliveries: false);

        Assert.Equal(
            ["a", null, "b", "c", null], replies.Select(reply => (reply?.ReplyOrThrow() as StockHold)?.HoldId));
        await Assert.ThrowsAnyAsync<Exception>(
            async () => await silo.Engine.Ask(Lace, new SessionCommand.Undo(), default));
        Assert.IsType<StockHold>(await silo.Engine.Ask(Lace, Hold("late"), default));
    }

    [Fact]
    public async Task Where_an_older_silo_cannot_read_what_travels_together_all_go_alone()
    {
        await using var silo = await TestSilo.Start(
            new SiloSettings(new ClusterStorage.Memory()),
            host => host.UseOrleans(builder => builder.AddIncomingGrainCallFilter(call =>
            {
                _calls.Add(call.MethodName);
                // What Orleans answers where an alias is unknown.
                return call.MethodName == nameof(IEntityGrain.AskAll) ? throw new TypeLoadException() : call.Invoke();
            })));
        await silo.Engine.Ask(Lace, Define, default);

        for (var round = 0; round < 3; round++)
        {
            var replies = await Task.WhenAll(Enumerable.Range(0, 30).Select(i =>
                silo.Engine.Ask(Lace, Hold($"{round}-{i}"), default).AsTask()));
            Assert.All(replies, reply => Assert.IsType<StockHold>(reply));
        }

        Assert.InRange(_calls.Count(call => call == nameof(IEntityGrain.AskAll)), 1, 30);
    }

    [Fact]
    public async Task Who_no_longer_waits_is_not_sent()
    {
        await using var silo = await Start(GrainLimits.Default);
        await silo.Engine.Ask(Lace, Define, default);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        var held = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            try
            {
                await silo.Engine.Ask(Lace, Hold($"order-{i}"), i % 2 == 0 ? gone.Token : default);
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }));

        var view = Assert.IsType<StockView>(await silo.Engine.Ask(Lace, new ReadStock(), default));
        Assert.Equal(100, held.Count(isHeld => isHeld));
        Assert.Equal(100, view.Claims.Count);
    }

    private static PlaceHold Hold(string id) => new(id, 1, Soon, Expires);

    private Task<TestSilo> Start(GrainLimits limits) => TestSilo.Start(
        new SiloSettings(new ClusterStorage.Memory()) { Grains = limits },
        host => host.UseOrleans(builder => builder.AddIncomingGrainCallFilter(call =>
        {
            if (call.Grain is IComponentStockGrain)
            {
                _calls.Add(call.MethodName);
            }

            return call.Invoke();
        })));
}
