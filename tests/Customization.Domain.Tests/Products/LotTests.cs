using System.Text.Json;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Explosion;
using Customization.Domain.Entities;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>Parts that ship in lots: a calendar of sheets.</summary>
public class LotTests
{
    private const string Sheets =
        """
        product: calendar
        pricing:
          lists: {eur: {currency: EUR, base: 0}}
          costs: {currency: EUR, components: {box: 1.00, card: 0.10}, hours: {print: 60.00, pack: 30.00}}
        model:
          characteristics: {seal: {kind: boolean}}
          parts:
            sheet:
              count: 2..7
              characteristics: {side: {values: [one, two]}}
              routing: [{id: print, capability: print, minutes: [10, {add: 5, when: side = two}], after: [draft]}]
        routing:
          - {id: draft, capability: print, minutes: 3}
          - {id: file, capability: pack, minutes: 1, after: [lot.pack]}
        lots:
          of: sheet
          size: 3
          bom:
            - {component: box}
            - {component: card, quantityEach: [1, {add: 1, when: side = two}]}
          routing:
            - {id: trim, capability: pack, minutesEach: 2, after: [sheet.print]}
            - {id: pack, capability: pack, minutes: [4, {add: 2, when: seal}], minutesEach: 1, after: [trim]}
        """;

    private static readonly PublishedProduct Calendar = Definitions.Publish(Sheets);

    [Fact]
    public void A_lot_has_operations_of_its_own_after_those_of_its_parts()
    {
        var work = Explode("sheet.count=5 sheet[3].side=two sheet[4].side=one sheet[5].side=two");

        // A sheet and a lot that are not there hand on what they would wait for.
        Assert.Equal(
            [
                "draft 3 <- ", "sheet[1].print 10 <- draft", "sheet[2].print 10 <- draft",
                "sheet[3].print 15 <- draft", "lot[1].trim 6 <- sheet[1].print sheet[2].print sheet[3].print",
                "lot[1].pack 7 <- lot[1].trim", "sheet[4].print 10 <- draft", "sheet[5].print 15 <- draft",
                "lot[2].trim 4 <- sheet[4].print sheet[5].print draft", "lot[2].pack 6 <- lot[2].trim",
                "file 1 <- lot[1].pack lot[2].pack draft",
            ],
            work.Routing.Select(each => $"{each.Id} {each.Minutes} <- {string.Join(' ', each.After)}"));
        Assert.Equal(["box 2", "card 7"], work.Bom.Select(line => $"{line.Component} {line.Quantity}"));
    }

    [Fact]
    public void Work_is_done_for_the_first_lot_that_needs_it_and_for_the_last_where_none_does()
    {
        Assert.Equal(
            [
                "1-3: draft lot[1].pack lot[1].trim sheet[1].print sheet[2].print sheet[3].print",
                "4-5: file lot[2].pack lot[2].trim sheet[4].print sheet[5].print",
            ],
            Told(Explode("sheet.count=5 sheet[4].side=one sheet[5].side=one")));
        Assert.Equal(
            ["1-2: draft file lot[1].pack lot[1].trim sheet[1].print sheet[2].print"],
            Told(Explode("sheet.count=2")));
    }

    [Fact]
    public void The_lots_are_the_whole_routing_and_none_waits_for_a_later_one()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            string[] ids = ["a", "b", "c"];
            var after = ids.Select(_ => random.Next(6) switch
            {
                0 => "sheet.print",
                1 => "lot.pack",
                2 => "a",
                _ => "draft",
            }).ToArray();
            var text = Sheets.Replace(
                "  - {id: file, capability: pack, minutes: 1, after: [lot.pack]}",
                string.Join('\n', ids.Select((id, i) => $"  - {{id: {id}, capability: pack, minutes: {random.Next(2)}, "
                    + $"after: [{(after[i] == id ? "draft" : after[i])}]}}")),
                StringComparison.Ordinal)
                .Replace(
                    "after: [trim]", random.Next(3) == 0 ? "after: [trim, a]" : "after: [trim]",
                    StringComparison.Ordinal)
                .Replace("size: 3", $"size: {random.Next(1, 9)}", StringComparison.Ordinal);
            var read = ProductDefinitionReader.Read(text, "x.yaml", _ => null);
            if (read.Definition is null)
            {
                Assert.Contains(read.Diagnostics, each => each.Code == "CY0022");
                continue;
            }

            var count = random.Next(2, 8);
            var work = Explode(Definitions.Publish(read.Definition), $"sheet.count={count}");
            var lotOf = work.Lots.SelectMany((lot, i) => lot.Operations.Select(id => (id, i)))
                .ToDictionary(each => each.id, each => each.i);
            Assert.Equal(work.Routing.Select(each => each.Id).Order(), lotOf.Keys.Order());
            Assert.All(work.Routing, each => Assert.All(
                each.After, before => Assert.True(lotOf[before] <= lotOf[each.Id], $"seed {seed}: {each.Id}")));
            Assert.Equal(count, work.Lots[^1].To);
        }
    }

    [Fact]
    public void A_work_order_without_lots_is_written_as_before()
    {
        var plain = new WorkOrder([], []);
        Assert.Equal(
            """{"bom":[],"routing":[],"waitDays":0}""", JsonSerializer.Serialize(plain, EntityJson.Options));
        Assert.Empty(JsonSerializer.Deserialize<WorkOrder>(
            """{"bom":[],"routing":[],"waitDays":0}""", EntityJson.Options)!.Lots);

        var work = Explode("sheet.count=5");
        var again = JsonSerializer.Deserialize<WorkOrder>(
            JsonSerializer.Serialize(work, EntityJson.Options), EntityJson.Options)!;
        Assert.Equal(Told(work), Told(again));
    }

    [Fact]
    public void A_lot_costs_what_it_takes_and_only_where_it_is_there()
    {
        var cost = (int count) => Calendar.Price(
            Definitions.Configuration(Calendar.Model, $"sheet.count={count}"), Definitions.NoAnswers,
            Calendar.PriceTables[0], null, "en").Cost;

        // From three to four sheets: a print of 10 minutes, a box, a card; trim 2, pack 5 minutes.
        Assert.Equal(1000 + 100 + 10 + 350, cost(4).Minor - cost(3).Minor);
    }

    private static IEnumerable<string> Told(WorkOrder work) => work.Lots.Select(lot =>
        $"{lot.From}-{lot.To}: {string.Join(' ', lot.Operations.Order(StringComparer.Ordinal))}");

    private static WorkOrder Explode(string choices) => Explode(Calendar, choices);

    private static WorkOrder Explode(PublishedProduct product, string choices) =>
        product.Explode(Definitions.Configuration(product.Model, choices), Definitions.NoAnswers);
}
