using System.Collections.Immutable;

namespace Customization.Runtime.Simulation;

/// <summary>What kind of world a seed makes: sizes, rates and mixes. Each seed switches some behaviours and faults off
/// altogether, so that the others come up more often and in rarer company.</summary>
/// <remarks>Source: Groce et al. 2012, swarm testing.</remarks>
internal sealed record Swarm
{
    private const int OutagePercent = 2;
    private const int DarePercent = 6;
    private const int ReviewPercent = 20;
    private const int OwnerPercent = 15;
    private const int ErasurePercent = 4;
    private const int TastePercent = 15;

    /// <summary>Steps before the faults stop.</summary>
    public required int Steps { get; init; }

    public required int Customers { get; init; }

    public required int Cells { get; init; }

    /// <summary>Cells, receipts and lanes report by themselves.</summary>
    public required bool Automatic { get; init; }

    public required int OnHand { get; init; }

    public required int LeadTimeDays { get; init; }

    /// <summary>Minutes that a cell works each day.</summary>
    public required int ShiftMinutes { get; init; }

    /// <summary>Entities are stored as JSON; otherwise as references, which is faster and hides what JSON would lose.
    /// </summary>
    public required bool StoresText { get; init; }

    /// <summary>Silos are out for minutes, people act too early, too late and in the wrong order.</summary>
    public required bool IsDaring { get; init; }

    /// <summary>Customers own lamps, buy more of them, and set what they own.</summary>
    public required bool HasLamps { get; init; }

    /// <summary>Customers buy tiles, which ship in lots.</summary>
    public required bool HasLots { get; init; }

    /// <summary>Customers have names and pictures, and some of them are erased.</summary>
    public required bool HasErasures { get; init; }

    /// <summary>What customers like is noticed and applied unasked.</summary>
    public required bool HasTastes { get; init; }

    /// <summary>What is personal is stored under the customer's key; there is one process then, as with such a store.
    /// </summary>
    public required bool IsSealed { get; init; }

    /// <summary>Most pieces of work that run after a step.</summary>
    public required int BurstMax { get; init; }

    /// <summary>Of 100 pieces of work so many are late by up to a few seconds.</summary>
    public required int LatePercent { get; init; }

    /// <summary>Step at which a sale starts, and how many steps it lasts; only customers act in it.</summary>
    public required (int From, int Length) Sale { get; init; }

    /// <summary>How often each kind of step comes, by kind; daring ones come on top.</summary>
    public required ImmutableArray<int> Weights { get; init; }

    public required RuntimeLimits Limits { get; init; }

    /// <summary>The world of a seed.</summary>
    public static Swarm Of(int seed)
    {
        var random = new Random(seed);
        return new Swarm
        {
            Steps = random.Next(60, 260),
            Customers = random.Next(1, 7),
            Cells = random.Next(1, 4),
            Automatic = random.Next(2) == 0,
            OnHand = random.Next(3) == 0 ? random.Next(3) : random.Next(40),
            LeadTimeDays = random.Next(0, 5),
            ShiftMinutes = random.Next(3) == 0 ? random.Next(90, 200) : random.Next(200, 900),
            StoresText = random.Next(6) == 0 || IsSealedSeed(seed),
            IsDaring = IsDaringSeed(seed),
            HasLamps = HasLampsOf(seed),
            HasLots = HasLotsOf(seed),
            HasErasures = HasErasuresOf(seed),
            HasTastes = HasTastesOf(seed),
            IsSealed = IsSealedSeed(seed),
            BurstMax = random.Next(3) switch { 0 => 4, 1 => 30, _ => 200 },
            LatePercent = random.Next(2) == 0 ? 0 : random.Next(1, 30),
            Sale = (random.Next(200), random.Next(3) == 0 ? random.Next(10, 60) : 0),
            Weights = IsSealedSeed(seed) || HasRetentionOf(seed)
                ? WeightsOf(random).SetItem((int)StepKind.Silo, 0)
                : WeightsOf(random),
            Limits = HasRetentionOf(seed)
                ? Retaining(LimitsOf(random), new Random(seed))
                : LimitsOf(random) with { SessionRetention = TimeSpan.Zero },
        };
    }

    /// <summary>The steps of a seed, in order.</summary>
    public static ImmutableArray<Step> Script(int seed)
    {
        var swarm = Of(seed);
        var random = new Random(~seed);
        var total = swarm.Weights.Sum();
        var script = ImmutableArray.CreateBuilder<Step>(swarm.Steps);
        for (var i = 0; i < swarm.Steps; i++)
        {
            var isSale = i >= swarm.Sale.From && i < swarm.Sale.From + swarm.Sale.Length;
            var draw = random.Next(total);
            var kind = 0;
            while (draw >= swarm.Weights[kind])
            {
                draw -= swarm.Weights[kind++];
            }

            script.Add(new Step(isSale ? StepKind.Customer : (StepKind)kind, random.Next(1_000_000)));
        }

        if (IsDaringSeed(seed))
        {
            Dare(script, new Random(seed));
        }

        if (HasRunsOf(seed))
        {
            Mix(script, StepKind.Reviewer, ReviewPercent, new Random(-1 - seed));
        }

        if (HasLampsOf(seed))
        {
            Mix(script, StepKind.Owner, OwnerPercent, new Random(-1 - seed));
        }

        if (HasErasuresOf(seed))
        {
            Mix(script, StepKind.Erasure, ErasurePercent, new Random(int.MinValue + seed));
        }

        if (HasTastesOf(seed))
        {
            Mix(script, StepKind.Taste, TastePercent, new Random(int.MaxValue - seed));
        }

        return script.MoveToImmutable();
    }

    /// <summary>Every other pair of seeds.</summary>
    private static bool IsDaringSeed(int seed) => (seed & 2) != 0;

    /// <summary>Every fifth seed.</summary>
    private static bool HasRunsOf(int seed) => seed % 5 == 1;

    /// <summary>Others of them.</summary>
    private static bool HasLampsOf(int seed) => seed % 5 == 3;

    /// <summary>Others of them, a few with erasures.</summary>
    private static bool HasLotsOf(int seed) => seed % 10 == 4 || seed % 30 == 29;

    /// <summary>A third of the seeds, whatever else they have.</summary>
    private static bool HasErasuresOf(int seed) => seed % 6 is 1 or 5;

    /// <summary>Some of those that have neither runs nor lamps.</summary>
    private static bool HasTastesOf(int seed) => HasErasuresOf(seed) && seed % 5 is (0 or 2);

    /// <summary>A quarter of those.</summary>
    private static bool IsSealedSeed(int seed) => seed % 12 == 1;

    /// <summary>A seventh of the seeds, but for those in which sessions are remembered by what was applied. With one
    /// process: versions begin again where a session does, and only etags tell its lives apart.</summary>
    private static bool HasRetentionOf(int seed) => seed % 7 == 2 && !HasTastesOf(seed);

    /// <summary>Sessions leave memory within minutes, and are deleted while a quote could still hold stock, or later.
    /// </summary>
    private static RuntimeLimits Retaining(RuntimeLimits limits, Random random) => limits with
    {
        SessionRetention = TimeSpan.FromMinutes(random.Next(3) == 0 ? random.Next(1, 600) : random.Next(1, 12)),
        RetentionInterval = TimeSpan.FromMinutes(1),
        SweepInterval = TimeSpan.FromMinutes(random.Next(1, 4)),
        IdleAfter = TimeSpan.FromMinutes(random.Next(1, 6)),
    };

    private static void Mix(ImmutableArray<Step>.Builder script, StepKind kind, int percent, Random random)
    {
        for (var i = 0; i < script.Count; i++)
        {
            if (random.Next(100) < percent)
            {
                script[i] = new Step(kind, random.Next(1_000_000));
            }
        }
    }

    private static void Dare(ImmutableArray<Step>.Builder script, Random random)
    {
        for (var i = 0; i < script.Count; i++)
        {
            var draw = random.Next(100);
            if (draw < OutagePercent + DarePercent)
            {
                script[i] = new Step(draw < OutagePercent ? StepKind.Outage : StepKind.Dare, random.Next(1_000_000));
            }
        }
    }

    private static ImmutableArray<int> WeightsOf(Random random)
    {
        ImmutableArray<int> usual = [100, 25, 5, 10, 40, 3, 5, 4, 6, 3, 20, 3];
        var weights = usual.ToArray();
        for (var kind = (int)StepKind.Operator; kind < weights.Length; kind++)
        {
            weights[kind] = (StepKind)kind == StepKind.Pass ? random.Next(10, 80)
                : random.Next(3) == 0 ? 0
                : random.Next(1, (2 * weights[kind]) + 1);
        }

        return [.. weights];
    }

    private static RuntimeLimits LimitsOf(Random random) => RuntimeLimits.Default with
    {
        TurnMax = random.Next(4) switch { 0 => 1, 1 => 2, 2 => 8, _ => 256 },
        BatchMax = random.Next(3) switch { 0 => 1, 1 => 4, _ => 4096 },
        SnapshotEvery = random.Next(3) switch { 0 => 1, 1 => 4, _ => 100 },
        MailboxMax = random.Next(8) == 0 ? 4 : 4096,
        SweepInterval = TimeSpan.FromMinutes(random.Next(1, 120)),
        IdleAfter = TimeSpan.FromMinutes(random.Next(1, 600)),
        LazyInterval = TimeSpan.FromSeconds(random.Next(1, 600)),
    };
}
