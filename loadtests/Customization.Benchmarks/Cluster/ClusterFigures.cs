#if WITH_ORLEANS
using System.Globalization;
using Customization.Client;
using Customization.Grains.Hosting;

namespace Customization.Benchmarks.Cluster;

/// <summary>The figures of a silo, one command each.</summary>
internal static class ClusterFigures
{
    /// <summary>Runs one of them.</summary>
    public static async Task Run(string[] args)
    {
        var count = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 0;
        switch (args)
        {
            case ["clicks", ..]:
                await ClickRates.Run(
                    count > 0 ? count : 5, TimeSpan.FromSeconds(2), args.Length > 2 ? args[2] : "");
                return;
            case ["parts"]:
                await Parts("worked out", 0);
                await Parts("remembered", ClusterLimits.Default.AnswerBytesMax);
                return;
            case ["sessions", ..]:
                await InFolder(folder => IdleSessions.Run(count > 0 ? count : 20_000, folder));
                return;
            case ["retention", ..]:
                await InFolder(folder => SiloRetention.Run(count > 0 ? count : 100_000, folder));
                return;
            case ["stock", ..]:
                var distance = TimeSpan.FromMilliseconds(
                    args.Length > 3 ? double.Parse(args[3], CultureInfo.InvariantCulture) : 0);
                var buyers = args.Length > 4 ? int.Parse(args[4], CultureInfo.InvariantCulture) : 400;
                await InFolder(folder => HotStock.Run(
                    Storage(args.Length > 2 ? args[2] : "sqlite", folder), count > 0 ? count : 5,
                    TimeSpan.FromSeconds(3), distance, buyers));
                return;
            default:
                Console.Error.WriteLine(
                    "cluster clicks [ROUNDS [ROWS]] | parts | sessions [COUNT] | retention [COUNT] "
                    + "| stock [ROUNDS [sqlite|CONNECTION [MS_FURTHER_AWAY [BUYERS]]]]");
                return;
        }
    }

    private static ClusterStorage Storage(string connection, string folder) => connection switch
    {
        "sqlite" => new ClusterStorage.Sqlite(folder),
        _ when connection.Contains("Host=", StringComparison.OrdinalIgnoreCase) =>
            new ClusterStorage.PostgreSql(connection),
        _ => new ClusterStorage.Azure(connection),
    };

    private static async Task Parts(string answers, long answerBytesMax)
    {
        await using var rig = await ClusterRig.Start(
            new ClusterStorage.Memory(), ClusterLimits.Default with { AnswerBytesMax = answerBytesMax });
        Console.WriteLine($"answers {answers}");
        ClickParts.Run(await rig.PublishCar(), 100);
    }

    private static async Task InFolder(Func<string, Task> run)
    {
        var folder = Directory.CreateTempSubdirectory("customization-benchmark-").FullName;
        try
        {
            await run(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
#endif
