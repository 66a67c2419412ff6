#if WITH_ORLEANS
using System.Diagnostics;
using Customization.Client;
using Customization.Domain.Entities;
using Customization.Domain.Stock;
using Customization.Grains;
using Customization.Grains.Entities;
using Customization.Grains.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Customization.Benchmarks.Cluster;

/// <summary>Durable reservations per second on one component against single writes per second of the same storage, in
/// turn in one run. A reservation is a hold and its confirmation, each durable before its reply; its release follows,
/// not counted, so that the component never runs out.</summary>
internal static class HotStock
{
    /// <param name="distance">How much longer each call of the storage takes than here.</param>
    /// <param name="buyers">How many reserve at the same time.</param>
    public static async Task Run(
        ClusterStorage storage, int rounds, TimeSpan each, TimeSpan distance, int buyers)
    {
        await using var rig = await ClusterRig.Start(storage, ClusterLimits.Default, distance: distance);
        var part = new EntityAddress(EntityKind.ComponentStock, "hot");
        await rig.Engine.Ask(
            part, new DefineComponent(new ComponentTerms("Hot part", 5, 10, true), 1_000_000), CancellationToken.None);
        var (writes, reservations, processor) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            var write = await Writes(rig, each);
            var (reservation, microseconds) = await Reservations(rig, part, each, buyers);
            if (round >= 0)
            {
                writes.Add(write);
                reservations.Add(reservation);
                processor.Add(microseconds);
            }
        }

        writes.Sort();
        reservations.Sort();
        processor.Sort();
        var (w, r) = (writes[rounds / 2], reservations[rounds / 2]);
        Console.WriteLine($"{storage.GetType().Name} + {distance.TotalMilliseconds} ms: {w:F0} single writes/s, "
            + $"{r:F0} reservations/s on one component by {buyers} buyers, ratio {r / w:F1}, "
            + $"durable commands {3 * r / w:F1}; us of processor each: {processor[rounds / 2] / 3:F1}");
    }

    /// <summary>One row, written one write after the other as the component's entity would be without coalescing.
    /// </summary>
    private static async Task<double> Writes(ClusterRig rig, TimeSpan duration)
    {
        var grains = rig.Services.GetRequiredKeyedService<IGrainStorage>(GrainParts.StorageName);
        var row = GrainId.Create("benchmark", Guid.NewGuid().ToString("N"));
        var state = new GrainState<StoredRecord>(new StoredRecord { Payload = new byte[2_000] });
        await grains.ReadStateAsync("entity", row, state);
        var watch = Stopwatch.StartNew();
        var count = 0;
        for (; watch.Elapsed < duration; count++)
        {
            state.State = new StoredRecord { Payload = new byte[2_000], Version = count };
            await grains.WriteStateAsync("entity", row, state);
        }

        return count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<(double Rate, double Microseconds)> Reservations(
        ClusterRig rig, EntityAddress part, TimeSpan duration, int buyers)
    {
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(3);
        var counts = await Task.WhenAll(Enumerable.Range(0, buyers).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (; watch.Elapsed < duration; count++)
            {
                var (hold, expires) = (Guid.NewGuid().ToString("N"), DateTimeOffset.UtcNow.AddMinutes(10));
                await Done(rig, part, new PlaceHold(hold, 1, day, expires));
                await Done(rig, part, new ConfirmHold(hold));
                await Done(rig, part, new ReleaseHold(hold, expires));
            }

            return count;
        })));
        var spent = Environment.CpuUsage.TotalTime - before;
        return (counts.Sum() / watch.Elapsed.TotalSeconds, spent.TotalMicroseconds / counts.Sum());
    }

    private static async Task Done(ClusterRig rig, EntityAddress part, Command command)
    {
        if (await rig.Engine.Ask(part, command, CancellationToken.None) is Rejection refused)
        {
            throw new InvalidDataException($"{command} was refused: {refused.Detail}");
        }
    }
}
#endif
