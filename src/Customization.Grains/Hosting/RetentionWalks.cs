using Customization.Client.Listing;
using Customization.Domain.Sessions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Customization.Grains.Hosting;

/// <summary>Has the lists of sessions walked for those that may go, now and then. Every silo does; a list that is being
/// walked takes no notice.</summary>
internal sealed partial class RetentionWalks(IGrainFactory grains, SiloSettings settings, ILogger<RetentionWalks> log)
    : BackgroundService
{
    /// <summary>Before the first walk after a start, when there is other work.</summary>
    private static readonly TimeSpan StartDelay = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Grains.SessionRetention == TimeSpan.Zero)
        {
            return;
        }

        await Task.Delay(StartDelay, settings.Time, stoppingToken);
        await Walk(stoppingToken);
        using var timer = new PeriodicTimer(settings.Grains.RetentionInterval, settings.Time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await Walk(stoppingToken);
        }
    }

    private async Task Walk(CancellationToken stop)
    {
        for (var partition = 0; partition < IndexPartitions.CountOf(SessionDecider.Kind); partition++)
        {
            try
            {
                var name = IndexPartitions.NameOf(SessionDecider.Kind, partition);
                await grains.GetGrain<IIndexGrain>(name).Sweep().AsTask().WaitAsync(stop);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // Storage or another silo is away: the next walk.
                LogNotWalked(log, fault);
            }
        }
    }

    [LoggerMessage(230, LogLevel.Debug, "A list could not be walked for sessions that may go")]
    private static partial void LogNotWalked(ILogger log, Exception fault);
}
