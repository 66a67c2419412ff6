using Customization.Client.Entities;
using Customization.Grains.Storage;
using Microsoft.Extensions.Hosting;

namespace Customization.Grains.Hosting;

/// <summary>Wakes what a crash cut off as soon as the only silo of a cluster runs again: nobody else can have, and its
/// reminders would come up to two minutes later.</summary>
internal sealed class StartWakes(SqlDatabase database, IGrainFactory grains, SiloSettings settings) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var due = settings.Time.GetUtcNow() + (2 * settings.Grains.RedriveDelay);
        foreach (var grain in await database.Query(
            "SELECT grain FROM customization_state WHERE remind_at <= @due", row => row.GetString(0),
            new SqlValue("due", due.ToUnixTimeMilliseconds())))
        {
            await grains.GetGrain<IEntityGrain>(GrainId.Parse(grain)).Wake();
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
