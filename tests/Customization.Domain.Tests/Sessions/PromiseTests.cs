using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Domain.Stock;
using Customization.Kernel.Language;
using Xunit;

namespace Customization.Domain.Tests.Sessions;

public sealed class PromiseTests
{
    private static readonly ImmutableArray<DayOfWeek> EveryDay = [.. Enum.GetValues<DayOfWeek>()];

    [Fact]
    public void Without_a_lane_there_is_no_promise() =>
        Assert.Null(SessionStory.Given(("size", "m")).View().Promise);

    [Fact]
    public void The_estimate_follows_stock_and_each_value_shows_its_days()
    {
        var now = new SessionStory().Now;
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var outlook = Outlook.Empty with
        {
            Components = Outlook.Empty.Components.Add("gold-leaf", new ComponentOutlook(
                "gold-leaf", [new AvailableStock(today, 0), new AvailableStock(today.AddDays(9), 100)], 30)),
            Lanes = Outlook.Empty.Lanes.Add("standard", new ShippingLane(
                "standard", "Standard", 17 * 60, 1, EveryDay, EveryDay, [], false)),
        };
        var product = WithGoldLeaf();
        var story = new SessionStory().Withdraw().Publish(product);
        var context = story.Context with { Outlook = outlook };

        var open = View(SessionDecider.Initial("s"), new SessionCommand.Open("anna", "shoe"), context, out var state);
        var gold = View(state, new SessionCommand.Select("colour", "gold"), context, out _);

        Assert.Equal(9, open.Answer.DayDelta[8]);
        Assert.Equal(today.AddDays(1), open.Promise!.DeliveryDate);
        Assert.Equal(today.AddDays(10), gold.Promise!.DeliveryDate);
        Assert.Equal("gold-leaf", gold.Promise.LateBecause[0]);
        Assert.Equal(-9, gold.Answer.DayDelta[6]);
    }

    private static SessionView View(
        SessionState before, SessionCommand command, DecisionContext context, out SessionState after)
    {
        var decision = SessionDecider.Decide(before, command, context);
        after = decision.Events.Aggregate(before, SessionDecider.Evolve);
        return Assert.IsType<SessionView>(decision.Reply);
    }

    private static PublishedProduct WithGoldLeaf()
    {
        var gold = new Condition("colour = gold", TestProducts.Is(2, 2), SourceSpan.None);
        var line = new SuperBomLine("gold-leaf", Expression.Of(2), gold, null, null);
        return new PublishedProduct(
            TestProducts.Shoe.Definition with { Bom = [line] }, 1, TestProducts.Shoe.Compiled);
    }
}
