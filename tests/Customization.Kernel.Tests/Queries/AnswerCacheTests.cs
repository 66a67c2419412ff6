using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Kernel.Tests.Queries;

public class AnswerCacheTests
{
    [Fact]
    public void Finds_what_was_remembered_and_counts()
    {
        var cache = new AnswerCache<string, string>(1_000_000);

        cache.Add("a", "one", 100);
        Assert.False(cache.Contains("a"));
        cache.Add("a", "one", 100);

        Assert.True(cache.TryGet("a", out var found));
        Assert.Equal("one", found);
        Assert.False(cache.TryGet("b", out _));
        Assert.Equal(
            new AnswerCacheStatus(1, 1, 100 + AnswerCache<string, string>.EntryBytes, 1), cache.Status);
    }

    [Fact]
    public void Equal_hashes_of_different_keys_give_different_answers()
    {
        var cache = new AnswerCache<Colliding, string>(1_000_000);
        for (var i = 0; i < 100; i++)
        {
            cache.Add(new Colliding(i), $"{i}", 10);
            cache.Add(new Colliding(i), $"{i}", 10);
        }

        Assert.All(Enumerable.Range(0, 100), i =>
        {
            Assert.True(cache.TryGet(new Colliding(i), out var found));
            Assert.Equal($"{i}", found);
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5_000)]
    [InlineData(100_000)]
    public void Never_weighs_more_than_it_may_and_never_answers_wrong(long bytesMax)
    {
        var cache = new AnswerCache<long, string>(bytesMax);
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            for (var step = 0; step < 2_000; step++)
            {
                var key = (long)random.Next(random.Next(1, 500));
                if (cache.TryGet(key, out var found))
                {
                    Assert.Equal($"answer {key}", found);
                }
                else
                {
                    cache.Add(key, $"answer {key}", random.Next(1, 400));
                }

                Assert.InRange(cache.Status.Bytes, 0, bytesMax);
            }
        }

        Assert.Equal(40_000, cache.Status.Hits + cache.Status.Misses);
    }

    [Fact]
    public void What_many_ask_stays_when_single_questions_pass_by()
    {
        var cache = new AnswerCache<long, string>(16 * 50 * (100 + AnswerCache<long, string>.EntryBytes));
        cache.Add(-1, "first step", 100);
        cache.Add(-1, "first step", 100);
        for (var i = 0; i < 100_000; i++)
        {
            cache.Add(i, "a step of two customers", 100);
            cache.Add(i, "a step of two customers", 100);
            Assert.True(cache.TryGet(-1, out _), $"after {i}");
        }

        Assert.InRange(cache.Status.Count, 700, 800);
    }

    [Fact]
    public void What_one_asks_is_not_kept()
    {
        var cache = new AnswerCache<long, string>(1_000_000);
        for (var i = 0; i < 10_000; i++)
        {
            cache.Add(i, "a step of one customer", 100);
        }

        Assert.Equal(0, cache.Status.Count);
    }

    [Fact]
    public void Threads_find_only_right_answers()
    {
        var cache = new AnswerCache<long, string>(200_000);
        Parallel.For(0, 4, thread =>
        {
            var random = new Random(thread);
            for (var i = 0; i < 50_000; i++)
            {
                var key = (long)random.Next(2_000);
                if (cache.TryGet(key, out var found))
                {
                    Assert.Equal($"{key}", found);
                }
                else
                {
                    cache.Add(key, $"{key}", 100);
                }
            }
        });

        Assert.InRange(cache.Status.Bytes, 1, 200_000);
        Assert.Equal(200_000, cache.Status.Hits + cache.Status.Misses);
    }

    private readonly record struct Colliding(int Value)
    {
        public override int GetHashCode() => 1;
    }
}
