namespace Customization.Runtime.Simulation.Faults;

/// <summary>Counts what a world went through.</summary>
internal sealed class Tally
{
    /// <summary>How often, by kind.</summary>
    public SortedDictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>How often something was lost or taken back that only memory had, such as the last clicks of a session.
    /// </summary>
    public int Losses { get; private set; }

    public void Count(string kind) => Counts[kind] = Counts.GetValueOrDefault(kind) + 1;

    /// <summary>Counts a fault by which memory is lost.</summary>
    public void CountLoss(string kind)
    {
        Count(kind);
        Losses++;
    }
}
