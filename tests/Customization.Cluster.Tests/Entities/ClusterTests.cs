using Customization.Client;
using Customization.Cluster.Tests.Hosting;
using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Domain.Stock;
using Customization.Grains;
using Customization.Grains.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Customization.Cluster.Tests.Entities;

public sealed class ClusterTests : IDisposable
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
          rules:
            - rule: sole = trail requires colour = blue
        """;

    private const string Picture = "A5BYxvLAy0ksUzsKTRTvd8wPeKvMztUofYShogEc-4E";

    private static readonly EntityAddress Anna = new(EntityKind.Customer, "anna");
    private static readonly EntityAddress Lace = new(EntityKind.ComponentStock, "lace");
    private static readonly DefineComponent Define = new(new ComponentTerms("Lace", 5, 10, true), 40);

    private readonly TemporaryFolder _folder = new();

    private SiloSettings OnDisk => new(new ClusterStorage.Sqlite(_folder.Path));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Entities_lists_the_catalog_and_the_outlook_survive_a_restart()
    {
        await using (var first = await TestSilo.Start(OnDisk))
        {
            Assert.IsNotAssignableFrom<Rejection>(await first.Engine.Ask(Lace, Define, default));
            var published = Assert.IsType<PublicationStep.Published>((await Publish(first.Engine, Shoe))[^1]);
            Assert.Equal(("shoe", 1), (published.Code, published.Version));
            Assert.Equal(1, first.Engine.Catalog.Current("shoe")!.Version);
            var record = new CustomerCommand.RecordPicture(Picture, 3);
            Assert.IsType<Done>(await first.Engine.Ask(Anna, record, default));
            await first.Engine.KeepImage(Picture, new byte[] { 1, 2, 3 }, default);
        }

        await using var second = await TestSilo.Start(OnDisk);
        var stock = Assert.IsType<StockView>(await second.Engine.Ask(Lace, new ReadStock(), default));
        Assert.Equal(40, stock.OnHand);
        Assert.Contains("lace", second.Engine.Outlook.Components.Keys);
        Assert.Equal(1, second.Engine.Catalog.Current("shoe")!.Version);
        var page = await second.Engine.List(new EntityQuery(EntityKind.ComponentStock), default);
        Assert.Equal("lace", Assert.Single(page.Keys));
        Assert.Equal([1, 2, 3], await second.Engine.ReadImage(Picture, default));
        Assert.Null(await second.Engine.ReadImage(new string('x', 43), default));
        Assert.IsType<Done>(await second.Engine.Ask(Anna, new CustomerCommand.Erase(), default));
        await Hosting.Eventually.Holds(
            async () => await second.Engine.ReadImage(Picture, default) is null, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_client_outside_the_silo_configures_and_watches_through_its_gateway()
    {
        await using var silo = await TestSilo.Start(new SiloSettings(new ClusterStorage.Memory()));
        using var host = await silo.Client();
        var client = host.Services.GetRequiredService<ICustomization>();
        await Publish(client, Shoe);
        var session = new EntityAddress(EntityKind.ConfigurationSession, "s1");
        var opened = Assert.IsType<SessionView>(
            await client.Ask(session, new SessionCommand.Open("ann", "shoe"), default));
        using var stop = new CancellationTokenSource();
        var changes = client.Watch(session, stop.Token).GetAsyncEnumerator();

        var chosen = Assert.IsType<SessionView>(
            await client.Ask(session, new SessionCommand.Select("sole", "trail"), default));
        var refused = await client.Ask(session, new SessionCommand.Select("colour", "red"), default);

        Assert.Equal(opened.Version + 1, chosen.Version);
        Assert.Equal("value-excluded", Assert.IsAssignableFrom<SessionRejection>(refused).Code);
        Assert.True(await changes.MoveNextAsync());
        Assert.Equal("SessionEvent", changes.Current.Events[0].GetType().DeclaringType!.Name);
        await stop.CancelAsync();
        Assert.False(await changes.MoveNextAsync());
        Assert.Equal(
            "s1", Assert.Single((await Eventually(client, "ann")).Keys));
        await host.StopAsync();
    }

    [Fact]
    public async Task Sessions_are_listed_at_once_and_stored_when_their_silo_stops()
    {
        var sessions = Enumerable.Range(0, 40)
            .Select(i => new EntityAddress(EntityKind.ConfigurationSession, $"s{i}")).ToArray();
        await using (var first = await TestSilo.Start(OnDisk))
        {
            await Publish(first.Engine, Shoe);
            foreach (var session in sessions)
            {
                Assert.IsType<SessionView>(
                    await first.Engine.Ask(session, new SessionCommand.Open("ann", "shoe"), default));
            }

            foreach (var owner in new[] { "ann", null })
            {
                var query = new EntityQuery(EntityKind.ConfigurationSession, owner);
                await Hosting.Eventually.Holds(
                    async () => (await first.Engine.List(query, default)).Keys.Length == sessions.Length,
                    GrainLimits.Default.AnnounceDelay);
            }
        }

        await using var second = await TestSilo.Start(OnDisk);
        foreach (var session in sessions)
        {
            Assert.IsType<SessionView>(await second.Engine.Ask(session, new SessionCommand.Read(), default));
        }
    }

    [Fact]
    public async Task A_definition_in_error_is_refused_with_its_diagnostics()
    {
        await using var silo = await TestSilo.Start(new SiloSettings(new ClusterStorage.Memory()));

        var steps = await Publish(silo.Engine, "product: 1");

        Assert.NotEmpty(Assert.IsType<PublicationStep.Refused>(Assert.Single(steps)).Diagnostics);
        Assert.Null(silo.Engine.Catalog.Current("shoe"));
    }

    [Fact]
    public async Task A_definition_is_checked_with_its_rule_sets_and_nothing_is_published()
    {
        await using var silo = await TestSilo.Start(new SiloSettings(new ClusterStorage.Memory()));
        await Publish(silo.Engine, "ruleSet: fit\nrules: [sole = trail => colour = red]\n");
        var product = Shoe.Replace("pricing:", "uses: [fit@latest]\npricing:");

        var check = await silo.Engine.Check(DefinitionFiles.Of("shoe.yaml", product), default);
        var wrong = await silo.Engine.Check(DefinitionFiles.Of("shoe.yaml", "product: 1"), default);

        Assert.Equal(2, check.Compiled!.Summary.Configurations);
        Assert.Null(wrong.Compiled);
        Assert.NotEmpty(wrong.Diagnostics);
        Assert.Null(silo.Engine.Catalog.Current("shoe"));
    }

    [Fact]
    public async Task A_cluster_tells_its_silos_its_activations_and_its_commands()
    {
        await using var silo = await TestSilo.Start(new SiloSettings(new ClusterStorage.Memory()));
        await silo.Engine.Ask(Lace, Define, default);

        var health = await silo.Engine.Health(default);

        Assert.True(Assert.Single(health.Processes).Active > 0);
        Assert.Contains(health.Active, kind => kind.Key.Contains("ComponentStock", StringComparison.Ordinal)
            || kind.Key.Contains("component-stock", StringComparison.Ordinal));
        Assert.True(health.Asks.Counts.Sum() > 0);
        Assert.Null(health.Commits);
    }

    [Fact]
    public async Task A_thousand_commands_to_one_component_share_writes_and_lose_nothing()
    {
        await using (var silo = await TestSilo.Start(OnDisk))
        {
            await silo.Engine.Ask(Lace, Define, default);
            var replies = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i =>
                silo.Engine.Ask(Lace, new ReceiveStock($"r{i}", 1), default).AsTask()));
            Assert.DoesNotContain(replies, reply => reply is Rejection);
        }

        await using var again = await TestSilo.Start(OnDisk);
        var stock = Assert.IsType<StockView>(await again.Engine.Ask(Lace, new ReadStock(), default));
        Assert.Equal(1040, stock.OnHand);
    }

    [Fact]
    public async Task Lists_have_pages_owners_and_prefixes()
    {
        await using var silo = await TestSilo.Start(new SiloSettings(new ClusterStorage.Memory()));
        for (var i = 0; i < 12; i++)
        {
            var code = new EntityAddress(EntityKind.ComponentStock, $"{(i % 2 == 0 ? "even" : "odd")}-{i:00}");
            await silo.Engine.Ask(code, Define, default);
        }

        var first = await silo.Engine.List(new EntityQuery(EntityKind.ComponentStock, Limit: 5), default);
        var second = await silo.Engine.List(
            new EntityQuery(EntityKind.ComponentStock, After: first.Next, Limit: 5), default);
        var odd = await silo.Engine.List(
            new EntityQuery(EntityKind.ComponentStock, KeyPrefix: "odd-", Limit: 6), default);
        var none = await silo.Engine.List(new EntityQuery(EntityKind.Order, Owner: "ann"), default);

        Assert.Equal<string>(["even-00", "even-02", "even-04", "even-06", "even-08"], first.Keys);
        Assert.Equal("even-10", second.Keys[0]);
        Assert.Equal<string>(["odd-01", "odd-03", "odd-05", "odd-07", "odd-09", "odd-11"], odd.Keys);
        Assert.Null(odd.Next);
        Assert.Empty(none.Keys);
    }

    [Fact]
    public async Task A_product_keeps_the_rule_set_that_it_was_published_with()
    {
        const string set = "ruleSet: fit\nrules: [sole = trail => colour = red]\n";
        var product = Shoe.Replace("pricing:", "uses: [fit@latest]\npricing:");
        await using var silo = await TestSilo.Start(OnDisk);

        Assert.IsType<PublicationStep.Refused>((await Publish(silo.Engine, product))[^1]);
        Assert.IsType<PublicationStep.Published>((await Publish(silo.Engine, set))[^1]);
        Assert.IsType<PublicationStep.Published>((await Publish(silo.Engine, product))[^1]);
        Assert.IsType<PublicationStep.Published>((await Publish(silo.Engine, set + "title: Newer\n"))[^1]);

        Assert.Equal("fit@1.r1", silo.Engine.Catalog.Current("shoe")!.Model.Rules[^1].Name);
        Assert.IsType<PublicationStep.Published>((await Publish(silo.Engine, product))[^1]);
        Assert.Equal("fit@2.r1", silo.Engine.Catalog.Current("shoe")!.Model.Rules[^1].Name);
        var page = await silo.Engine.List(new EntityQuery(EntityKind.RuleSet), default);
        Assert.Equal("fit", Assert.Single(page.Keys));
    }

    private static async Task<EntityPage> Eventually(ICustomization engine, string owner)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var page = await engine.List(new EntityQuery(EntityKind.ConfigurationSession, owner), default);
            if (page.Keys.Length > 0 || TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(60))
            {
                return page;
            }

            await Task.Delay(20);
        }
    }

    private static async Task<List<PublicationStep>> Publish(ICustomization engine, string text)
    {
        List<PublicationStep> steps = [];
        await foreach (var step in engine.Publish(DefinitionFiles.Of("shoe.yaml", text), "author", default))
        {
            steps.Add(step);
        }

        return steps;
    }
}
