namespace Customization.Domain.Tests.Runtime;

/// <summary>A clock on a machine that is so busy that every timer fires before the one who set it goes on.</summary>
internal sealed class EagerTime : TimeProvider
{
    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            callback(state);
        }

        return base.CreateTimer(callback, state, dueTime, period);
    }
}
