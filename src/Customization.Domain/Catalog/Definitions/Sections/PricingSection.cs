using System.Collections.Immutable;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Catalog.Yaml;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads price lists, policy and costs.</summary>
internal static class PricingSection
{
    private const int ListsMax = 50;
    private const int CostsMax = 20_000;
    private const string NoCurrency = "XXX";
    private const int RateDigits = 6;
    private const int RateUnit = 1_000_000;

    private static readonly PriceList Substitute =
        new("none", 0, NoCurrency, "", null, null, 0, Ratio.One, Ratio.One);

    /// <summary>The section; after an error something harmless that later sections can use.</summary>
    public static PricingDefinition Read(DefinitionNode? node, Report report)
    {
        var none = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);
        if (node is null || Fields.Of(node, DefinitionFields.Pricing, report) is not { } fields)
        {
            return new PricingDefinition(
                [Substitute], new PricingPolicy.ListPrice(), new StandardCosts(NoCurrency, none, none));
        }

        var costFields = fields["costs"] is { } given ? Fields.Of(given, DefinitionFields.Costs, report) : null;
        var costCurrency = costFields is null ? null : CurrencyOf(costFields);
        var lists = ReadLists(fields, costCurrency, report);
        costCurrency ??= lists[0].Currency;
        var costs = new StandardCosts(
            costCurrency, ReadCosts(costFields, "components", costCurrency), ReadCosts(costFields, "hours", costCurrency));
        var arms = PolicySection.ReadArms(fields, lists, report);
        var policy = arms.IsEmpty ? PolicySection.Read(fields["policy"], lists, report) : arms[0].Policy;
        return new PricingDefinition(lists, policy, costs)
        {
            Arms = arms,
            Stocking = StockingSection.Read(fields["stocking"], report),
            Quotes = fields.OneOf("quotes", "keep", "lower") == "lower" ? OpenQuotes.Lower : OpenQuotes.Keep,
        };
    }

    private static ImmutableArray<PriceList> ReadLists(Fields fields, string? costCurrency, Report report)
    {
        var lists = ImmutableArray.CreateBuilder<PriceList>();
        foreach (var (key, value) in fields.Entries("lists", ListsMax))
        {
            if (Fields.Of(value, DefinitionFields.PriceList, report) is { } list)
            {
                var currency = CurrencyOf(list);
                var home = lists.Count == 0 ? currency : lists[0].Currency;
                var rate = ReadRate(list, "rate", home, currency, report);
                lists.Add(new PriceList(
                    key.Text, lists.Count, currency, SegmentOf(list), list.Time("from"), list.Time("to"),
                    list["base"] is { } amount
                        ? Prices.ReadAmount(amount, currency, report) ?? 0
                        : lists.Count == 0 ? 0 : rate.Of(lists[0].Base),
                    rate, ReadRate(list, "costRate", costCurrency ?? home, currency, report)));
                CheckTimes(lists[^1], list, report);
            }
        }

        if (lists.Count == 0)
        {
            report.Error(CatalogCode.MissingKey, fields.SpanOf("lists"), "expected at least one price list");
            lists.Add(Substitute);
        }

        return lists.ToImmutable();
    }

    private static string SegmentOf(Fields list) => list.Has("segment") ? list.Code("segment") : "consumer";

    private static void CheckTimes(PriceList list, Fields fields, Report report)
    {
        if (list.ValidTo <= list.ValidFrom)
        {
            report.Error(CatalogCode.Contradiction, fields.SpanOf("to"), "the price list ends before it starts");
        }
    }

    private static string CurrencyOf(Fields fields)
    {
        var text = fields.Text("currency", Scalars.CodeLengthMax);
        if (text.Length == 3 && text.All(char.IsAsciiLetterUpper))
        {
            return text;
        }

        if (fields.Has("currency"))
        {
            fields.Report.Error(CatalogCode.BadCurrency, fields.SpanOf("currency"),
                $"expected an ISO 4217 code such as EUR, found '{Scalars.Shown(text)}'");
        }

        return NoCurrency;
    }

    /// <summary>A rate between whole units, folded into one between minor units. The same currency needs none.</summary>
    private static Ratio ReadRate(Fields fields, string key, string from, string to, Report report)
    {
        if (fields[key] is not { } node)
        {
            var isKnown = from != NoCurrency && to != NoCurrency;
            if (isKnown && !string.Equals(from, to, StringComparison.Ordinal))
            {
                report.Error(CatalogCode.MissingKey, fields.Span,
                    $"a price list in {to} needs the key '{key}': how many {to} one {from} is");
            }

            return Ratio.One;
        }

        if (Scalars.Decimal(node, RateDigits, "a rate", report) is not { } millionths)
        {
            return Ratio.One;
        }

        var scaled = (Int128)millionths * Ratio.Whole * Power(Money.DigitsOf(to));
        var unit = (Int128)RateUnit * Power(Money.DigitsOf(from));
        if (scaled <= 0 || scaled % unit != 0 || scaled / unit > int.MaxValue)
        {
            report.Error(CatalogCode.OutOfRange, node.Span,
                "expected a rate above 0 that is a multiple of 0.0001 between the smallest units of both currencies");
            return Ratio.One;
        }

        return new Ratio((long)(scaled / unit));
    }

    private static ImmutableSortedDictionary<string, long> ReadCosts(Fields? fields, string key, string currency)
    {
        var costs = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach (var (name, value) in fields?.Entries(key, CostsMax) ?? [])
        {
            if (Prices.ReadAmount(value, currency, fields!.Report) is { } amount)
            {
                if (amount < 0)
                {
                    fields.Report.Error(CatalogCode.OutOfRange, value.Span, "a cost is at least 0");
                }

                costs[name.Text] = amount;
            }
        }

        return costs.ToImmutable();
    }

    private static Int128 Power(int digits) => digits switch { 0 => 1, 3 => 1000, _ => 100 };
}
