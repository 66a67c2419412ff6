using System.Globalization;
using System.Text.RegularExpressions;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;
using Customization.Domain.Stock;
using Xunit;
using Xunit.Abstractions;

namespace Customization.Domain.Tests.Ordering;

/// <summary>Stories of orders as tables: one action and its outcome a line, from <c>Scenarios/*.story</c>.</summary>
public class ScenarioTests(ITestOutputHelper output)
{
    private const string Prefix = "Customization.Domain.Tests.Ordering.Scenarios.";

    public static TheoryData<string> Stories => [.. typeof(ScenarioTests).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(name => name[Prefix.Length..])];

    [Theory]
    [MemberData(nameof(Stories))]
    public void Tells(string story)
    {
        using var stream = typeof(ScenarioTests).Assembly.GetManifestResourceStream(Prefix + story)!;
        var told = new StreamReader(stream).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var world = new PlantWorld(TestPlant.Plant(), 1);
        var happened = told.Select(line => line.StartsWith('#') ? line : Row(world, line)).ToArray();

        // The whole story as it went: to read, and to paste where it is right and the file is not.
        output.WriteLine(string.Join('\n', happened));
        Assert.Equal(told, happened);
    }

    /// <summary>The line with the outcome that really came.</summary>
    private static string Row(PlantWorld world, string line)
    {
        var action = line[..line.IndexOf('|', StringComparison.Ordinal)];
        var outcome = Act(world, action.Trim());
        Assert.Null(PlantChecker.Violation(world));
        return outcome.Length == 0 ? action + "|" : $"{action}| {outcome}";
    }

    private static string Act(PlantWorld world, string action)
    {
        var words = Regex.Matches(action, "\"([^\"]*)\"|\\S+").Select(word => word.Value.Trim('"')).ToArray();
        switch (words[0])
        {
            case "settle":
                world.Settle();
                return "";
            case "deliver":
                for (var i = 0; i < int.Parse(words[1], CultureInfo.InvariantCulture); i++)
                {
                    world.Step(faults: false);
                }

                return "";
            case "until":
                world.Until(DateTimeOffset.Parse(
                    $"{words[1]} {words[2]}", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
                return "";
            case "free" or "on" or "scrap" or "receipts":
                return OfStock(world, words);
            case "break" or "repair" or "moved":
                return OfCell(world, words);
            default:
                return OfOrder(world, words);
        }
    }

    private static string OfStock(PlantWorld world, string[] words)
    {
        var address = new EntityAddress(EntityKind.ComponentStock, words[0] == "on" ? words[2] : words[1]);
        if (words[0] == "scrap")
        {
            var delta = -int.Parse(words[2], CultureInfo.InvariantCulture);
            return Said(world.Ask(address, new AdjustStock("scrap", delta, "water")));
        }

        var view = Assert.IsType<StockView>(world.Ask(address, new ReadStock()));
        return words[0] switch
        {
            "free" => $"{view.Available[0].Quantity}",
            "on" => $"{view.OnHand}",
            _ => string.Join(", ", view.Receipts.Values.Select(r => $"{r.Quantity} on {r.Date:yyyy-MM-dd}")),
        };
    }

    private static string OfCell(PlantWorld world, string[] words)
    {
        var address = new EntityAddress(EntityKind.ProductionCell, words[1]);
        return words[0] switch
        {
            "break" => Said(world.Ask(
                address, new BreakCell(words[2], DateOnly.Parse(words[4], CultureInfo.InvariantCulture)))),
            "repair" => Said(world.Ask(address, new RepairCell())),
            _ => string.Join(", ", ((CellView)world.Ask(address, new ReadCell())).Moved.Select(moved => moved.Order)),
        };
    }

    private static string OfOrder(PlantWorld world, string[] words)
    {
        var order = words[1];
        switch (words[0])
        {
            case "place":
                return Said(world.Ask(order, new PlaceOrder(TestPlant.Request(words[2], lane: words[4]))));
            case "quote":
                return Said(world.Ask(order, new RequestQuote(TestPlant.Request(words[2], lane: words[4]))));
            case "accept":
                return Said(world.Ask(order, new AcceptQuote("ann", "accept", words.Length > 2 ? "other" : "body")));
            case "cancel":
                return Said(world.Ask(order, new CancelOrder("changed my mind")));
        }

        var view = Assert.IsType<OrderView>(world.Ask(order, new ReadOrder()));
        return words[0] switch
        {
            "show" when view.Status < OrderStatus.Rejected =>
                $"{view.Status}{(view.Moving is null ? "" : " moving")} {view.Promise!.DeliveryDate:yyyy-MM-dd}",
            "show" => $"{view.Status}",
            "slots" when view.Work.IsEmpty => "none",
            "slots" => string.Join(", ", view.Work.Select(w => $"{w.Operation} {w.Cell} {w.Start:MM-dd HH:mm}")),
            "late" => string.Join(", ", view.Promise!.Evidence.Late.Select(l => $"{l.Cause} {l.Name} {l.Days}")),
            "outcome" => $"{view.Outcome!.Status} {view.Outcome.Code}".Trim(),
            "history" => string.Join(", ", view.History.Select(change =>
                $"{change.Promise?.DeliveryDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "open"}"
                + $" {change.Reason}")),
            _ => throw new InvalidOperationException($"no such action: {words[0]}"),
        };
    }

    private static string Said(Reply reply) => reply switch
    {
        Rejection rejection => rejection.Code,
        OrderAccepted => "accepted",
        _ => "done",
    };
}
