using System.Collections.Immutable;
using Customization.Domain.Sessions;
using Customization.Kernel.Model;

namespace Customization.Domain.Demand.Recommending;

/// <summary>What customers with choices like these took, for each value that is still open.</summary>
/// <param name="Percent">Per literal the share of its characteristic, 0 to 100; 0 where nothing is said.</param>
/// <param name="Sales">Per characteristic the sales that stand behind it; 0 where they are too few to speak.</param>
public sealed record Popularity(ImmutableArray<int> Percent, ImmutableArray<int> Sales)
{
    /// <summary>Nothing is said.</summary>
    public static readonly Popularity None = new([], []);

    /// <summary>The popularity under an answer; remembered with it as long as the same demand is known.</summary>
    /// <remarks>O(P U) for P sold configurations and U undecided characteristics. Only where at least
    /// <see cref="DemandLimits.SalesToSpeak"/> sales stand behind a characteristic is anything said of it.</remarks>
    public static Popularity Of(DemandModel demand, SessionAnswer answer) =>
        demand.Remembered.GetValue(answer, each => Compute(demand, each));

    private static Popularity Compute(DemandModel demand, SessionAnswer answer)
    {
        var model = demand.Model;
        var vote = new DemandVote(demand);
        vote.Follow(PossibleUnder(model, answer));
        var (percent, sales) = (new int[model.LiteralCount], new int[model.Characteristics.Length]);
        Span<float> shares = stackalloc float[model.Characteristics.Max(each => each.Values.Length)];
        foreach (var undecided in answer.Undecided)
        {
            var characteristic = new CharacteristicIndex(undecided);
            var behind = vote.SalesBehind(characteristic);
            if (behind < DemandLimits.SalesToSpeak)
            {
                continue;
            }

            sales[undecided] = (int)Math.Min(behind, int.MaxValue);
            var own = shares[..model.Characteristics[undecided].Values.Length];
            vote.Shares(characteristic, own);
            for (var value = 0; value < own.Length; value++)
            {
                percent[model.Literal(characteristic, value)] = (int)MathF.Round(100 * own[value]);
            }
        }

        return new Popularity([.. percent], [.. sales]);
    }

    /// <summary>The values that occur in a completion of the choices.</summary>
    private static ulong[] PossibleUnder(ProductModel model, SessionAnswer answer)
    {
        var words = new ulong[(model.LiteralCount + 63) / 64];
        for (var i = 0; i < model.Characteristics.Length; i++)
        {
            var characteristic = new CharacteristicIndex(i);
            var first = model.Offset(characteristic);
            var statuses = answer.Statuses.AsSpan(first, model.Characteristics[i].Values.Length);
            var isChosen = statuses.Contains(ValueStatus.Chosen);
            for (var value = 0; value < statuses.Length; value++)
            {
                var isPossible = isChosen
                    ? statuses[value] == ValueStatus.Chosen
                    : statuses[value] is ValueStatus.Open or ValueStatus.Forced;
                words[(first + value) >> 6] |= isPossible ? 1UL << ((first + value) & 63) : 0;
            }
        }

        return words;
    }
}
