using Customization.Domain.Customers;
using Customization.Domain.Customers.Preferences;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Domain.Tests.Customers;
using Customization.Domain.Tests.Products;
using Xunit;
using static Customization.Domain.Sessions.SessionCommand;

namespace Customization.Domain.Tests.Sessions;

/// <summary>What a session makes of what its owner's customer probably wants.</summary>
public sealed class AppliedPreferenceTests
{
    private readonly SessionStory _story = new SessionStory().Publish(Definitions.Publish(PreferenceTests.Room));

    [Fact]
    public void Opening_asks_the_customer_only_where_the_product_applies_anything()
    {
        var send = Assert.IsType<Effect.Send>(Assert.Single(Open().Effects));

        Assert.Equal(new EntityAddress(EntityKind.Customer, SessionStory.Owner), send.To);
        Assert.Equal(new CustomerCommand.OfferPreferences("room", 1), send.Command);
        Assert.Empty(Opened(new SessionStory(), new Open(SessionStory.Owner, "lamp")).Effects);
        var again = new SessionStory().Publish(Definitions.Publish(PreferenceTests.Room));
        Assert.Empty(Opened(again, new Open(SessionStory.Owner, Code: _story.View().Code)).Effects);
    }

    [Fact]
    public void What_may_be_applied_is_chosen_and_logged_and_says_why()
    {
        Open();
        Answered(Wish("pillow", "memory", 80), Wish("view", "sea", 66, mayApply: false));

        Assert.Equal("pillow=memory", _story.Choices());
        var recorded = Assert.IsType<CustomerCommand.RecordApplied>(
            Assert.IsType<Effect.Send>(Assert.Single(_story.LastChange!.Effects)).Command);
        Assert.Equal(("s1", "room", "memory"), (recorded.Session, recorded.Product, recorded.Offers.Single().Value));
        var view = _story.View();
        Assert.Equal([true, false], view.Preferences.Select(each => each.IsApplied));
        Assert.Equal("3 of 3 stays", view.Preferences[0].Offer.Evidence.Text);
    }

    [Fact]
    public void What_is_impossible_or_chosen_already_is_not_applied()
    {
        Open();
        _story.View(new Select("pillow", "none"));
        Answered(Wish("pillow", "memory", 90), Wish("view", "sea", 80), Wish("floor", "low", 70));

        Assert.Equal("pillow=none view=sea", _story.Choices());
        Assert.Equal([false, true, false], _story.View().Preferences.Select(each => each.IsApplied));
    }

    [Fact]
    public void What_is_unknown_to_the_product_is_passed_over()
    {
        Open();
        Answered(Wish("sauna", "hot", 90), Wish("pillow", "straw", 90));

        Assert.Equal("", _story.Choices());
        Assert.Empty(_story.LastChange!.Effects);
    }

    [Fact]
    public void It_gives_way_to_what_the_owner_chooses()
    {
        Open();
        Answered(Wish("view", "sea", 80), Wish("pillow", "memory", 75));

        var view = _story.View(new Select("floor", "low"));

        Assert.Equal("pillow=memory floor=low", _story.Choices());
        Assert.Equal([false, true], view.Preferences.Select(each => each.IsApplied));
        Assert.Equal(2, view.Changed.Length);
        _story.View(new Undo());
        Assert.Equal("pillow=memory view=sea", _story.Choices());
    }

    [Fact]
    public void A_repair_lets_it_give_way_first()
    {
        Open();
        Answered(Wish("view", "sea", 80));

        _story.View(new Repair("floor", "low"));

        Assert.Equal("floor=low", _story.Choices());
    }

    [Fact]
    public void It_is_taken_back_in_one_command_and_the_customer_is_told()
    {
        Open();
        Answered(Wish("pillow", "memory", 80), Wish("view", "sea", 75));

        _story.View(new RevertApplied("pillow"));
        Assert.Equal("view=sea", _story.Choices());
        var told = Assert.IsType<CustomerCommand.RecordReversed>(
            Assert.IsType<Effect.Send>(Assert.Single(_story.LastChange!.Effects)).Command);
        Assert.Equal(("s1", "pillow"), (told.Session, told.Offers.Single().Characteristic));

        Assert.Empty(_story.View(new RevertApplied()).Preferences);
        Assert.Equal("", _story.Choices());
        _story.Rejects<SessionRejection.NothingApplied>("nothing-applied", new RevertApplied());
    }

    [Fact]
    public void What_the_owner_chose_instead_is_not_taken_back()
    {
        Open();
        Answered(Wish("pillow", "memory", 80));
        _story.View(new Select("pillow", "none"));

        _story.Rejects<SessionRejection.NothingApplied>("nothing-applied", new RevertApplied("pillow"));
    }

    [Fact]
    public void Participants_cannot_take_it_back()
    {
        Open();
        Answered(Wish("pillow", "memory", 80));

        _story.Rejects<SessionRejection.SessionForbidden>(
            "session-forbidden", new RevertApplied { Actor = "somebody" });
    }

    [Fact]
    public void The_likeliest_completion_shifts_to_what_the_customer_is_known_to_take()
    {
        Open();
        _story.View(new Complete(CompletionGoal.Likeliest));
        Assert.DoesNotContain("pillow=none", _story.Choices(), StringComparison.Ordinal);
        _story.View(new Undo());

        Answered(Wish("pillow", "none", 66, mayApply: false));
        _story.View(new Complete(CompletionGoal.Likeliest));

        Assert.Contains("pillow=none", _story.Choices(), StringComparison.Ordinal);
    }

    private static PreferenceOffer Wish(string characteristic, string value, int percent, bool mayApply = true) =>
        PreferenceTests.Any with
        {
            Characteristic = characteristic,
            Value = value,
            Percent = percent,
            MayApply = mayApply,
        };

    private static Change Opened(SessionStory story, SessionCommand.Open open)
    {
        story.View(open);
        return story.LastChange!;
    }

    private Change Open() => Opened(_story, new Open(SessionStory.Owner, "room"));

    private void Answered(params PreferenceOffer[] offers) => Assert.IsType<Done>(
        _story.When(new EffectReplied("preferences", new PreferencesOffered([.. offers]))));
}
