using Customization.Domain.Entities;
using Xunit;

namespace Customization.Domain.Tests.Entities;

public sealed class LatencyCounterTests
{
    [Fact]
    public void Each_duration_is_in_the_first_class_whose_bound_it_does_not_pass()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var us = (long)Math.Pow(2, random.NextDouble() * 30);
            var counter = new LatencyCounter();
            counter.Add(TimeSpan.FromMicroseconds(us));

            var (bounds, counts) = counter.Read();
            var expected = bounds.ToList().FindIndex(bound => us <= bound);
            Assert.Equal(expected < 0 ? bounds.Length : expected, counts.IndexOf(1));
            Assert.Equal(1, counts.Sum());
        }
    }

    [Fact]
    public void Bounds_are_classes_apart_and_a_negative_duration_counts_as_none()
    {
        var counter = new LatencyCounter();
        counter.Add(TimeSpan.FromMilliseconds(-5));

        Assert.Equal(1, counter.Read().Counts[0]);
        Assert.Equal(counter.Read().BoundsUs.Length + 1, counter.Read().Counts.Length);
    }
}
