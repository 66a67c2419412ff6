using System.Collections.Immutable;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Pricing;
using Customization.Kernel.Queries;

namespace Customization.Domain.Catalog.Complexity;

/// <summary>Tells when price and date no longer depend on what is still open.</summary>
/// <remarks>Price: all completions have the same sum in the price table. Date: BOM, routing and waiting days are the
/// same in all of them. Lines are judged by the values that are possible one by one, so a line may be called open that
/// a finer look would call settled, never the other way round. Parameters are not looked at.</remarks>
internal sealed class Settlement(PublishedProduct product, PriceTable table)
{
    private readonly long[] _prices = table.PerLiteral.ToArray();
    private readonly long[] _negated = [.. table.PerLiteral.ToArray().Select(price => -price)];
    private readonly long[] _days = product.DaysPerLiteral.ToArray();

    private readonly ImmutableArray<(Condition? When, Expression Amount)> _lines =
    [
        .. product.Definition.Bom.Select(line => (line.When, line.Quantity)),
        .. product.Definition.Routing.Select(operation => (operation.When, operation.Minutes)),
    ];

    /// <summary>Whether both are final under a selection that has a completion.</summary>
    /// <param name="possible">Its possible values.</param>
    public bool IsFinal(Configurator configurator, Selection selection, LiteralSet possible) =>
        _lines.All(line => IsSettled(line.When, line.Amount, possible))
        && configurator.Cheapest(selection, _prices)!.Cost == -configurator.Cheapest(selection, _negated)!.Cost
        && configurator.Fastest(selection, _days)!.Cost == LongestWait(possible);

    /// <summary>Whether a line or operation may count under these values.</summary>
    public static bool MayCount(Condition? when, Expression amount, LiteralSet possible) =>
        PossibleEvaluation.Holds(when, possible) != false && TermRange.Of(amount.Term, possible).Most > 0;

    private static bool IsSettled(Condition? when, Expression amount, LiteralSet possible)
    {
        if (PossibleEvaluation.Holds(when, possible) is not { } holds)
        {
            return false;
        }

        var (least, most) = TermRange.Of(amount.Term, possible);
        return !holds || least == most || most <= 0;
    }

    /// <summary>Every possible value is in some completion, so the longest wait among them is.</summary>
    private long LongestWait(LiteralSet possible)
    {
        var longest = 0L;
        for (var literal = 0; literal < _days.Length; literal++)
        {
            longest = possible.Contains(literal) ? Math.Max(longest, _days[literal]) : longest;
        }

        return longest;
    }
}
