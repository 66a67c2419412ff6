namespace Customization.Domain.Demand.Recommending;

/// <summary>Orders of characteristics that look random and are the same in every run: what is learned from the same
/// sales is the same everywhere.</summary>
/// <remarks>Source: SplitMix64 (Steele, Lea, Flood 2014). Mutable, owned by one learner.</remarks>
internal struct ShuffledOrders(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Brings items into the next order.</summary>
    public void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = (int)(Next() % (ulong)(i + 1));
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
