using Customization.Gateway.Limits;

namespace Customization.EndToEnd.Tests.Load;

public sealed class SheddingTests
{
    [Fact]
    public void Nothing_is_refused_while_nothing_waits() =>
        Assert.All(Enum.GetValues<Priority>(), each => Assert.Equal(0, Shedding.Share(each, TimeSpan.Zero)));

    [Fact]
    public void Visits_are_refused_before_clicks_and_clicks_before_orders()
    {
        for (var ms = 0; ms < 4000; ms += 5)
        {
            var wait = TimeSpan.FromMilliseconds(ms);
            Assert.True(Shedding.Share(Priority.Visit, wait) >= Shedding.Share(Priority.Click, wait));
            Assert.True(Shedding.Share(Priority.Click, wait) >= Shedding.Share(Priority.Order, wait));
            Assert.True(Shedding.Share(Priority.Order, wait) == 0 || Shedding.Share(Priority.Click, wait) == 1);
        }
    }

    [Theory]
    [InlineData(20, 0)]
    [InlineData(60, 0.5)]
    [InlineData(100, 1)]
    [InlineData(5000, 1)]
    public void The_part_of_clicks_grows_with_the_wait(int ms, double share) =>
        Assert.Equal(share, Shedding.Share(Priority.Click, TimeSpan.FromMilliseconds(ms)), 9);
}
