using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Catalog.Definitions;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Effectivity;

/// <summary>Cuts a definition with dates into periods without any.</summary>
internal static class Periods
{
    /// <summary>Most periods of one definition.</summary>
    public const int PeriodsMax = 24;

    /// <summary>The definition as of its first period, with all periods in it; itself where nothing is dated.</summary>
    /// <param name="rules">Days of the rules that have some, by name.</param>
    /// <remarks>Periods with the same rules share one model. O(periods x (rules + values + lines)).</remarks>
    public static ProductDefinition Cut(
        ProductDefinition definition, IReadOnlyDictionary<string, EffectiveDays> rules)
    {
        var days = Starts(definition, rules);
        if (days.Count == 1)
        {
            return definition;
        }

        var periods = ImmutableArray.CreateBuilder<DefinitionPeriod>(days.Count);
        var messages = definition.RuleMessages;
        var models = new Dictionary<string, ProductModel>(StringComparer.Ordinal);
        foreach (var day in days)
        {
            var bans = Bans(definition, day).ToArray();
            foreach (var (rule, message) in bans)
            {
                messages = messages.SetItem(rule.Name, message);
            }

            ImmutableArray<Rule> inEffect =
            [
                .. definition.Model.Rules.Where(rule => rules.GetValueOrDefault(rule.Name).IsOn(day)),
                .. bans.Select(ban => ban.Rule),
            ];
            var key = string.Join('\n', inEffect.Select(rule => rule.Name));
            if (!models.TryGetValue(key, out var model))
            {
                models[key] = model = new ProductModel(
                    definition.Model.Name, definition.Model.Characteristics, inEffect, definition.Model.Preferences);
            }

            periods.Add(new DefinitionPeriod(
                day, model, [.. definition.Bom.Where(line => line.Effective.IsOn(day))],
                [.. Linked(definition.Routing, day)]));
        }

        return (definition with { Periods = periods.ToImmutable(), RuleMessages = messages }).In(periods[0]);
    }

    /// <summary>The first days of all periods, rising.</summary>
    public static SortedSet<DateOnly> Starts(
        ProductDefinition definition, IReadOnlyDictionary<string, EffectiveDays> rules)
    {
        var dated = rules.Values
            .Concat(definition.Details.SelectMany(detail => detail.Values).Select(value => value.Effective))
            .Concat(definition.Bom.Select(line => line.Effective))
            .Concat(definition.Routing.Select(operation => operation.Effective));
        var starts = new SortedSet<DateOnly> { DateOnly.MinValue };
        foreach (var days in dated)
        {
            starts.UnionWith(((DateOnly?[])[days.From, days.Until]).OfType<DateOnly>());
        }

        return starts;
    }

    /// <summary>One rule for each value that is not in effect, with what customers are told.</summary>
    private static IEnumerable<(Rule Rule, LocalizedText Message)> Bans(ProductDefinition definition, DateOnly day)
    {
        for (var c = 0; c < definition.Details.Length; c++)
        {
            var characteristic = definition.Model.Characteristics[c];
            for (var v = 0; v < characteristic.Values.Length; v++)
            {
                var effective = definition.Details[c].Values[v].Effective;
                if (!effective.IsOn(day))
                {
                    var message = MessageOf(effective, day);
                    var name = $"{characteristic.Name}={characteristic.Values[v].Name} "
                        + (day >= effective.Until ? "until" : "from");
                    yield return (
                        new Rule(
                            name, new Formula.Not(new Formula.Is(new CharacteristicIndex(c), [v])),
                            message.In(LocalizedText.FallbackLanguage), characteristic.Span),
                        message);
                }
            }
        }
    }

    private static LocalizedText MessageOf(EffectiveDays effective, DateOnly day)
    {
        var isOver = day >= effective.Until;
        var date = (isOver ? effective.Until : effective.From)!.Value
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new LocalizedText(LocalizedText.Empty.ByLanguage
            .Add("en", isOver ? $"No longer available since {date}." : $"Available from {date} on.")
            .Add("de", isOver ? $"Seit {date} nicht mehr erhältlich." : $"Ab {date} erhältlich.")
            .Add("fr", isOver ? $"N'est plus disponible depuis le {date}." : $"Disponible à partir du {date}."));
    }

    /// <summary>Operations in effect; one that is not hands on what it comes after.</summary>
    private static IEnumerable<SuperOperation> Linked(ImmutableArray<SuperOperation> routing, DateOnly day)
    {
        var handed = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var operation in routing)
        {
            ImmutableArray<string> after =
            [
                .. operation.After.SelectMany(id => handed.TryGetValue(id, out var before) ? before : [id]).Distinct(),
            ];
            if (operation.Effective.IsOn(day))
            {
                yield return operation with { After = after };
            }
            else
            {
                handed[operation.Id] = after;
            }
        }
    }
}
