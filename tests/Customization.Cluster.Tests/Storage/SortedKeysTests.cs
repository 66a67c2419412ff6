using Customization.Grains.Listing;
using Xunit;

namespace Customization.Cluster.Tests.Storage;

/// <summary>The keys of an index partition beside a sorted set.</summary>
public sealed class SortedKeysTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(SortedKeys.RunMax + 1, 2)]
    [InlineData(20_000, 3)]
    public void It_has_what_a_sorted_set_has(int count, int seed)
    {
        var random = new Random(seed);
        var (keys, expected) = (new SortedKeys(), new SortedSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < count; i++)
        {
            // Half of them ascend, as times do; some come twice.
            var key = random.Next(2) == 0 ? $"{i:x8}" : $"{random.Next(count):x8}-{random.Next(3)}";
            Assert.Equal(expected.Add(key), keys.Add(key));
            var other = $"{random.Next(count):x8}";
            Assert.Equal(expected.Remove(other), keys.Remove(other));
        }

        Assert.Equal(expected.Count, keys.Count);
        Assert.Equal(expected, keys.From(""));
        for (var i = 0; i < 100; i++)
        {
            var from = $"{random.Next(count + 1):x7}";
            Assert.Equal(
                expected.Where(key => string.CompareOrdinal(key, from) >= 0).Take(10), keys.From(from).Take(10));
        }

        Assert.Equal(expected.Contains("0"), keys.From("0").FirstOrDefault() == "0");
        Assert.All(expected, key => Assert.True(keys.Remove(key)));
        Assert.Empty(keys.From(""));
        Assert.Equal(0, keys.Count);
    }
}
