using Customization.Client;
using Customization.Cluster.Tests.Hosting;
using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Delivery;
using Customization.Grains;
using Customization.Grains.Hosting;
using Customization.Runtime;

namespace Customization.Cluster.Tests.Agreement;

/// <summary>The same story on mailboxes and on grains: what callers see and what happens to every entity is the same.
/// </summary>
public sealed class AgreementTests
{
    private const int Steps = 24;

    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan OutlookInterval = TimeSpan.FromMilliseconds(40);

    private static readonly DefinitionFiles Product = DefinitionFiles.Of("shoe.yaml", Sample("shoe.yaml"));

    private static readonly PlantDefinition Plant =
        SampleShop.Plant;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Mailboxes_and_grains_tell_the_same_story(int seed)
    {
        var (embedded, cluster) = (Embedded(seed), Cluster(seed));
        var (expected, actual) = (await embedded, await cluster);

        for (var i = 0; i < expected.Replies.Length; i++)
        {
            Assert.Equal($"{i}: {expected.Replies[i]}", $"{i}: {actual.Replies.ElementAtOrDefault(i)}");
        }

        Assert.Equal(expected.Replies.Length, actual.Replies.Length);
        Assert.Equal(expected.Happened.Keys, actual.Happened.Keys);
        foreach (var (entity, happened) in expected.Happened)
        {
            Assert.Equal(happened.Prepend(entity), actual.Happened[entity].Prepend(entity));
        }

        Assert.Contains(expected.Replies, reply => reply.Contains("\"OrderView\"", StringComparison.Ordinal));
        Assert.Contains(expected.Happened.Keys, key => key.StartsWith("Order/", StringComparison.Ordinal));
        Assert.Equal(2, expected.Happened["Order/albums"].Count(happened => happened.Contains(
            "\"LotDelivered\"", StringComparison.Ordinal)));
    }

    private static async Task<Story> Embedded(int seed)
    {
        using var folder = new TemporaryFolder();
        var time = new ScriptTime(Start);
        await using var engine = EmbeddedCustomization.Open(new EmbeddedOptions(folder.Path)
        {
            Lanes = Plant.Lanes,
            Time = time,
            Limits = RuntimeLimits.Default with { OutlookInterval = OutlookInterval },
        });
        using var stored = new StoredByMailboxes(folder.Path, engine, time);
        return await Tell(seed, engine, time, stored);
    }

    private static async Task<Story> Cluster(int seed)
    {
        var time = new ScriptTime(Start);
        var storage = new FaultyStorage();
        await using var silo = await TestSilo.Start(
            new SiloSettings(new ClusterStorage.Memory())
            {
                Lanes = Plant.Lanes,
                Time = time,
                Limits = ClusterLimits.Default with { OutlookInterval = OutlookInterval },
                Grains = GrainLimits.Default with
                {
                    ReportInterval = OutlookInterval,
                    WatchLease = TimeSpan.FromHours(1),
                },
            },
            storage.AddTo);
        return await Tell(seed, silo.Engine, time, new StoredByGrains(storage, silo));
    }

    private static async Task<Story> Tell(int seed, ICustomization engine, ScriptTime time, IStored stored)
    {
        using var side = new Side(engine, time, stored);
        var script = new Script(seed, side, Plant, Product);
        await script.Begin();
        for (var i = 0; i < Steps; i++)
        {
            await script.Step();
        }

        await script.End();
        return new Story([.. side.Replies], side.Happened());
    }

    private static string Sample(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", name));

    /// <summary>What was seen of one engine.</summary>
    private sealed record Story(string[] Replies, SortedDictionary<string, string[]> Happened);
}
