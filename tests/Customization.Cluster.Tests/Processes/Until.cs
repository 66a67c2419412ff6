namespace Customization.Cluster.Tests.Processes;

/// <summary>Waits for what other processes do.</summary>
public static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Looks until it is true.</summary>
    /// <param name="limit">After which the test fails.</param>
    /// <param name="what">What is waited for, as a sentence without its dot.</param>
    public static async Task True(TimeSpan limit, string what, Func<Task<bool>> look)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await look())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < limit, $"not within {limit}: {what}");
            await Task.Delay(Pause);
        }
    }
}
