using System.Globalization;
using System.Text.RegularExpressions;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Pricing;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Comparison;

/// <summary>Names one statement of a definition.</summary>
internal readonly record struct FactKey(ChangedThing Thing, string Name) : IComparable<FactKey>
{
    public int CompareTo(FactKey other) => Thing != other.Thing
        ? Thing.CompareTo(other.Thing)
        : string.CompareOrdinal(Name, other.Name);
}

/// <summary>One statement of a definition.</summary>
/// <param name="Of">The value that it is about, for what goes and comes with its value; null for its own sake.</param>
internal sealed record Fact(string Text, FactKey? Of = null);

/// <summary>Takes a definition apart into statements that can be compared one by one.</summary>
/// <remarks>Rules without a name of the author's are told apart by what they say, since their numbers shift.</remarks>
internal static partial class DefinitionFacts
{
    /// <summary>The statements. O(size of the definition).</summary>
    public static Dictionary<FactKey, Fact> Of(ProductDefinition definition)
    {
        var facts = new Dictionary<FactKey, Fact>();
        AddCharacteristics(definition, facts);
        AddRules(definition, facts);
        foreach (var list in definition.Pricing.Lists)
        {
            facts[new FactKey(ChangedThing.PriceList, list.Code)] = new Fact(
                $"{new Money(list.Base, list.Currency)}, {list.Segment}, {Day(list.ValidFrom)} to {Day(list.ValidTo)}");
        }

        foreach (var line in definition.Bom)
        {
            var name = line.Component + Condition(line.When) + Hangs(line.Parameter, line.Option);
            facts[new FactKey(ChangedThing.Component, name)] = new Fact(line.Quantity.Text);
        }

        foreach (var operation in definition.Routing)
        {
            facts[new FactKey(ChangedThing.Operation, operation.Id)] = new Fact(
                $"{operation.Minutes.Text} min of {operation.Capability}{Condition(operation.When)}"
                + Hangs(operation.Parameter, operation.Option)
                + (operation.After.IsEmpty ? "" : $" after {string.Join(", ", operation.After)}"));
        }

        foreach (var parameter in definition.Parameters)
        {
            facts[new FactKey(ChangedThing.Parameter, parameter.Code)] = new Fact(
                $"{parameter.Guard.GetType().Name.ToLowerInvariant()}{(parameter.IsRequired ? ", required" : "")}"
                + Condition(parameter.When));
        }

        foreach (var lane in definition.Lanes)
        {
            facts[new FactKey(ChangedThing.Lane, lane.Code)] = new Fact(PricesOf(definition, lane.Price));
        }

        foreach (var document in definition.Documents)
        {
            facts[new FactKey(ChangedThing.Document, document.Code)] = new Fact(
                $"{document.Format.ToString().ToLowerInvariant()} in {string.Join(", ", document.Languages)}"
                + $"{Condition(document.When)}, {document.Fingerprint}");
        }

        return facts;
    }

    private static void AddCharacteristics(ProductDefinition definition, Dictionary<FactKey, Fact> facts)
    {
        for (var c = 0; c < definition.Model.Characteristics.Length; c++)
        {
            var characteristic = definition.Model.Characteristics[c];
            facts[new FactKey(ChangedThing.Characteristic, characteristic.Name)] =
                new Fact(characteristic.Kind.ToString());
            for (var v = 0; v < characteristic.Values.Length; v++)
            {
                AddValue(definition, characteristic, v, definition.Details[c].Values[v], facts);
            }
        }
    }

    private static void AddValue(
        ProductDefinition definition, Characteristic characteristic, int value, ValueDetail detail,
        Dictionary<FactKey, Fact> facts)
    {
        var known = characteristic.Values[value];
        var name = $"{characteristic.Name} = {known.Name}";
        var key = new FactKey(ChangedThing.Value, name);
        facts[key] = new Fact(string.Join(
            ", ",
            known.Attributes.Select(attribute => Invariant($"{attribute.Key} {attribute.Value}"))
                .Prepend(known.Number is { } number ? Invariant($"{number}") : known.Name)));
        foreach (var list in definition.Pricing.Lists)
        {
            facts[new FactKey(ChangedThing.Price, $"{name} in {list.Code}")] =
                new Fact(new Money(detail.Price.In(list), list.Currency).ToString(), key);
        }

        facts[new FactKey(ChangedThing.Cost, name)] =
            new Fact(new Money(detail.Cost, definition.Pricing.Costs.Currency).ToString(), key);
        facts[new FactKey(ChangedThing.Days, name)] = new Fact(Invariant($"{detail.Days}"), key);
    }

    private static void AddRules(ProductDefinition definition, Dictionary<FactKey, Fact> facts)
    {
        var print = new FormulaText(new RuleScope(definition.Model.Characteristics));
        foreach (var rule in definition.Model.Rules)
        {
            var text = print.Print(rule.Formula);
            var message = rule.Message.Length == 0 ? "" : $" ({rule.Message})";
            facts[new FactKey(ChangedThing.Rule, Numbered().IsMatch(rule.Name) ? text : rule.Name)] =
                new Fact(text + message);
        }

        foreach (var wish in definition.Model.Preferences)
        {
            facts[new FactKey(ChangedThing.Preference, print.Print(wish.Formula))] =
                new Fact(Invariant($"priority {wish.Priority}, weight {wish.Weight}"));
        }

        foreach (var each in definition.Defaults)
        {
            var characteristic = definition.Model.Characteristics[each.Characteristic.Value];
            facts[new FactKey(
                ChangedThing.Default,
                $"{characteristic.Name} = {characteristic.Values[each.Value].Name}{Condition(each.When)}")] =
                new Fact(Invariant($"priority {each.Priority}"));
        }
    }

    private static string Condition(Condition? when) => when is null ? "" : $" when {when.Text}";

    private static string Hangs(string? parameter, string? option) =>
        parameter is null ? "" : option is null ? $" with {parameter}" : $" with {parameter} = {option}";

    private static string PricesOf(ProductDefinition definition, Amounts amounts) => string.Join(
        ", ",
        definition.Pricing.Lists.Select(list => $"{new Money(amounts.In(list), list.Currency)} in {list.Code}"));

    private static string Day(DateTimeOffset? at) =>
        at?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "always";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    [GeneratedRegex(@"(^|\.)[rp]\d+$")]
    private static partial Regex Numbered();
}
