using Customization.Domain.Catalog;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Domain.Stock;
using Customization.Runtime;
using Customization.Runtime.Scheduling;
using Xunit;

namespace Customization.Domain.Tests.Runtime;

public sealed class EmbeddedTests : IDisposable
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

    private static readonly EntityAddress Lace = new(EntityKind.ComponentStock, "lace");
    private static readonly DefineComponent Define = new(new ComponentTerms("Lace", 5, 10, true), 40);

    private readonly string _directory = Directory.CreateTempSubdirectory("customization-embedded").FullName;
    private readonly VirtualTime _time = new(World.Start);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Entities_lists_and_the_outlook_survive_a_restart()
    {
        await using (var first = Open())
        {
            Assert.IsNotAssignableFrom<Rejection>(await first.Ask(Lace, Define, default));
            Assert.Empty(first.Outlook.Components);
            _time.Advance(RuntimeLimits.Default.OutlookInterval);
            Assert.Contains("lace", first.Outlook.Components.Keys);
        }

        await using var second = Open();
        Assert.Contains("lace", second.Outlook.Components.Keys);
        var page = await second.List(new EntityQuery(EntityKind.ComponentStock), default);
        Assert.Equal("lace", Assert.Single(page.Keys));
    }

    [Fact]
    public async Task A_new_component_is_in_the_outlook_soon_and_its_changes_with_the_next_one()
    {
        await using var engine = Open();
        await engine.Ask(Lace, Define, default);
        _time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal(40, OnHand());

        await engine.Ask(Lace, new ReceiveStock("r-1", 2), default);
        _time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal(40, OnHand());

        _time.Advance(RuntimeLimits.Default.OutlookInterval);
        Assert.Equal(42, OnHand());

        int OnHand() => engine.Outlook.Components["lace"].Steps[0].Quantity;
    }

    [Fact]
    public async Task A_published_definition_is_current_at_once_and_after_a_restart()
    {
        await using (var first = Open())
        {
            var steps = await Publish(first, Shoe);
            Assert.IsType<PublicationStep.Compiling>(steps[0]);
            var published = Assert.IsType<PublicationStep.Published>(steps[^1]);
            Assert.Equal(("shoe", 1), (published.Code, published.Version));
            Assert.Equal(1, first.Catalog.Current("shoe")!.Version);

            Assert.Equal(1, Assert.IsType<PublicationStep.Published>((await Publish(first, Shoe))[^1]).Version);
            var changed = Shoe.Replace("blue: {}", "blue: {}, green: {}");
            Assert.Equal(2, Assert.IsType<PublicationStep.Published>((await Publish(first, changed))[^1]).Version);
        }

        await using var second = Open();
        Assert.Equal(2, second.Catalog.Current("shoe")!.Version);
        Assert.Equal(5, second.Catalog.Current("shoe")!.Model.LiteralCount);
        Assert.Equal(4, second.Catalog.Version("shoe", 1)!.Model.LiteralCount);
        Assert.Null(second.Catalog.Version("shoe", 3));
        Assert.Null(second.Catalog.Current("boot"));
    }

    [Fact]
    public async Task A_session_is_listed_for_its_owner_when_it_opens_and_stored_when_the_engine_closes()
    {
        var sessions = Enumerable.Range(0, 3)
            .Select(i => new EntityAddress(EntityKind.ConfigurationSession, $"s{i}")).ToArray();
        await using (var first = Open())
        {
            await Publish(first, Shoe);
            var writes = (await first.Health(default)).Writes;
            foreach (var session in sessions)
            {
                var owner = session == sessions[1] ? "bob" : "ann";
                await first.Ask(session, new SessionCommand.Open(owner, "shoe"), default);
            }

            Assert.Equal(["s0", "s2"], await ListedFor("ann", first));
            Assert.Equal(writes, (await first.Health(default)).Writes);
        }

        await using var second = Open();
        Assert.Equal(["s0", "s2"], await ListedFor("ann", second));
        foreach (var session in sessions)
        {
            Assert.IsType<SessionView>(await second.Ask(session, new SessionCommand.Read(), default));
        }
    }

    [Fact]
    public async Task A_product_keeps_the_rule_set_that_it_was_published_with()
    {
        const string set = "ruleSet: fit\nrules: [sole = trail => colour = red]\n";
        var product = Shoe.Replace("pricing:", "uses: [fit@latest]\npricing:");
        await using (var first = Open())
        {
            Assert.IsType<PublicationStep.Refused>((await Publish(first, product))[^1]);
            Assert.Equal(1, Assert.IsType<PublicationStep.Published>((await Publish(first, set))[^1]).Version);
            Assert.IsType<PublicationStep.Published>((await Publish(first, product))[^1]);
            Assert.Equal(2, Assert.IsType<PublicationStep.Published>(
                (await Publish(first, set + "title: Newer\n"))[^1]).Version);
            Assert.Equal("fit@1.r1", first.Catalog.Current("shoe")!.Model.Rules[^1].Name);
        }

        await using var second = Open();
        Assert.Equal("fit@1.r1", second.Catalog.Current("shoe")!.Model.Rules[^1].Name);
        Assert.Equal(2, Assert.IsType<PublicationStep.Published>((await Publish(second, product))[^1]).Version);
        Assert.Equal("fit@2.r1", second.Catalog.Current("shoe")!.Model.Rules[^1].Name);
    }

    [Fact]
    public async Task A_definition_in_error_is_refused_with_its_diagnostics()
    {
        await using var engine = Open();

        var refused = Assert.IsType<PublicationStep.Refused>(Assert.Single(await Publish(engine, "product: 1")));

        Assert.NotEmpty(refused.Diagnostics);
        Assert.Null(engine.Catalog.Current("shoe"));
    }

    [Fact]
    public async Task Watchers_see_changes_in_order_from_the_call_on()
    {
        await using var engine = Open();
        using var stop = new CancellationTokenSource();
        await engine.Ask(Lace, Define, default);
        var changes = engine.Watch(Lace, stop.Token).GetAsyncEnumerator();

        await engine.Ask(Lace, new ReceiveStock("r1", 10), default);
        await engine.Ask(Lace, new ReceiveStock("r2", 10), default);

        Assert.True(await changes.MoveNextAsync());
        Assert.Equal(2, changes.Current.Version);
        Assert.True(await changes.MoveNextAsync());
        Assert.Equal(3, changes.Current.Version);
        await stop.CancelAsync();
        Assert.False(await changes.MoveNextAsync());
    }

    [Fact]
    public async Task Closing_ends_watchers_and_refuses_commands()
    {
        var engine = Open();
        var changes = engine.Watch(Lace, default).GetAsyncEnumerator();

        await engine.DisposeAsync();

        Assert.False(await changes.MoveNextAsync());
        var refusal = await Assert.ThrowsAsync<UnavailableException>(
            async () => await engine.Ask(Lace, new ReadStock(), default));
        Assert.Equal(UnavailableReason.Draining, refusal.Reason);
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

    [Fact]
    public async Task It_opens_however_soon_its_timers_fire()
    {
        await using var engine = EmbeddedCustomization.Open(new EmbeddedOptions(_directory) { Time = new EagerTime() });

        Assert.Null(engine.Catalog.Current("shoe"));
    }

    private static async Task<IEnumerable<string>> ListedFor(string customer, ICustomization engine) =>
        (await engine.List(new EntityQuery(EntityKind.ConfigurationSession, customer), default)).Keys;

    private EmbeddedCustomization Open() =>
        EmbeddedCustomization.Open(new EmbeddedOptions(_directory) { Time = _time });
}
