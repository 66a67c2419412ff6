using System.Text;
using Customization.Client.Entities;
using Customization.Client.Listing;
using Customization.Cluster.Tests.Agreement;
using Customization.Cluster.Tests.Hosting;
using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Grains;
using Customization.Grains.Hosting;
using Customization.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Customization.Cluster.Tests.Entities;

/// <summary>Sessions that nobody touched leave the storage and the lists, and nothing else does.</summary>
public sealed class RetentionTests : IDisposable
{
    private const string Shoe = """
        product: shoe
        pricing: {lists: {eur: {currency: EUR, base: 100.00}}}
        model: {characteristics: {sole: {values: [road, trail]}}}
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Days = GrainLimits.Default.SessionRetention;
    private static readonly DateTimeOffset Began = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly EntityAddress Old = new(EntityKind.ConfigurationSession, "old");
    private static readonly GrainId OldGrain = GrainId.Create("session", "old");
    private static readonly SessionCommand.Open OpenIt = new("ann", "shoe");

    private readonly TemporaryFolder _folder = new();
    private readonly ScriptTime _time = new(Began.AddMinutes(-5));
    private readonly FaultyStorage _storage = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Old_ones_go_from_the_storage_and_from_both_lists_young_ones_stay()
    {
        var settings = Settings(new ClusterStorage.Sqlite(_folder.Path));
        string code;
        await using (var silo = await TestSilo.Start(settings))
        {
            await Publish(silo.Engine);
            _time.MoveTo(Began);
            await Task.WhenAll(Enumerable.Range(0, 150).Select(i => Opened(silo, $"s{i}", i % 2 == 0 ? "ann" : "bob")));
            code = Assert.IsType<SessionView>(await silo.Engine.Ask(
                new EntityAddress(EntityKind.ConfigurationSession, "s7"), new SessionCommand.Read(), default)).Code;
        }

        _time.MoveTo(Began + (Days / 2));
        await using (var silo = await TestSilo.Start(settings))
        {
            await Task.WhenAll(Opened(silo, "young", "ann"), Chosen(silo, "s4", "road"));
            Assert.Equal(151, (await Listed(silo, null)).Length);
            await Sweep(silo);
            Assert.Equal(151, (await Listed(silo, null)).Length);

            _time.MoveTo(Began + Days + TimeSpan.FromMinutes(1));
            await Sweep(silo, async () => (await Listed(silo, null)).Length == 2);
        }

        await using var again = await TestSilo.Start(settings);
        Assert.Equal(["s4", "young"], await Listed(again, null));
        Assert.Equal(["s4", "young"], await Listed(again, "ann"));
        Assert.Empty(await Listed(again, "bob"));
        Assert.Equal(["session/s4", "session/young"], await Grains(again, "session/%"));
        Assert.Empty(await Grains(again, "index/ConfigurationSession@bob"));
        Assert.Equal("session-unknown", Assert.IsAssignableFrom<Rejection>(
            await again.Engine.Ask(Old with { Key = "s7" }, new SessionCommand.Select("sole", "road"), default)).Code);
        var reopened = Assert.IsType<SessionView>(await again.Engine.Ask(
            Old with { Key = "s7" }, new SessionCommand.Open("bob", Code: code), default));
        Assert.Equal((code, 1L), (reopened.Code, reopened.Version));
        await Holds(async () => (await Listed(again, "bob")).Length == 1 && (await Listed(again, null)).Length == 3);
    }

    [Fact]
    public async Task A_product_with_dates_keeps_neither_its_sessions_nor_their_reminders()
    {
        await using var silo = await TestSilo.Start(Settings(new ClusterStorage.Sqlite(_folder.Path)));
        await Publish(silo.Engine, Shoe.Replace("[road, trail]", "{road: {}, trail: {until: 2028-01-01}}"));
        _time.MoveTo(Began);
        await Opened(silo, "old", "ann");
        var database = silo.Services.GetRequiredService<SqlDatabase>();
        Assert.Single(await database.Query("SELECT grain FROM customization_reminder", row => row.GetString(0)));

        _time.MoveTo(Began + Days);
        await Sweep(silo, async () => (await Listed(silo, null)).Length == 0);

        Assert.Empty(await database.Query("SELECT grain FROM customization_reminder", row => row.GetString(0)));
        Assert.Empty(await Grains(silo, "session/%"));
    }

    [Fact]
    public async Task A_click_before_the_deletion_keeps_it_and_one_that_meets_it_finds_nothing()
    {
        await using var silo = await Start();
        await Opened(silo, "old", "ann");
        _time.MoveTo(Began + Days);
        await Chosen(silo, "old", "trail");
        await Sweep(silo);
        Assert.IsType<SessionView>(await silo.Engine.Ask(Old, new SessionCommand.Read(), default));

        await Until(silo, stored: true);
        _time.MoveTo(Began + (2 * Days));
        _storage.FailNextWrite(WriteFault.Late);
        await Sweep(silo, () => Task.FromResult(_storage.IsLate));
        var click = silo.Engine.Ask(Old, new SessionCommand.Select("sole", "road"), default).AsTask();
        var open = silo.Engine.Ask(Old, OpenIt, default).AsTask();
        Assert.False(click.IsCompleted || open.IsCompleted);
        _storage.Release();

        Assert.IsType<SessionRejection.SessionUnknown>(await click);
        Assert.Equal(1, Assert.IsType<SessionView>(await open).Version);
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        Assert.Equal(["old"], await Listed(silo, null));
        Assert.Equal(["old"], await Listed(silo, "ann"));
        await Until(silo, stored: true);
    }

    [Fact]
    public async Task What_another_silo_wrote_meanwhile_stays()
    {
        await using var silo = await Start();
        await Opened(silo, "old", "ann");
        _time.MoveTo(Began + Days);
        Assert.IsType<SessionView>(await silo.Engine.Ask(Old, new SessionCommand.Read(), default));
        _storage.Overwrite(OldGrain, _storage.Row(OldGrain));

        await Assert.ThrowsAnyAsync<Exception>(async () => await silo.Grains.Entity(Old).Retire());

        Assert.IsType<SessionView>(await silo.Engine.Ask(Old, new SessionCommand.Read(), default));
        Assert.Equal(["old"], await Listed(silo, "ann"));
    }

    [Fact]
    public async Task A_deletion_that_was_cut_off_is_ended_by_the_next_sweep()
    {
        await using var silo = await Start();
        await Opened(silo, "old", "ann");
        _time.MoveTo(Began + Days);
        _storage.FailNextDelete();
        await Assert.ThrowsAnyAsync<Exception>(async () => await silo.Grains.Entity(Old).Retire());
        Assert.IsType<SessionRejection.SessionUnknown>(
            await silo.Engine.Ask(Old, new SessionCommand.Read(), default));
        Assert.Equal(["old"], await Listed(silo, null));

        await Sweep(silo, async () => (await Listed(silo, null)).Length == 0);

        Assert.Empty(await Listed(silo, "ann"));
        Assert.DoesNotContain(OldGrain, _storage.Rows().Keys);
    }

    [Fact]
    public async Task One_of_an_earlier_release_counts_from_the_first_look()
    {
        await using var silo = await Start();
        await Opened(silo, "old", "ann");
        var row = _storage.Row(OldGrain);
        var text = Encoding.UTF8.GetString(row.Payload);
        var touched = $",\"touchedAt\":{Began.ToUnixTimeSeconds()}";
        Assert.Contains(touched, text, StringComparison.Ordinal);
        row.Payload = Encoding.UTF8.GetBytes(text.Replace(touched, ""));
        await silo.Grains.Entity(Old).Retire();
        _storage.Overwrite(OldGrain, row);

        _time.MoveTo(Began + (5 * Days));
        Assert.Equal(_time.GetUtcNow().ToUnixTimeSeconds(), await silo.Grains.Entity(Old).Retire());
        await Holds(() => Task.FromResult(
            Encoding.UTF8.GetString(_storage.Row(OldGrain).Payload).Contains("touchedAt", StringComparison.Ordinal)));
        _time.MoveTo(Began + (6 * Days) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await silo.Grains.Entity(Old).Retire());
        _time.MoveTo(Began + (6 * Days));
        Assert.Null(await silo.Grains.Entity(Old).Retire());
    }

    [Fact]
    public async Task Zero_keeps_them()
    {
        await using var silo = await TestSilo.Start(Settings(new ClusterStorage.Memory(), TimeSpan.Zero));
        await Publish(silo.Engine);
        _time.MoveTo(Began);
        await Opened(silo, "old", "ann");
        _time.MoveTo(Began + (5 * Days));
        await Sweep(silo);
        Assert.NotNull(await silo.Grains.Entity(Old).Retire());
    }

    private async Task<TestSilo> Start()
    {
        var silo = await TestSilo.Start(Settings(new ClusterStorage.Memory()), _storage.AddTo);
        await Publish(silo.Engine);

        // The walk after the start finds nothing yet.
        _time.MoveTo(Began);
        return silo;
    }

    private SiloSettings Settings(ClusterStorage storage, TimeSpan? retention = null) => new(storage)
    {
        Time = _time,
        Grains = GrainLimits.Default with
        {
            SessionRetention = retention ?? Days,
            LazyInterval = TimeSpan.FromMilliseconds(200),
            AnnounceDelay = TimeSpan.FromMilliseconds(50),
            RetentionLooksMax = 100,
        },
    };

    /// <summary>Opens a session and waits until it is stored.</summary>
    private static async Task Opened(TestSilo silo, string key, string owner)
    {
        var address = Old with { Key = key };
        Assert.IsType<SessionView>(await silo.Engine.Ask(address, new SessionCommand.Open(owner, "shoe"), default));
        await Until(silo, stored: true, key);
    }

    private static async Task Chosen(TestSilo silo, string key, string sole) => Assert.IsType<SessionView>(
        await silo.Engine.Ask(Old with { Key = key }, new SessionCommand.Select("sole", sole), default));

    private static Task Until(TestSilo silo, bool stored, string key = "old")
    {
        var records = silo.Services.GetRequiredService<GrainParts>().Records;
        var grain = GrainId.Create("session", key);
        return Holds(async () =>
        {
            var version = (await records.Read("entity", grain)).State!.Version;
            var current = await silo.Engine.Ask(Old with { Key = key }, new SessionCommand.Read(), default);
            return stored == (current is SessionView view && version == view.Version);
        });
    }

    private static Task Holds(Func<Task<bool>> isTrue) => Eventually.Holds(isTrue, Patience);

    private static Task Sweep(TestSilo silo) => Task.WhenAll(
        Enumerable.Range(0, IndexPartitions.CountOf(EntityKind.ConfigurationSession)).Select(partition =>
            silo.Grains.GetGrain<IIndexGrain>(IndexPartitions.NameOf(EntityKind.ConfigurationSession, partition))
                .Sweep().AsTask()));

    /// <summary>Sweeps until something holds: a walk takes no notice of another one that is under way.</summary>
    private static Task Sweep(TestSilo silo, Func<Task<bool>> until) => Holds(async () =>
    {
        await Sweep(silo);
        return await until();
    });

    private static async Task<string[]> Listed(TestSilo silo, string? owner) => [.. (await silo.Engine.List(
        new EntityQuery(EntityKind.ConfigurationSession, owner, Limit: EntityQuery.LimitMax), default)).Keys];

    private static async Task<string[]> Grains(TestSilo silo, string pattern) => [.. (await
        silo.Services.GetRequiredService<SqlDatabase>().Query(
            "SELECT grain FROM customization_state WHERE grain LIKE @pattern ORDER BY grain", row => row.GetString(0),
            new SqlValue("pattern", pattern)))];

    private static async Task Publish(ICustomization engine, string text = Shoe)
    {
        PublicationStep? last = null;
        await foreach (var step in engine.Publish(DefinitionFiles.Of("shoe.yaml", text), "author", default))
        {
            last = step;
        }

        Assert.IsType<PublicationStep.Published>(last);
    }
}
