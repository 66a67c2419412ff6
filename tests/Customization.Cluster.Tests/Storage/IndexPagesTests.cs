using Customization.Client.Listing;
using Customization.Cluster.Tests.Hosting;
using Customization.Domain.Entities;
using Customization.Grains;
using Customization.Grains.Entities;
using Customization.Grains.Listing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Customization.Cluster.Tests.Storage;

/// <summary>The keys of a partition in storage, against a set.</summary>
public sealed class IndexPagesTests
{
    private static readonly GrainId Partition = GrainId.Create(
        "index", IndexPartitions.NameOf(EntityKind.ConfigurationSession, 0));

    private readonly FaultyStorage _storage = new();
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_is_taken_out_is_gone_all_else_stays_and_pages_stay_full(int seed)
    {
        var random = new Random(seed);
        var pages = await Load();
        for (var step = 0; step < 60; step++)
        {
            if (random.Next(2) == 0)
            {
                await Append(pages, step, random.Next(1, 1_200));
            }
            else
            {
                var number = random.Next(pages.Last + 1);
                var gone = await Some(pages, number, random);
                await pages.Remove(number, gone, pages.Since(number));
                _keys.ExceptWith(gone);
            }

            Assert.Equal(_keys.Order(StringComparer.Ordinal), await Stored());
        }
    }

    [Fact]
    public async Task A_silo_that_dies_while_it_takes_keys_out_loses_no_other()
    {
        for (var writes = 0; writes < 5; writes++)
        {
            foreach (var last in (int[])[0, 10, 499])
            {
                var test = new IndexPagesTests();
                var pages = await test.Load();
                await test.Append(pages, 0, (3 * IndexPages.KeysPerPage) + last);
                var gone = (await pages.Read(0)).ToHashSet(StringComparer.Ordinal);
                test._storage.EndAfter(writes);
                try
                {
                    await pages.Remove(0, gone, 0);
                    Assert.True(writes > 1);
                }
                catch (IOException)
                {
                    Assert.True(writes < 4);
                }

                test._keys.ExceptWith(gone);
                Assert.Superset(test._keys, (await test.Stored()).ToHashSet(StringComparer.Ordinal));
            }
        }
    }

    [Fact]
    public async Task A_key_is_found_in_any_page_and_the_last_one_takes_the_row_with_it()
    {
        var pages = await Load();
        await Append(pages, 0, (2 * IndexPages.KeysPerPage) + 3);
        foreach (var key in _keys.ToArray().Order(StringComparer.Ordinal))
        {
            await pages.Remove(key);
        }

        Assert.Empty(await Stored());
        Assert.Empty(_storage.Row(Partition, "keys-0").Payload);
        Assert.Empty(_storage.Row(Partition, "keys-1").Payload);
    }

    [Fact]
    public async Task A_page_says_since_when_it_was_not_touched_and_what_fills_it_may_be_older()
    {
        var pages = await Load();
        await Append(pages, 0, IndexPages.KeysPerPage + 1);
        Assert.NotEqual(0, pages.Since(0));
        await pages.Remove(1, new HashSet<string>(), 5);
        await pages.Remove(0, new HashSet<string> { (await pages.Read(0))[0] }, 7);

        pages = await Load();
        Assert.Equal(5, pages.Since(0));
        Assert.Equal(1, pages.Last);
    }

    private async Task Append(IndexPages pages, int step, int count)
    {
        string[] keys = [.. Enumerable.Range(0, count).Select(i => $"{step}-{i}")];
        await pages.Append(keys);
        _keys.UnionWith(keys);
    }

    private static async Task<HashSet<string>> Some(IndexPages pages, int number, Random random)
    {
        var share = random.Next(4);
        return (await pages.Read(number)).Where(_ => random.Next(3) < share).ToHashSet(StringComparer.Ordinal);
    }

    private async Task<IndexPages> Load()
    {
        var pages = New();
        await pages.Load();
        return pages;
    }

    /// <summary>As a silo that comes later reads them, and as an earlier release did.</summary>
    private async Task<IEnumerable<string>> Stored() => (await New().Load()).Order(StringComparer.Ordinal);

    private IndexPages New() => new(
        new GrainParts(
            new StoredRecords(_storage, TimeSpan.FromSeconds(10)), null!, null!, null!, null!, TimeProvider.System,
            GrainLimits.Default, NullLogger<GrainParts>.Instance),
        Partition);
}
