using System.Diagnostics;
using Customization.Benchmarks.Models;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Benchmarks.Scale;

/// <summary>What compiling beside does to the time of a click: one thread clicks, one thread, as in the server's
/// compilation lane, compiles; quiet and busy phases in turn, as the machine has others on it.</summary>
internal static class ClicksWhileCompiling
{
    private const int Phases = 4;

    public static void Run(int secondsPerPhase)
    {
        var walk = new ClickWalk(BenchmarkModels.Compile(
            PublicModels.Names.Contains("renault-medium") ? "renault-medium" : "options-400"));
        walk.Run(TimeSpan.FromSeconds(1));
        var (quiet, busy) = (new List<long>(), new List<long>());
        var compilations = 0;
        for (var phase = 0; phase < Phases; phase++)
        {
            quiet.AddRange(walk.Run(TimeSpan.FromSeconds(secondsPerPhase)));
            using var stop = new CancellationTokenSource();
            var compiler = new Thread(() => compilations += CompileUntil(stop.Token))
            {
                Priority = ThreadPriority.BelowNormal,
            };
            compiler.Start();
            busy.AddRange(walk.Run(TimeSpan.FromSeconds(secondsPerPhase)));
            stop.Cancel();
            compiler.Join();
        }

        var (quietTail, busyTail) = (Report("quiet", quiet), Report("compiling", busy));
        Console.WriteLine($"compilations     {compilations}");
        Console.WriteLine($"p99 ratio        {busyTail / quietTail:F2}");
    }

    private static int CompileUntil(CancellationToken stop)
    {
        var models = new[] { GeneratedModels.Features(4_000), GeneratedModels.Options(1_600), GeneratedModels.Mix(20) };
        for (var done = 0; ; done++)
        {
            try
            {
                ModelCompiler.Compile(models[done % models.Length], cancellation: stop);
            }
            catch (OperationCanceledException)
            {
                return done;
            }

            if (stop.IsCancellationRequested)
            {
                return done;
            }
        }
    }

    private static double Report(string phase, List<long> ticks)
    {
        ticks.Sort();
        double At(double quantile) => ticks[(int)(quantile * (ticks.Count - 1))] * 1e6 / Stopwatch.Frequency;
        Console.WriteLine(
            $"{phase,-16} {ticks.Count} clicks, us: p50 {At(0.5):F1}, p99 {At(0.99):F1}, p99.9 {At(0.999):F1}");
        return At(0.99);
    }
}
