using System.Collections.Immutable;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Catalog.Yaml;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads amounts in the currencies of a definition. Owned by one reading.</summary>
internal sealed class Prices(ImmutableArray<PriceList> lists, string costCurrency, Report report)
{
    /// <summary>For what has no prices of its own: each is reported.</summary>
    public static Prices None(Report report) => new([], "", report);

    /// <summary>One amount in the home currency, or amounts by price list; nothing where there is none.</summary>
    public Amounts Read(DefinitionNode? node)
    {
        switch (node)
        {
            case null:
                return Amounts.Zero;
            case not null when lists.IsEmpty:
                return Refuse(node, Amounts.Zero);
            case DefinitionNode.Mapping mapping:
                return ReadByList(mapping);
            default:
                return ReadAmount(node, lists[0].Currency, report) is { } home
                    ? new Amounts([.. lists.Select(list => list.Rate.Of(home))])
                    : Amounts.Zero;
        }
    }

    /// <summary>An amount in the cost currency; 0 where there is none.</summary>
    public long ReadCost(DefinitionNode? node) =>
        node is null ? 0
        : lists.IsEmpty ? Refuse(node, 0)
        : ReadAmount(node, costCurrency, report) ?? 0;

    /// <summary>Decimal text in minor units of a currency, or null after reporting.</summary>
    public static long? ReadAmount(DefinitionNode node, string currency, Report report) =>
        Scalars.Decimal(node, Money.DigitsOf(currency), $"an amount of {currency}", report);

    private T Refuse<T>(DefinitionNode node, T substitute)
    {
        report.Error(CatalogCode.UnknownKey, node.Span, "a rule set has no prices and costs: each product has its own");
        return substitute;
    }

    /// <summary>Lists that are not named take the amount of the home list, which must be named then.</summary>
    private Amounts ReadByList(DefinitionNode.Mapping mapping)
    {
        var named = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (key, value) in mapping.Entries)
        {
            var list = lists.FirstOrDefault(each => string.Equals(each.Code, key.Text, StringComparison.Ordinal));
            if (list is null)
            {
                report.Error(CatalogCode.NoSuchName, key.Span, $"there is no price list '{Scalars.Shown(key.Text)}'"
                    + Nearest.Suggest(key.Text, lists.Select(each => each.Code)));
            }
            else if (ReadAmount(value, list.Currency, report) is { } amount)
            {
                named[list.Code] = amount;
            }
        }

        if (!named.TryGetValue(lists[0].Code, out var home) && named.Count < lists.Length)
        {
            report.Error(CatalogCode.MissingKey, mapping.Span,
                $"expected an amount for '{lists[0].Code}', from which the lists not named here follow");
        }

        return new Amounts(
            [.. lists.Select(list => named.TryGetValue(list.Code, out var amount) ? amount : list.Rate.Of(home))]);
    }
}
