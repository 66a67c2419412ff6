using System.Collections.Immutable;
using System.Numerics;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Pricing;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Catalog.Complexity;

/// <summary>Works out what leaving out a value would save and lose.</summary>
/// <remarks>One pass over the diagram per candidate. Components and operations are judged by values one by one: one
/// that is named as saved is saved for certain.</remarks>
internal sealed class Pruning(PublishedProduct product, DiagramConfigurator configurator, PriceTable table)
{
    /// <summary>Candidates in a report.</summary>
    public const int CandidatesMax = 20;

    private readonly ProductModel _model = product.Model;
    private readonly Selection _nothing = Selection.Empty(product.Model);

    /// <summary>The open values that are bought least; those that take away more variety first.</summary>
    /// <param name="countPerLiteral">Configurations that have each literal.</param>
    public ImmutableArray<PruningCandidate> Candidates(
        BigInteger configurations, BigInteger[] countPerLiteral, SalesHistory sold)
    {
        if (sold.Configurations.IsEmpty)
        {
            return [];
        }

        var orders = sold.PerLiteral(_model);
        var possible = configurator.PossibleValues(_nothing);
        var worths = sold.Configurations.Select(Worth).ToArray();
        return
        [
            .. Enumerable.Range(0, _model.LiteralCount)
                .Where(literal => countPerLiteral[literal] > 0 && countPerLiteral[literal] < configurations)
                .OrderBy(literal => orders[literal]).ThenByDescending(literal => countPerLiteral[literal])
                .Take(CandidatesMax)
                .Select(literal => Candidate(
                    literal, orders[literal], countPerLiteral[literal], possible, sold, worths)),
        ];
    }

    private PruningCandidate Candidate(
        int literal, long orders, BigInteger configurations, LiteralSet possible, SalesHistory sold,
        (long Revenue, long Margin)[] worths)
    {
        var characteristic = _model.CharacteristicOf(literal);
        var value = _model.ValueOf(literal);
        var left = configurator.PossibleValuesWithout(_nothing, characteristic, value);
        var (revenue, margin) = (0L, 0L);
        for (var i = 0; i < worths.Length; i++)
        {
            if (sold.Configurations[i].Values[characteristic.Value] == value)
            {
                revenue += worths[i].Revenue;
                margin += worths[i].Margin;
            }
        }

        return new PruningCandidate(
            characteristic, value, orders, revenue, margin, configurations,
            [
                .. Enumerable.Range(0, _model.LiteralCount)
                    .Where(other => other != literal && possible.Contains(other) && !left.Contains(other)),
            ],
            [
                .. Enumerable.Range(0, _model.Characteristics.Length).Select(c => new CharacteristicIndex(c))
                    .Where(c => possible.CountOf(c) > 1 && left.CountOf(c) == 1),
            ],
            [.. Components(possible).Except(Components(left), StringComparer.Ordinal)],
            [.. Operations(possible).Except(Operations(left), StringComparer.Ordinal)]);
    }

    private IEnumerable<string> Components(LiteralSet possible) => product.Definition.Bom
        .Where(line => Settlement.MayCount(line.When, line.Quantity, possible))
        .Select(line => line.Component);

    private IEnumerable<string> Operations(LiteralSet possible) => product.Definition.Routing
        .Where(operation => Settlement.MayCount(operation.When, operation.Minutes, possible))
        .Select(operation => operation.Id);

    /// <summary>What all orders of a configuration bring.</summary>
    private (long Revenue, long Margin) Worth(SoldConfiguration sold)
    {
        var quote = product.Price(
            sold.Values.AsSpan(), ImmutableSortedDictionary<string, ParameterValue>.Empty, table, null,
            LocalizedText.FallbackLanguage);
        return (quote.Total.Minor * sold.Orders, quote.Margin.Minor * sold.Orders);
    }
}
