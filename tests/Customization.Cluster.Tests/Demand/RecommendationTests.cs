using Customization.Cluster.Tests.Hosting;
using Customization.Domain;
using Customization.Domain.Customers;
using Customization.Domain.Demand;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;

namespace Customization.Cluster.Tests.Demand;

/// <summary>What is ordered through one silo is recommended by all.</summary>
public sealed class RecommendationTests
{
    /// <summary>From the confirmation of an order until every process knows.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task An_order_through_one_silo_counts_on_the_others_within_ten_seconds()
    {
        await using var first = await TestSilo.Start(SampleShop.Silo);
        await using var second = await first.Join();
        await SampleShop.Open(first.Engine);
        await Eventually.Holds(
            () => Task.FromResult(second.Engine.Catalog.Current("shoe") is not null), TimeSpan.FromSeconds(60));

        // Sessions live on either silo, and each looks at what its own knows.
        var asked = new List<(ICustomization Engine, EntityAddress Session)>();
        for (var i = 0; i < 8; i++)
        {
            var engine = (ICustomization)(i % 2 == 0 ? first : second).Engine;
            var session = new EntityAddress(EntityKind.ConfigurationSession, $"asked-{i}");
            Assert.IsType<SessionView>(await engine.Ask(session, new SessionCommand.Open("zoe", "shoe"), default));
            asked.Add((engine, session));
        }

        for (var i = 0; i < DemandLimits.SalesToSpeak; i++)
        {
            Assert.DoesNotContain(await Spoken(asked), speaks => speaks);
            await Buy(first.Engine, $"buyer-{i}");
        }

        await Eventually.Holds(async () => (await Spoken(asked)).All(speaks => speaks), Limit);
    }

    private static async Task Buy(ICustomization engine, string customer)
    {
        var address = new EntityAddress(EntityKind.Customer, customer);
        await engine.Ask(address, new CustomerCommand.SetIdentity(new CustomerIdentity(customer)), default);
        Assert.IsType<CustomerView>(await engine.Ask(
            address, new CustomerCommand.SetConsent(ConsentPurpose.Statistics, Granted: true), default));
        await SampleShop.Order(engine, customer, customer);
    }

    /// <summary>Whether each session says what others took.</summary>
    private static async Task<List<bool>> Spoken(List<(ICustomization Engine, EntityAddress Session)> asked)
    {
        var spoken = new List<bool>();
        foreach (var (engine, session) in asked)
        {
            var view = Assert.IsType<SessionView>(await engine.Ask(session, new SessionCommand.Read(), default));
            spoken.Add(view.Popularity.Sales.Any(sales => sales >= DemandLimits.SalesToSpeak));
        }

        return spoken;
    }
}
