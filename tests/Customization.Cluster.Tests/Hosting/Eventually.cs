namespace Customization.Cluster.Tests.Hosting;

/// <summary>Waits for what becomes true by itself.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Ends when it holds; fails the test when it does not in time.</summary>
    public static async Task Holds(Func<Task<bool>> isTrue, TimeSpan limit)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await isTrue())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < limit, $"not within {limit}");
            await Task.Delay(Pause);
        }
    }
}
