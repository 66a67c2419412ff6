using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Xunit;
using Xunit.Sdk;

namespace Customization.Fuzzing;

/// <summary>Runs a target on inputs that follow from seeds: a few in every test run, for as long as
/// <c>CUSTOMIZATION_FUZZ_SECONDS</c> says otherwise, from the seed <c>CUSTOMIZATION_FUZZ_FIRST</c> on.</summary>
/// <remarks>Shared by the test projects. A finding names its seed and its input. The long run also keeps the input at
/// hand in a file, because a stack overflow ends the process, goes on after a finding, and adds what it did to the file
/// that <c>CUSTOMIZATION_FUZZ_LOG</c> names.</remarks>
internal static class Fuzz
{
    /// <summary>Most processor time of one input.</summary>
    public static readonly TimeSpan CaseTimeMax = TimeSpan.FromSeconds(5);

    /// <summary>Most bytes that one input may make its thread allocate, all together.</summary>
    public const long CaseBytesMax = 512L * 1024 * 1024;

    private const int FindingsMax = 20;
    private const int ShownMax = 4_000;

    private static readonly int? Seconds = Number("CUSTOMIZATION_FUZZ_SECONDS");

    /// <summary>First seed of a long run: one that goes on where another ended has other inputs.</summary>
    private static readonly int LongRunFirst = Number("CUSTOMIZATION_FUZZ_FIRST") ?? 1_000_000;

    private static readonly string? LogPath = Environment.GetEnvironmentVariable("CUSTOMIZATION_FUZZ_LOG");

    /// <summary>Makes inputs and looks at what becomes of them; how many there were.</summary>
    /// <param name="cases">How many in a short run; a single one is the same in a long run.</param>
    /// <param name="inspect">Fails or throws where the target does anything that is not documented.</param>
    public static int Run(string target, int cases, Func<Random, string> make, Action<string> inspect)
    {
        if (Seconds is { } seconds && cases > 1)
        {
            return RunFor(TimeSpan.FromSeconds(seconds), target, make, inspect);
        }

        for (var seed = 0; seed < cases; seed++)
        {
            Inspect($"{target}, seed {seed}", make(new Random(seed)), inspect);
        }

        return cases;
    }

    private static int? Number(string variable) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static int RunFor(TimeSpan time, string target, Func<Random, string> make, Action<string> inspect)
    {
        var start = Stopwatch.GetTimestamp();
        var findings = new List<string>();
        var seed = LongRunFirst;
        for (; Stopwatch.GetElapsedTime(start) < time && findings.Count < FindingsMax; seed++)
        {
            var input = make(new Random(seed));
            Keep(target, input);
            try
            {
                Inspect($"{target}, seed {seed}", input, inspect);
            }
            catch (XunitException finding)
            {
                findings.Add(finding.Message);
                Log($"{target}: {finding.Message}");
            }
        }

        var took = Stopwatch.GetElapsedTime(start).TotalMinutes;
        Log(string.Create(
            CultureInfo.InvariantCulture,
            $"{target}: {seed - LongRunFirst} inputs in {took:0.0} minutes, {findings.Count} findings"));
        Assert.True(findings.Count == 0, string.Join("\n\n", findings));
        return seed - LongRunFirst;
    }

    private static void Log(string line)
    {
        if (LogPath is not null)
        {
            File.AppendAllText(LogPath, string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:s} {line}\n"));
        }
    }

    private static void Inspect(string name, string input, Action<string> inspect)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = ProcessorTime();
        try
        {
            inspect(input);
        }
        catch (Exception exception)
        {
            Assert.Fail($"{name}: {exception}\n{Shown(input)}");
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var took = ProcessorTime() - start;
        Assert.True(took < CaseTimeMax, $"{name} took {took}:\n{Shown(input)}");
        Assert.True(allocated < CaseBytesMax, $"{name} allocated {allocated} bytes:\n{Shown(input)}");
    }

    /// <summary>Of this thread; a busy machine does not count. Where the kernel does not say, time as such.</summary>
    private static TimeSpan ProcessorTime()
    {
        const string counters = "/proc/thread-self/schedstat";
        var nanoseconds = File.Exists(counters)
            ? long.Parse(File.ReadAllText(counters).Split(' ')[0], CultureInfo.InvariantCulture)
            : 0;
        return nanoseconds > 0
            ? TimeSpan.FromMicroseconds(nanoseconds / 1_000)
            : Stopwatch.GetElapsedTime(0, Stopwatch.GetTimestamp());
    }

    /// <summary>UTF-16 as it is in memory: no encoder has a form for half a surrogate pair.</summary>
    private static void Keep(string target, string input) => File.WriteAllBytes(
        Path.Combine(Path.GetTempPath(), $"customization-fuzz-{target}.utf16"), MemoryMarshal.AsBytes(input.AsSpan()));

    private static string Shown(string input) =>
        input.Length <= ShownMax ? input : $"{input[..ShownMax]}... ({input.Length} characters)";
}
