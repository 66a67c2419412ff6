using Customization.Domain.Catalog.Comparison;
using Customization.Domain.Tests.Products;
using Xunit;

namespace Customization.Domain.Tests.Comparison;

public sealed class VersionComparisonTests
{
    private const string Old = """
        product: stool
        pricing:
          lists: {eur: {currency: EUR, base: 50.00}}
          costs: {currency: EUR, components: {leather: 9.00, iron: 2.00}, hours: {sewing: 30.00}}
        model:
          characteristics:
            seat: {values: {wood: {}, leather: {price: 20.00}, straw: {price: 5.00}}}
            legs: {values: [three, four]}
          rules:
            - {rule: seat = straw => legs = four, message: Straw needs four legs.}
            - {name: leather, rule: seat = leather => legs = four}
          defaults:
            - {set: legs, to: three}
        bom:
          - {component: leather, when: seat = leather}
        routing:
          - {id: sew, capability: sewing, minutes: 10, when: seat = leather}
        lanes:
          standard: {price: 4.00}
        """;

    private const string New = """
        product: stool
        pricing:
          lists: {eur: {currency: EUR, base: 55.00}}
          costs: {currency: EUR, components: {leather: 9.00, iron: 2.00}, hours: {sewing: 30.00}}
        model:
          characteristics:
            seat: {values: {wood: {days: 2}, leather: {price: 22.00}, cork: {price: 7.00}}}
            legs: {values: [three, four]}
            feet: {kind: boolean}
          rules:
            - {rule: feet => legs = four}
            - {name: leather, rule: seat = leather => legs = three}
        bom:
          - {component: leather, when: seat = leather}
          - {component: iron, quantity: 4, when: feet}
        routing:
          - {id: sew, capability: sewing, minutes: 12, when: seat = leather}
        lanes:
          standard: {price: 4.00}
        """;

    [Fact]
    public void Everything_that_differs_is_named_once_and_nothing_else()
    {
        var comparison = VersionComparison.Of(Definitions.Publish(Old), Definitions.Publish(New));

        Assert.Equal((4, 7), (comparison.Before, comparison.After));
        Assert.Equal(
            [
                "Characteristic Added feet",
                "Value Added feet = no",
                "Value Added feet = yes",
                "Value Added seat = cork",
                "Value Removed seat = straw",
                "Rule Added feet requires legs = four",
                "Rule Changed leather",
                "Rule Removed seat = straw requires legs = four",
                "Default Removed legs = three",
                "PriceList Changed eur",
                "Price Changed seat = leather in eur: 20.00 EUR -> 22.00 EUR",
                "Days Changed seat = wood: 0 -> 2",
                "Component Added iron when feet",
                "Operation Changed sew",
            ],
            comparison.Changes.Select(Text));
    }

    [Fact]
    public void A_version_does_not_differ_from_itself_and_looking_back_turns_every_change_around()
    {
        var (old, now) = (Definitions.Read(Old), Definitions.Read(New));

        Assert.Empty(VersionComparison.ChangesOf(old, old));
        Assert.Equal(
            VersionComparison.ChangesOf(old, now).Select(change => change with
            {
                Kind = change.Kind switch
                {
                    ChangeKind.Added => ChangeKind.Removed,
                    ChangeKind.Removed => ChangeKind.Added,
                    _ => ChangeKind.Changed,
                },
                Before = change.After,
                After = change.Before,
            }),
            VersionComparison.ChangesOf(now, old));
    }

    [Fact]
    public void A_text_that_is_written_anew_is_a_change_of_its_document_only()
    {
        static string With(string documents) => Old + "\n" + documents;
        var before = Definitions.Publish(With("documents: {label: {text: 'A {seat} stool'}, note: {text: Sit}}"));
        var after = Definitions.Publish(With("documents: {label: {text: 'One {seat} stool'}, note: {text: Sit}}"));

        var change = Assert.Single(VersionComparison.Of(before, after).Changes);
        Assert.Equal((ChangedThing.Document, ChangeKind.Changed, "label"), (change.Thing, change.Kind, change.Name));
        Assert.Empty(VersionComparison.Of(after, after).Changes);
    }

    [Fact]
    public void A_rule_put_before_others_does_not_change_them()
    {
        var before = Definitions.Read(Old);
        var after = Definitions.Read(Old.Replace(
            "  rules:\n", "  rules:\n    - seat = wood => legs = three\n", StringComparison.Ordinal));

        Assert.Equal(
            ["Rule Added seat = wood requires legs = three"], VersionComparison.ChangesOf(before, after).Select(Text));
    }

    private static string Text(VersionChange change) => $"{change.Thing} {change.Kind} {change.Name}"
        + (change.Thing is ChangedThing.Price or ChangedThing.Days ? $": {change.Before} -> {change.After}" : "");
}
