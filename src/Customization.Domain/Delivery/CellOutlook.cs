using System.Collections.Immutable;
using Customization.Domain.Production;

namespace Customization.Domain.Delivery;

/// <summary>What a cell has free.</summary>
/// <param name="FirstDay">The day of the first entry of <paramref name="Free"/>.</param>
/// <param name="Free">Free intervals by day, each sorted and apart; empty where closed or full.</param>
public sealed record CellOutlook(
    string Cell, bool AutomaticCompletion, DateOnly FirstDay, ImmutableArray<ImmutableArray<MinuteInterval>> Free);
