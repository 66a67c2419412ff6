using System.Collections.Immutable;

namespace Customization.Domain.Sessions;

/// <summary>What the kernel says about every value under one selection. Arrays have one entry per literal of the
/// model (see <c>ProductModel.Literal</c>).</summary>
/// <param name="Changes">Other choices that must change for the value; 0 where none, <see cref="int.MaxValue"/> where
/// the value is dead.</param>
/// <param name="PriceDelta">Minor units that the cheapest completion with the value costs more than
/// the cheapest completion now; 0 for dead values.</param>
/// <param name="DayDelta">Days that the fastest completion with the value takes longer than the fastest completion
/// now; 0 where the value is not open.</param>
/// <param name="Completion">The cheapest completion: value position per characteristic.</param>
/// <param name="Undecided">Characteristics with no choice and more than one value left.</param>
public sealed record SessionAnswer(
    ImmutableArray<ValueStatus> Statuses, ImmutableArray<int> Changes, ImmutableArray<long> PriceDelta,
    ImmutableArray<int> DayDelta, ImmutableArray<int> Completion, ImmutableArray<int> Undecided);
