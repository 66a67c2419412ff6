using System.Collections.Immutable;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Xunit;
using static Customization.Domain.Sessions.SessionCommand;
using static Customization.Domain.Tests.Sessions.SessionStory;

namespace Customization.Domain.Tests.Sessions;

public sealed class StepTests
{
    [Fact]
    public void Undo_takes_the_last_step_back_and_redo_does_it_again()
    {
        var story = Given(("size", "s"), ("colour", "red"));
        story.View(new Repair("colour", "gold"));

        var undone = story.View(new Undo());
        Assert.Equal("size=s colour=red", story.Choices());
        Assert.Equal([new ChoiceChange(2, 2, 0)], undone.Changed.ToArray());
        Assert.Equal((2, 1), (undone.UndoSteps, undone.RedoSteps));

        story.View(new Redo());
        Assert.Equal("size=s colour=gold", story.Choices());
    }

    [Fact]
    public void Nothing_can_be_undone_at_the_start_nor_redone_after_a_new_step()
    {
        var story = Opened();

        story.Rejects<SessionRejection.NothingToUndo>("nothing-to-undo", new Undo());
        story.View(new Select("size", "m"));
        story.Rejects<SessionRejection.NothingToUndo>("nothing-to-redo", new Redo());
        story.View(new Undo());
        story.View(new Select("size", "l"));
        story.Rejects<SessionRejection.NothingToUndo>("nothing-to-redo", new Redo());
    }

    [Fact]
    public void Only_so_many_steps_are_kept()
    {
        var story = Opened();
        for (var i = 0; i < SessionLimits.UndoStepsMax + 5; i++)
        {
            story.View(new Select("size", i % 2 == 0 ? "s" : "m"));
        }

        Assert.Equal(SessionLimits.UndoStepsMax, story.View().UndoSteps);
    }

    [Fact]
    public void Large_steps_leave_room_for_fewer_but_never_for_none()
    {
        var large = new SessionStep(
            [.. Enumerable.Range(0, SessionLimits.UndoChangesMax - 1).Select(i => new ChoiceChange(i, -1, 0))], []);
        var state = SessionDecider.Initial("s");
        for (var i = 0; i < 3; i++)
        {
            state = SessionDecider.Evolve(state, new SessionEvent.StepTaken(large));
            Assert.Single(state.Undo);
        }
    }

    [Fact]
    public void A_parameter_is_set_undone_and_cleared()
    {
        var story = Opened();

        Assert.Equal("foot", Assert.Single(story.View().ParameterIssues).Parameter);
        Assert.Empty(story.View(Foot(265)).ParameterIssues);
        story.View(Foot(265));
        Assert.Null(story.LastChange);
        story.View(Foot(270));
        Assert.Equal(new ParameterValue.Measurement(265), story.View(new Undo()).Parameters["foot"]);
        Assert.Empty(story.View(new ClearParameter("foot")).Parameters);
        story.View(new ClearParameter("foot"));
        Assert.Null(story.LastChange);
    }

    [Fact]
    public void A_parameter_that_a_guard_refuses_changes_nothing()
    {
        var story = Opened();

        var refused = story.Rejects<SessionRejection.ParameterInvalid>("parameter-invalid", Foot(999));
        Assert.Contains("200 to 320 mm", refused.Detail, StringComparison.Ordinal);
        story.Rejects<SessionRejection.ParameterInvalid>("parameter-invalid", Toe("much too long"));
        story.Rejects<SessionRejection.ParameterInvalid>("parameter-invalid", Toe("\ud800"));
        story.Rejects<SessionRejection.UnknownParameter>("unknown-parameter", new ClearParameter("heel"));
        story.Rejects<SessionRejection.UnknownParameter>(
            "unknown-parameter", new SetParameter("heel", new ParameterValue.Text("x")));
    }

    [Fact]
    public void Terms_choose_price_list_and_lane()
    {
        var story = Opened();

        var view = story.View(new ChangeTerms(new SessionTerms("club", "standard")));
        Assert.Equal(("club", 9_000), (view.Price.PriceList, view.Price.Total.Minor));
        story.View(new ChangeTerms(new SessionTerms("club", "standard")));
        Assert.Null(story.LastChange);
        story.Rejects<SessionRejection.TermsInvalid>("terms-invalid", new ChangeTerms(new SessionTerms("gift")));
        story.Rejects<SessionRejection.TermsInvalid>("terms-invalid", new ChangeTerms(new SessionTerms("past")));
        story.Rejects<SessionRejection.TermsInvalid>("terms-invalid", new ChangeTerms(new SessionTerms("", "rocket")));
    }

    [Fact]
    public void Sessions_are_lazily_durable() =>
        Assert.Equal(Durability.Lazy, DurabilityOf<SessionDecider, SessionState>());

    [Fact]
    public void Events_that_make_no_sense_evolve_all_the_same()
    {
        var state = SessionDecider.Initial("s");

        state = SessionDecider.Evolve(state, new SessionEvent.StepUndone());
        state = SessionDecider.Evolve(state, new SessionEvent.StepRedone());
        state = SessionDecider.Evolve(state, new SessionEvent.StepTaken(
            new SessionStep([new ChoiceChange(7, -1, 1)], ImmutableArray<ParameterChange>.Empty)));
        state = SessionDecider.Evolve(state, new SessionEvent.ParticipantLeft("nobody"));

        Assert.Equal(4, state.Version);
        Assert.False(state.IsOpen);
    }

    private static Durability DurabilityOf<TDecider, TState>()
        where TDecider : IDecider<TState>
        where TState : class => TDecider.Durability;
}
