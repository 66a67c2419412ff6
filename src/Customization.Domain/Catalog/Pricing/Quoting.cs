using System.Collections.Immutable;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Parameters;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Pricing;

/// <summary>Prices one full configuration, line by line. Linear in the model and the super-BOM.</summary>
internal static class Quoting
{
    private static readonly LocalizedText PremiumTitle = new(ImmutableSortedDictionary<string, string>.Empty
        .Add("en", "Made your way").Add("de", "Nach deinem Wunsch gemacht").Add("fr", "Fait à votre façon"));

    /// <summary>The quote; <paramref name="lane"/> null is without delivery.</summary>
    public static PriceQuote Quote(
        ProductDefinition definition, PriceTable table, ImmutableArray<CostElement> elements,
        ReadOnlySpan<int> configuration, ImmutableSortedDictionary<string, ParameterValue> parameters,
        LaneChoice? lane, string language)
    {
        var lines = new Lines(table.List.Currency);
        lines.Add("base", definition.Title.In(language, definition.Code), table.Fixed);
        var surcharges = AddValues(definition, table, configuration, language, lines);
        foreach (var element in table.Joint)
        {
            var name = element.Code[(element.Code.IndexOf(':') + 1)..];
            surcharges += lines.Add(element.Code, name, table.Sell(element.In(definition, configuration, parameters)));
        }

        foreach (var parameter in definition.Parameters)
        {
            if (ParameterAnswers.AreGiven(definition, parameter.Code, null, configuration, parameters))
            {
                surcharges += AddParameter(definition, table, elements, parameter, configuration, parameters, language,
                    lines);
            }
        }

        lines.Add("premium", PremiumTitle.In(language), table.Premium(surcharges));
        lines.Add($"delivery:{lane?.Code}", lane?.Title.In(language, lane.Code) ?? "", lane?.Price.In(table.List) ?? 0);
        var cost = CostOf(definition, table.List, elements, configuration, parameters);
        var total = lines.Total;
        return new PriceQuote(
            table.List.Code, lines.ToImmutable(), total, cost, total - cost, table.List.ValidTo);
    }

    /// <summary>Surcharges of the answers beside the diagram: what <see cref="PriceTable.Total"/> takes further.
    /// </summary>
    public static long FurtherOf(
        ProductDefinition definition, PriceTable table, ImmutableArray<CostElement> elements,
        ReadOnlySpan<int> configuration, ImmutableSortedDictionary<string, ParameterValue> parameters)
    {
        var lines = new Lines(table.List.Currency);
        foreach (var parameter in definition.Parameters)
        {
            if (ParameterAnswers.AreGiven(definition, parameter.Code, null, configuration, parameters))
            {
                AddParameter(definition, table, elements, parameter, configuration, parameters, "", lines);
            }
        }

        return lines.Total.Minor;
    }

    private static long AddValues(
        ProductDefinition definition, PriceTable table, ReadOnlySpan<int> configuration, string language, Lines lines)
    {
        var surcharges = 0L;
        for (var i = 0; i < configuration.Length; i++)
        {
            var amount = table.PerLiteral[definition.Model.Literal(new CharacteristicIndex(i), configuration[i])];
            if (amount != 0)
            {
                surcharges += AddValue(definition, i, configuration[i], amount, language, lines);
            }
        }

        return surcharges;
    }

    private static long AddValue(
        ProductDefinition definition, int index, int position, long amount, string language, Lines lines)
    {
        var characteristic = definition.Model.Characteristics[index];
        var value = characteristic.Values[position].Name;
        var detail = definition.Details[index];
        var title = detail.TitleIn(language, characteristic.Name) + ": "
            + detail.Values[position].Title.In(language, value);
        return lines.Add($"value:{characteristic.Name}={value}", title, amount);
    }

    private static long AddParameter(
        ProductDefinition definition, PriceTable table, ImmutableArray<CostElement> elements,
        ParameterDefinition parameter, ReadOnlySpan<int> configuration,
        ImmutableSortedDictionary<string, ParameterValue> parameters, string language, Lines lines)
    {
        var amount = parameter.Price.In(table.List);
        var code = parameter.IsPresentation ? $"presentation:{parameter.Code}" : $"parameter:{parameter.Code}";
        var title = parameter.Title.In(language, parameter.Code);
        if (ParameterAnswers.OptionOf(parameter, parameters) is { } option)
        {
            amount += option.Price.In(table.List);
            code += $"={option.Code}";
            title += $": {option.Title.In(language, option.Code)}";
        }

        foreach (var element in elements)
        {
            if (string.Equals(element.Parameter, parameter.Code, StringComparison.Ordinal))
            {
                amount += table.Sell(element.In(definition, configuration, parameters));
            }
        }

        return lines.Add(code, title, amount);
    }

    private static Money CostOf(
        ProductDefinition definition, PriceList list, ImmutableArray<CostElement> elements,
        ReadOnlySpan<int> configuration, ImmutableSortedDictionary<string, ParameterValue> parameters)
    {
        var cost = 0L;
        foreach (var element in elements)
        {
            cost = checked(cost + element.In(definition, configuration, parameters));
        }

        for (var i = 0; i < configuration.Length; i++)
        {
            cost = checked(cost + definition.Details[i].Values[configuration[i]].Cost);
        }

        return new Money(list.CostRate.Of(cost), list.Currency);
    }

    /// <summary>Gathers lines that are not zero and their total.</summary>
    private sealed class Lines(string currency)
    {
        private readonly ImmutableArray<PriceLine>.Builder _lines = ImmutableArray.CreateBuilder<PriceLine>();

        public Money Total { get; private set; } = Money.Zero(currency);

        public long Add(string code, string title, long amount)
        {
            if (amount != 0)
            {
                var money = new Money(amount, currency);
                _lines.Add(new PriceLine(code, title, money));
                Total += money;
            }

            return amount;
        }

        public ImmutableArray<PriceLine> ToImmutable() => _lines.ToImmutable();
    }
}
