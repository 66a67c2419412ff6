using Customization.Domain.Catalog;
using Customization.Domain.Customers;
using Customization.Domain.Demand;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Runtime;
using Customization.Runtime.Scheduling;
using Xunit;

namespace Customization.Domain.Tests.Runtime;

/// <summary>How soon an order changes what its process recommends.</summary>
public sealed class RecommendationTests : IDisposable
{
    private const string Shoe = """
        product: shoe
        title: {en: Shoe}
        pricing:
          lists:
            eur: {currency: EUR, base: 100.00}
        model:
          characteristics:
            sole:
              values: {road: {}, trail: {}}
            colour:
              values: {red: {}, blue: {}}
        """;

    /// <summary>What the machine may take for what takes no time on the virtual clock, before the clock goes on.
    /// </summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(30);

    private static readonly EntityAddress Session = new(EntityKind.ConfigurationSession, "s");

    private readonly string _directory = Directory.CreateTempSubdirectory("customization-recommendation").FullName;
    private readonly VirtualTime _time = new(World.Start);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_confirmed_order_counts_within_a_second()
    {
        await using var engine = EmbeddedCustomization.Open(new EmbeddedOptions(_directory) { Time = _time });
        await foreach (var _ in engine.Publish(DefinitionFiles.Of("shoe.yaml", Shoe), "author", default))
        {
        }

        Assert.IsType<SessionView>(await Ask(engine, Session, new SessionCommand.Open("zoe", "shoe")));
        var sold = await Configure(engine);
        for (var i = 0; i < DemandLimits.SalesToSpeak; i++)
        {
            Assert.Equal(0, await Sales(engine));
            await Buy(engine, $"buyer-{i}", sold);
        }

        var told = _time.GetUtcNow();
        while (await Sales(engine) == 0)
        {
            await Pass();
            Assert.True(_time.GetUtcNow() - told <= TimeSpan.FromSeconds(1), "not within a second");
        }

        Assert.Equal(DemandLimits.SalesToSpeak, await Sales(engine));
    }

    /// <summary>The code of a whole configuration.</summary>
    private async Task<string> Configure(EmbeddedCustomization engine)
    {
        var session = new EntityAddress(EntityKind.ConfigurationSession, "sold");
        await Ask(engine, session, new SessionCommand.Open("ann", "shoe"));
        return Assert.IsType<SessionView>(
            await Ask(engine, session, new SessionCommand.Complete(CompletionGoal.Cheapest))).Code;
    }

    /// <summary>A customer who consents is told by an order that it is confirmed.</summary>
    private async Task Buy(EmbeddedCustomization engine, string customer, string sold)
    {
        var address = new EntityAddress(EntityKind.Customer, customer);
        await Ask(engine, address, new CustomerCommand.SetIdentity(new CustomerIdentity(customer)));
        await Ask(engine, address, new CustomerCommand.SetConsent(ConsentPurpose.Statistics, Granted: true));
        Assert.IsType<Done>(await Ask(
            engine, address, new CustomerCommand.ReportSale($"order-of-{customer}", "shoe", sold)));
    }

    private async Task<int> Sales(EmbeddedCustomization engine) =>
        Assert.IsType<SessionView>(await Ask(engine, Session, new SessionCommand.Read())).Popularity.Sales
            .DefaultIfEmpty().Max();

    /// <summary>Asks, and lets the clock go on only as long as nothing else brings the answer.</summary>
    private async Task<Reply> Ask(EmbeddedCustomization engine, EntityAddress to, Command command)
    {
        var reply = engine.Ask(to, command, default).AsTask();
        while (await Task.WhenAny(reply, Task.Delay(Pace)) != reply)
        {
            _time.Advance(RuntimeLimits.Default.CoalesceDelay);
        }

        return await reply;
    }

    private async Task Pass()
    {
        await Task.Delay(Pace);
        _time.Advance(RuntimeLimits.Default.CoalesceDelay);
    }
}
