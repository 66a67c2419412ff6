using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
#if WITH_ORLEANS
using Customization.Benchmarks.Cluster;
#endif
using Customization.Benchmarks.Models;
using Customization.Benchmarks.Scale;
using Perfolizer.Horology;

switch (args)
{
    case ["scale", "models", ..]:
        ManyModels.Run(args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1_000);
        return;
    case ["scale", "sessions", ..]:
        await LiveSessions.Run(args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1_000_000);
        return;
    case ["scale", "retention", ..]:
        await EmbeddedRetention.Run(args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 100_000);
        return;
    case ["scale", "runs", var product, .. var sizes]:
        await RunMemory.Measure(product, sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture)));
        return;
    case ["scale", "loading"]:
        Loading.Run();
        return;
    case ["scale", "compiling", ..]:
        ClicksWhileCompiling.Run(args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5);
        return;
#if WITH_ORLEANS
    case ["cluster", .. var rest]:
        await ClusterFigures.Run(rest);
        return;
#endif
    case ["write", var name, var path]:
        // A model that does not compile, for `customization model replay --clicks random`.
        File.WriteAllText(path, BenchmarkModels.Text(name));
        return;
}

// In process: the build puts its output where the projects that BenchmarkDotNet generates do not look for it. Few short
// iterations, so that all models and queries together take minutes; the median is the figure to read.
var job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithIterationTime(TimeInterval.FromMilliseconds(200))
    .WithWarmupCount(3)
    .WithIterationCount(9);
var config = DefaultConfig.Instance
    .AddJob(job)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumn(StatisticColumn.Median)
    .WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
