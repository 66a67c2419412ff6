using System.Diagnostics;
using Customization.Benchmarks.Models;
using Customization.Kernel.Compilation;
using Customization.Kernel.Diagram;

namespace Customization.Benchmarks.Scale;

/// <summary>How long a diagram file takes to become a model that answers: the first time in the process, then again.
/// </summary>
internal static class Loading
{
    private const int Repetitions = 51;

    public static void Run()
    {
        foreach (var name in BenchmarkModels.Names)
        {
            var compiled = BenchmarkModels.Compile(name);
            var fingerprint = new byte[DiagramFile.FingerprintLength];
            var file = DiagramFile.Write(compiled.Diagram, fingerprint);
            var times = new double[Repetitions];
            for (var i = 0; i < Repetitions; i++)
            {
                var start = Stopwatch.GetTimestamp();
                var loaded = CompiledModel.Load(compiled.Model, file, fingerprint, out var problem);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (loaded is null)
                {
                    throw new InvalidDataException(problem);
                }
            }

            var first = times[0];
            Array.Sort(times);
            Console.WriteLine($"{name,-16} {compiled.Diagram.NodeCount,8} nodes {compiled.Diagram.EdgeCount,10} edges "
                + $"{file.Length,10} bytes, ms: first {first:F2}, median {times[Repetitions / 2]:F3}");
        }
    }
}
