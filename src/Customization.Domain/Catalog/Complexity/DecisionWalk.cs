using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Catalog.Pricing;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Catalog.Complexity;

/// <summary>What it took one shopper to say what they want.</summary>
/// <param name="Unaided">Questions answered until price and date are final.</param>
/// <param name="Aided">Of those, questions whose proposed answer was another.</param>
/// <param name="Read">Possible values at those questions.</param>
/// <param name="Looked">Values looked at with aid: the proposed one, and all where that is wrong.</param>
/// <param name="Complete">Questions answered until nothing is open.</param>
internal readonly record struct WalkLength(int Unaided, int Aided, int Read, int Looked, int Complete);

/// <summary>Follows shoppers who know what they want through a product.</summary>
/// <remarks>A shopper answers in the author's order the questions that earlier answers leave open. With aid, a whole
/// configuration is proposed all the time; the shopper changes what is wrong in it, and what follows is proposed anew.
/// Both make the same choices one after the other, so with aid it never takes more. Used by one thread.</remarks>
internal sealed class DecisionWalk(PublishedProduct product, DiagramConfigurator configurator, PriceTable table)
{
    private readonly ProductModel _model = product.Model;
    private readonly Settlement _settlement = new(product, table);
    private readonly long[] _prices = table.PerLiteral.ToArray();

    /// <summary>Follows one shopper.</summary>
    /// <param name="wanted">A configuration of the product.</param>
    /// <param name="logWeights">Per literal, how likely others want it; null to propose what the author prefers.
    /// </param>
    public WalkLength Follow(ReadOnlySpan<int> wanted, double[]? logWeights)
    {
        var selection = Selection.Empty(_model);
        var possible = configurator.PossibleValues(selection);
        Completion? proposed = null;
        var isFinal = false;
        var length = default(WalkLength);
        for (var c = 0; c < wanted.Length; c++)
        {
            var characteristic = new CharacteristicIndex(c);
            var open = possible.CountOf(characteristic);
            if (open > 1)
            {
                length = length with { Complete = length.Complete + 1 };
                isFinal = isFinal || _settlement.IsFinal(configurator, selection, possible);
                if (!isFinal)
                {
                    proposed ??= Propose(selection, logWeights);
                    var isWrong = proposed.Values[c] != wanted[c];
                    proposed = isWrong ? null : proposed;
                    length = length with
                    {
                        Unaided = length.Unaided + 1,
                        Aided = length.Aided + (isWrong ? 1 : 0),
                        Read = length.Read + open,
                        Looked = length.Looked + (isWrong ? open : 1),
                    };
                }
            }

            selection = selection.With(characteristic, wanted[c]);
            possible = open > 1 ? configurator.PossibleValues(selection) : possible;
        }

        return length;
    }

    private Completion Propose(Selection selection, double[]? logWeights) => logWeights is null
        ? product.Propose(selection, _prices)!
        : configurator.Likeliest(DefaultFilling.Fill(product, configurator, selection).Filled, logWeights)!;
}
