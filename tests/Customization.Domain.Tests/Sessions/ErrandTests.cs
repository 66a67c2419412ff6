using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Sessions;
using Xunit;
using static Customization.Domain.Sessions.SessionCommand;
using static Customization.Domain.Tests.Sessions.SessionStory;

namespace Customization.Domain.Tests.Sessions;

public sealed class ErrandTests
{
    [Fact]
    public void An_incomplete_configuration_cannot_be_quoted()
    {
        var story = Given(("size", "m"), ("colour", "gold"));

        var refused = story.Rejects<SessionRejection.ConfigurationIncomplete>(
            "configuration-incomplete", new SessionCommand.RequestQuote());

        Assert.Equal(["sole"], refused.Characteristics.ToArray());
        Assert.Equal("foot", Assert.Single(refused.Parameters).Parameter);
    }

    [Fact]
    public void A_quote_is_asked_of_an_order_with_the_full_configuration()
    {
        var story = Complete();

        var view = story.View(new SessionCommand.RequestQuote());

        var send = Assert.IsType<Effect.Send>(Assert.Single(story.LastChange!.Effects));
        Assert.Equal(new EntityAddress(EntityKind.Order, "s1-q6-6b03f280"), send.To);
        var request = Assert.IsType<Domain.Ordering.RequestQuote>(send.Command).Request;
        Assert.Equal((Owner, "standard", "eu"), (request.CustomerId, request.Lane, request.PriceList));
        Assert.True(CodedConfiguration.TryRead(request.Configuration, story.Context.Catalog, out var full, out _));
        Assert.Equal([1, 0, 2, 2], full.Selection.Choices.Select(choice => choice.Value));
        Assert.Equal(story.State.Parameters, full.Parameters);
        Assert.Equal(new QuoteReference("s1-q6-6b03f280", view.Code, QuoteStatus.Pending, ""), view.Quote);
    }

    [Fact]
    public void A_pending_quote_is_not_asked_for_twice()
    {
        var story = Complete();
        story.View(new SessionCommand.RequestQuote());

        story.View(new SessionCommand.RequestQuote());
        Assert.Null(story.LastChange);
        story.View(new Select("size", "l"));
        story.Rejects<SessionRejection.QuotePending>("quote-pending", new SessionCommand.RequestQuote());
    }

    [Fact]
    public void The_order_accepts_or_refuses()
    {
        var story = Complete();
        story.View(new SessionCommand.RequestQuote());

        story.When(new EffectReplied("quote:s1-q6-6b03f280", new OrderAccepted("s1-q6-6b03f280")));
        Assert.Equal(QuoteStatus.Accepted, story.View().Quote!.Status);

        story.View(new SessionCommand.RequestQuote());
        var again = story.State.Quote!.OrderId;
        story.When(new EffectReplied($"quote:{again}", new OrderRejection.UnknownLane("standard")));
        Assert.Equal((QuoteStatus.Refused, "lane-unknown"), (story.State.Quote.Status, story.State.Quote.Reason));
    }

    [Fact]
    public void Saving_asks_the_customer_and_remembers_the_answer()
    {
        var story = Given(("size", "m"));

        var view = story.View(new Save("mine"));

        var send = Assert.IsType<Effect.Send>(Assert.Single(story.LastChange!.Effects));
        Assert.Equal(new EntityAddress(EntityKind.Customer, Owner), send.To);
        Assert.Equal(new CustomerCommand.SaveConfiguration("mine", view.Code), send.Command);
        Assert.False(view.Saved!.Confirmed);
        story.When(new EffectReplied(send.Key, Done.Instance));
        Assert.True(story.View().Saved!.Confirmed);
    }

    [Fact]
    public void A_customer_without_room_refuses_what_is_saved()
    {
        var story = Given(("size", "m"));
        story.View(new Save("mine"));
        var key = Assert.IsType<Effect.Send>(Assert.Single(story.LastChange!.Effects)).Key;

        story.When(new EffectReplied(key, new CustomerRejection.TooManySaved()));

        Assert.Equal(("too-many-saved", false), (story.State.Saved!.Reason, story.State.Saved.Confirmed));
    }

    [Fact]
    public void Answers_that_nobody_waits_for_change_nothing()
    {
        var decision = SessionDecider.Decide(
            Given(("size", "m")).State, new EffectReplied("quote:old", Done.Instance), new SessionStory().Context);

        Assert.Empty(decision.Events);
        Assert.Empty(SessionDecider.Decide(
            Opened().State, new TimerFired("none"), new SessionStory().Context).Events);
    }

    private static SessionStory Complete()
    {
        var story = Given(("size", "m"), ("sole", "flat"), ("colour", "gold"));
        story.View(Foot(265));
        return story;
    }
}
