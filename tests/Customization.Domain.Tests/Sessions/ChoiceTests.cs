using Customization.Domain.Sessions;
using Xunit;
using static Customization.Domain.Sessions.SessionCommand;

namespace Customization.Domain.Tests.Sessions;

public sealed class ChoiceTests
{
    [Fact]
    public void Selecting_an_open_value_chooses_it_and_forces_what_follows()
    {
        var story = SessionStory.Given();

        var view = story.View(new Select("colour", "gold"));

        Assert.Equal("colour=gold", story.Choices());
        Assert.Equal([new ChoiceChange(2, -1, 2)], view.Changed.ToArray());
        Assert.Equal(2, view.Version);
        Assert.Equal("ooo" + "oo-" + "ooC" + "xxF", Letters(view.Answer));
        Assert.Equal([0, 0, 0, 0, 0, int.MaxValue, 0, 0, 0, 1, 1, 0], view.Answer.Changes.ToArray());
        Assert.Equal([0, 1], view.Answer.Undecided.ToArray());
        Assert.Equal(12_500, view.Price.Total.Minor);
    }

    [Fact]
    public void Every_value_shows_what_it_costs_and_how_long_it_takes_more()
    {
        var view = SessionStory.Opened().View();

        Assert.Equal("ooo" + "oo-" + "ooo" + "ooo", Letters(view.Answer));
        Assert.Equal([0, 0, 0, 0, 1_000, 0, 0, 0, 2_500, 0, 100, 500], view.Answer.PriceDelta.ToArray());
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 2], view.Answer.DayDelta.ToArray());
    }

    [Fact]
    public void Other_values_of_a_choice_show_what_changing_it_would_save()
    {
        var view = SessionStory.Given(("colour", "gold")).View();

        Assert.Equal(-2_500, view.Answer.PriceDelta[6]);
        Assert.Equal(-5, view.Answer.DayDelta[6]);
        Assert.Equal(0, view.Answer.DayDelta[8]);
    }

    [Fact]
    public void Selecting_the_chosen_value_again_changes_nothing()
    {
        var story = SessionStory.Given(("size", "m"));

        var view = story.View(new Select("size", "m"));

        Assert.Null(story.LastChange);
        Assert.Empty(view.Changed);
    }

    [Fact]
    public void An_excluded_value_is_refused_with_explanation_and_repair()
    {
        var story = SessionStory.Given(("size", "s"), ("colour", "red"));

        var refused = story.Rejects<SessionRejection.ValueExcluded>("value-excluded", new Select("sole", "spike"));

        Assert.Equal([new ChoiceChange(0, 0, 1)], refused.Explanation.Choices.ToArray());
        Assert.Equal([new RuleReference("spikes", "Spikes need a larger size.")], refused.Explanation.Rules.ToArray());
        Assert.Equal(
            [new ChoiceChange(0, 0, 1), new ChoiceChange(1, -1, 1)], refused.Explanation.Repair!.Changes.ToArray());
        Assert.Equal(1_000, refused.Explanation.Repair.PriceDelta.Minor);
        Assert.Equal(11_000, refused.Explanation.Repair.Price.Minor);
    }

    [Fact]
    public void A_dead_value_is_refused_with_its_rule_and_no_repair()
    {
        var story = SessionStory.Given(("size", "s"));

        var refused = story.Rejects<SessionRejection.ValueDead>("value-dead", new Select("sole", "glass"));

        Assert.Empty(refused.Explanation.Choices);
        Assert.Equal("glass", Assert.Single(refused.Explanation.Rules).Name);
        Assert.Null(refused.Explanation.Repair);
        story.Rejects<SessionRejection.ValueDead>("value-dead", new Repair("sole", "glass"));
    }

    [Fact]
    public void Unknown_names_are_refused()
    {
        var story = SessionStory.Opened();

        story.Rejects<SessionRejection.UnknownCharacteristic>("unknown-characteristic", new Select("Size", "s"));
        story.Rejects<SessionRejection.UnknownCharacteristic>("unknown-characteristic", new Unselect("heel"));
        story.Rejects<SessionRejection.UnknownValue>("unknown-value", new Select("size", "xxl"));
        story.Rejects<SessionRejection.UnknownValue>("unknown-value", new Repair("size", "xxl"));
        story.Rejects<SessionRejection.UnknownValue>("unknown-value", new Explain("size", "xxl"));
    }

    [Fact]
    public void Repair_changes_exactly_what_its_preview_said()
    {
        var story = SessionStory.Given(("size", "s"), ("colour", "red"), ("lace", "white"));

        var preview = Assert.IsType<SessionPreview>(story.When(new Repair("colour", "gold", Preview: true)));
        Assert.Null(story.LastChange);
        var view = story.View(new Repair("colour", "gold"));

        Assert.Equal("size=s colour=gold lace=gold", story.Choices());
        Assert.Equal(preview.Changes.ToArray(), view.Changed.ToArray());
        Assert.Equal(preview.Price, view.Price.Total);
        Assert.Equal(2_400, preview.PriceDelta.Minor);
    }

    [Fact]
    public void Unselecting_takes_one_choice_back()
    {
        var story = SessionStory.Given(("size", "s"), ("colour", "red"));

        story.View(new Unselect("size"));
        Assert.Equal("colour=red", story.Choices());
        story.View(new Unselect("size"));
        Assert.Null(story.LastChange);
    }

    [Theory]
    [InlineData(CompletionGoal.Cheapest, "size=s sole=flat colour=red lace=none")]
    [InlineData(CompletionGoal.Fastest, "size=s sole=flat colour=red lace=none")]
    public void Completing_fills_in_what_is_open(CompletionGoal goal, string expected)
    {
        var story = SessionStory.Given(("size", "s"), ("sole", "flat"), ("colour", "red"));

        var view = story.View(new Complete(goal));

        Assert.Equal(expected, story.Choices());
        Assert.Empty(view.Answer.Undecided);
    }

    [Fact]
    public void The_fastest_completion_is_the_cheapest_among_the_fastest()
    {
        var story = SessionStory.Given(("sole", "spike"));

        story.View(new Complete(CompletionGoal.Fastest));

        Assert.Contains("lace=none", story.Choices(), StringComparison.Ordinal);
        Assert.DoesNotContain("gold", story.Choices(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_likeliest_completion_keeps_the_choices()
    {
        var story = SessionStory.Given(("colour", "gold"));

        story.View(new Complete(CompletionGoal.Likeliest));

        Assert.Contains("sole=flat colour=gold lace=gold", story.Choices(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_completion_can_be_previewed()
    {
        var story = SessionStory.Given(("size", "m"));

        var preview = Assert.IsType<SessionPreview>(
            story.When(new Complete(CompletionGoal.Cheapest, Preview: true)));

        Assert.Null(story.LastChange);
        Assert.Equal(3, preview.Changes.Length);
        Assert.Equal(0, preview.PriceDelta.Minor);
    }

    [Theory]
    [InlineData("size", "m", ValueStatus.Chosen)]
    [InlineData("size", "l", ValueStatus.Open)]
    [InlineData("lace", "gold", ValueStatus.Forced)]
    [InlineData("lace", "none", ValueStatus.Excluded)]
    [InlineData("sole", "glass", ValueStatus.Dead)]
    [InlineData("sole", "flat", ValueStatus.Open)]
    public void Explain_says_how_a_value_stands(string characteristic, string value, ValueStatus expected)
    {
        var story = SessionStory.Given(("size", "m"), ("colour", "gold"));

        var explanation = Assert.IsType<SessionExplanation>(story.When(new Explain(characteristic, value)));

        Assert.Equal(expected, explanation.Status);
        Assert.Equal(expected is ValueStatus.Excluded or ValueStatus.Dead, explanation.Rules.Length > 0);
        Assert.Null(story.LastChange);
    }

    private static string Letters(SessionAnswer answer) =>
        string.Concat(answer.Statuses.Select(status => "oCFx-"[(int)status]));
}
