namespace Customization.Kernel.Satisfiability;

/// <summary>What a sum can be under an assignment. Mutable; owned by one <see cref="SumPropagator"/>.</summary>
internal sealed class SumState(Sum sum)
{
    public Sum Sum { get; } = sum;

    public int Guard { get; set; } = sum.Guard;

    public long Max { get; set; } = sum.Max;

    /// <summary>Whether the guard holds, so that the totals follow the assignment.</summary>
    public bool IsActive { get; set; }

    /// <summary>The least that each group adds under no assignment at all.</summary>
    public long[] Floor { get; } = new long[sum.Groups.Length];

    /// <summary>The most that each group adds under no assignment at all.</summary>
    public long[] Ceiling { get; } = new long[sum.Groups.Length];

    public long[] Least { get; } = new long[sum.Groups.Length];

    public long[] Most { get; } = new long[sum.Groups.Length];

    public long TotalLeast { get; set; }

    public long TotalMost { get; set; }

    public long SpreadMax { get; set; }

    public bool IsPending { get; set; }
}
