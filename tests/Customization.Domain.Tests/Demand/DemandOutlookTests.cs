using Customization.Domain.Catalog;
using Customization.Domain.Demand;
using Customization.Domain.Demand.Recommending;
using Customization.Domain.Sessions;
using Customization.Domain.Tests.Sessions;
using Xunit;
using static Customization.Domain.Sessions.SessionCommand;

namespace Customization.Domain.Tests.Demand;

/// <summary>What a process recommends after sales, in the answers of sessions.</summary>
public sealed class DemandOutlookTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private readonly DemandOutlookBuilder _builder = new();
    private DemandState _shard = DemandState.Initial("shoe/0");
    private int _orders;

    [Fact]
    public void Each_value_says_how_many_took_it()
    {
        Sell(6, 0, 0, 0, 0);
        Sell(3, 1, 1, 2, 2);
        var view = Opened().View(new Select("colour", "gold"));

        // Gold came with spikes and size m: its three count more than six that chose neither gold nor gold laces.
        Assert.True(Percent(view, "size", "m") > Percent(view, "size", "s"));
        Assert.Equal(0, Percent(view, "size", "l"));
        Assert.InRange(Percent(view, "size", "m") + Percent(view, "size", "s"), 99, 101);
        Assert.InRange(view.Popularity.Sales[0], DemandLimits.SalesToSpeak, 9);
    }

    [Fact]
    public void Nothing_is_said_of_what_fewer_bought_than_hide_one()
    {
        Sell(DemandLimits.SalesToSpeak - 1, 0, 0, 0, 0);
        Assert.All(Opened().View(new Read()).Popularity.Percent, percent => Assert.Equal(0, percent));

        Sell(1, 0, 0, 0, 0);
        Assert.Equal(100, Percent(Opened().View(new Read()), "size", "s"));
    }

    [Fact]
    public void A_new_sale_changes_the_next_recommendation()
    {
        Sell(5, 0, 0, 0, 0);
        var before = Opened().View(new Complete(CompletionGoal.Likeliest)).Choices;
        Sell(20, 1, 1, 2, 2);
        var after = Opened().View(new Complete(CompletionGoal.Likeliest)).Choices;

        Assert.Equal([0, 0, 0, 0], before.AsEnumerable());
        Assert.Equal([1, 1, 2, 2], after.AsEnumerable());
    }

    [Fact]
    public void The_likeliest_completion_keeps_the_choices_and_the_rules()
    {
        Sell(20, 1, 1, 2, 2);
        var story = Opened();
        story.View(new Select("size", "s"));

        // Spikes need a larger size, gold does not.
        Assert.Equal([0, 0, 2, 2], story.View(new Complete(CompletionGoal.Likeliest)).Choices.AsEnumerable());
    }

    [Fact]
    public void A_retired_value_is_never_recommended()
    {
        Sell(20, 0, 0, 1, 0);
        Sell(4, 0, 0, 2, 2);
        var story = Opened(TestProducts.NextShoe);
        var view = story.View(new Read());
        var names = view.Popularity.Percent.Select((percent, literal) => (percent, literal))
            .Where(each => each.percent > 0)
            .Select(each => Name(TestProducts.NextShoe, each.literal)).ToArray();

        // Blue is gone; what its buyers chose besides still counts.
        Assert.Contains("colour=gold", names);
        Assert.Contains("size=s", names);
        Assert.DoesNotContain("colour=red", names);
        Assert.DoesNotContain(names, name => name.EndsWith("=blue", StringComparison.Ordinal));
    }

    [Fact]
    public void Outlooks_without_news_are_the_same_and_learning_waits_for_growth()
    {
        Sell(40, 0, 0, 0, 0);
        Sell(40, 1, 1, 2, 2);
        Learn();
        var first = Known();
        Assert.Same(first, Known());

        Sell(1, 0, 0, 0, 0);
        var second = Known();
        Assert.NotSame(first, second);
        Assert.Same(first.Factors, second.Factors);
        Assert.Null(_builder.NextLearning());

        Sell(40, 2, 0, 0, 1);
        Assert.Same(first.Factors, Known().Factors);
        Learn();
        Assert.NotSame(first.Factors, Known().Factors);
        Assert.Null(_builder.NextLearning());
    }

    [Fact]
    public void Sales_count_while_others_are_being_learned()
    {
        Sell(40, 0, 0, 0, 0);
        Sell(40, 1, 1, 2, 2);
        var unlearned = Known();
        var learning = _builder.NextLearning()!;

        Sell(1, 2, 0, 0, 1);
        Assert.Equal(3, Known().Count);

        _builder.Take(learning.Learn(default));
        Assert.Equal(3, Known().Count);
        Assert.NotSame(unlearned.Factors, Known().Factors);
    }

    private void Sell(int times, params int[] values)
    {
        for (var i = 0; i < times; i++)
        {
            _shard = DemandDecider.Evolve(
                _shard, new DemandEvent.SaleCounted(DemandTests.SaleOf($"o{_orders++}", values)));
        }

        _builder.Put(_shard);
    }

    /// <summary>As it is known after the latest sales, and what is to be learned then is at hand.</summary>
    private DemandModel Known() => Outlook(TestProducts.Shoe).Of(TestProducts.Shoe)!;

    private void Learn()
    {
        Known();
        _builder.Take(_builder.NextLearning()!.Learn(default));
    }

    private DemandOutlook Outlook(params PublishedProduct[] more) =>
        _builder.Build(new SessionStory().Publish(more).Context.Catalog, Now);

    private SessionStory Opened(params PublishedProduct[] more)
    {
        var story = new SessionStory().Publish(more);
        story.Demand = _builder.Build(story.Context.Catalog, Now);
        story.View(new Open(SessionStory.Owner, "shoe"));
        return story;
    }

    private static int Percent(SessionView view, string characteristic, string value)
    {
        var model = TestProducts.Shoe.Model;
        var found = model.Find(characteristic)!.Value;
        return view.Popularity.Percent[
            model.Literal(found, model.Characteristics[found.Value].IndexOf(value))];
    }

    private static string Name(PublishedProduct product, int literal)
    {
        var characteristic = product.Model.Characteristics[product.Model.CharacteristicOf(literal).Value];
        return $"{characteristic.Name}={characteristic.Values[product.Model.ValueOf(literal)].Name}";
    }
}
