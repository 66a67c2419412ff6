using Customization.Domain.Sessions;
using Customization.Domain.Tests.Products;
using Xunit;
using static Customization.Domain.Sessions.SessionCommand;

namespace Customization.Domain.Tests.Sessions;

/// <summary>Defaults and display-only rules as a customer sees them.</summary>
public sealed class DisplayTests
{
    private const string Lamp = """
        product: desk-lamp
        pricing:
          lists: {eur: {currency: EUR, base: 40.00}}
        model:
          characteristics:
            shade: {values: {linen: {}, glass: {price: 12.00}}}
            base: {values: {wood: {}, marble: {price: 30.00}}}
            dimmer: {kind: boolean, price: 9.00}
            curve: {values: [linear, soft]}
          rules:
            - {name: heavy, rule: shade = glass => base = marble, message: Glass needs a heavy base.}
          defaults:
            - {set: shade, to: glass, priority: 5}
            - {set: base, to: wood, priority: 1}
            - {set: curve, to: soft}
        display:
          visible:
            - {of: [curve], when: dimmer}
          hints:
            - {name: heavy, when: base = marble, at: base, level: warning, message: {en: Heavy., de: Schwer.}}
          groups:
            - {name: light, title: {en: Light, de: Licht}, of: [dimmer, curve], when: dimmer}
            - {name: look, of: [base, shade, dimmer]}
        """;

    [Fact]
    public void A_default_stands_until_the_customer_chooses_and_then_gives_way_without_a_word()
    {
        var story = Opened();

        var view = story.View();

        Assert.Equal([1, 1, -1, 1], view.Answer.Defaults.ToArray());
        Assert.Equal([2], view.Answer.Undecided.ToArray());
        Assert.Equal(8_200, view.Price.Total.Minor);
        Assert.Equal("", story.Choices());
        Assert.Equal([-4_200, 0, -4_200, 0, 0, 900, 0, 0], view.Answer.PriceDelta.ToArray());

        var wooden = story.View(new Select("base", "wood"));

        Assert.Equal([new ChoiceChange(1, -1, 0)], wooden.Changed.ToArray());
        Assert.Equal([-1, -1, -1, 1], wooden.Answer.Defaults.ToArray());
        Assert.Equal(ValueStatus.Forced, wooden.Answer.Statuses[0]);
        Assert.Equal(4_000, wooden.Price.Total.Minor);
    }

    [Fact]
    public void Undo_brings_the_default_back()
    {
        var story = Opened();
        story.View(new Select("base", "wood"));

        Assert.Equal([1, 1, -1, 1], story.View(new Undo()).Answer.Defaults.ToArray());
    }

    [Fact]
    public void A_session_that_only_defaults_complete_can_be_quoted()
    {
        var story = Opened();

        var view = story.View(new Select("dimmer", "no"));
        Assert.True(view.IsComplete);

        Assert.Equal(QuoteStatus.Pending, story.View(new RequestQuote()).Quote!.Status);
        Assert.Equal("dimmer=no", story.Choices());
    }

    [Fact]
    public void A_question_is_hidden_while_its_condition_cannot_hold_and_open_while_that_depends()
    {
        var story = Opened();

        Assert.Null(story.View().Display.Visible[3]);
        Assert.False(story.View(new Select("dimmer", "no")).Display.Visible[3]);
        Assert.True(story.View(new Select("dimmer", "yes")).Display.Visible[3]);

        story.View(new Select("dimmer", "no"));
        Assert.True(story.View(new Select("curve", "linear")).Display.Visible[3]);
    }

    [Fact]
    public void A_hint_shows_while_its_condition_holds_in_the_language_of_the_customer()
    {
        var story = Opened();

        var hint = Assert.Single(story.View(new Read { Language = "de" }).Display.Hints);
        Assert.Equal(("heavy", 1, "Schwer."), (hint.Name, hint.At, hint.Message));
        Assert.Empty(story.View(new Select("shade", "linen")).Display.Hints);
    }

    [Fact]
    public void A_question_is_in_the_first_group_that_holds()
    {
        var story = Opened();

        var look = Assert.Single(story.View().Display.Groups);
        Assert.Equal(("look", "look"), (look.Name, look.Title));
        Assert.Equal([1, 0, 2], look.Members.ToArray());

        var groups = story.View(new Select("dimmer", "yes")).Display.Groups;
        Assert.Equal(["Light", "look"], groups.Select(group => group.Title));
        Assert.Equal([[2, 3], [1, 0]], groups.Select(group => group.Members.ToArray()));
    }

    private static SessionStory Opened()
    {
        var story = new SessionStory().Publish(Definitions.Publish(Lamp));
        story.View(new Open(SessionStory.Owner, "desk-lamp"));
        return story;
    }
}
