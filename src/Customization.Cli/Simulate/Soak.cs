using System.Collections.Immutable;
using System.Diagnostics;
using Customization.Runtime.Simulation;

namespace Customization.Cli.Simulate;

/// <summary>Many worlds, one thread for each processor; every world runs on one thread alone.</summary>
internal sealed class Soak
{
    /// <summary>Violations that are shrunk and printed; after these it stops.</summary>
    private const int ViolationsMax = 5;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, long> _faults = new(StringComparer.Ordinal);
    private readonly List<SeedOutcome> _violations = [];
    private long _work;
    private int _seeds;
    private TimeSpan _elapsed;

    /// <summary>Something broke.</summary>
    public bool HasViolations => _violations.Count > 0;

    /// <summary>Runs so many seeds.</summary>
    public void Run(int first, int seeds)
    {
        var start = Stopwatch.GetTimestamp();
        var next = first - 1;
        var threads = Enumerable.Range(0, Math.Min(seeds, Environment.ProcessorCount)).Select(_ => new Thread(() =>
        {
            while (Interlocked.Increment(ref next) is var seed && seed < first + seeds
                && _violations.Count < ViolationsMax)
            {
                Take(Simulator.Run(seed));
            }
        })).ToArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        _elapsed = Stopwatch.GetElapsedTime(start);
        for (var i = 0; i < _violations.Count; i++)
        {
            _violations[i] = Shrinking.Shrink(_violations[i]);
        }
    }

    /// <summary>Runs the world of a seed with other steps.</summary>
    public void Replay(int seed, ImmutableArray<Step> steps)
    {
        var start = Stopwatch.GetTimestamp();
        Take(Simulator.Run(seed, steps));
        _elapsed = Stopwatch.GetElapsedTime(start);
    }

    /// <summary>What is printed.</summary>
    public object Report() => new
    {
        seeds = _seeds,
        steps = _work,
        faults = _faults,
        violations = _violations.OrderBy(outcome => outcome.Seed).Select(outcome => new
        {
            seed = outcome.Seed,
            rule = outcome.Violation!.Rule,
            what = outcome.Violation.What,
            steps = outcome.Steps.Select(step => step.ToString()),
            replay = $"customization simulate --seed {outcome.Seed} --steps {Shrinking.Write(outcome.Steps)}",
        }).ToArray(),
        stepsPerSecond = Math.Round(_work / _elapsed.TotalSeconds),
    };

    private void Take(SeedOutcome outcome)
    {
        lock (_gate)
        {
            _seeds++;
            _work += outcome.Work;
            foreach (var (kind, count) in outcome.Faults)
            {
                _faults[kind] = _faults.GetValueOrDefault(kind) + count;
            }

            if (outcome.Violation is not null)
            {
                _violations.Add(outcome);
            }
        }
    }
}
