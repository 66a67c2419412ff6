using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Xunit;
using static Customization.Domain.Sessions.SessionCommand;
using static Customization.Domain.Tests.Sessions.SessionStory;

namespace Customization.Domain.Tests.Sessions;

public sealed class SharingTests
{
    private const string Expert = "eva";

    [Fact]
    public void A_session_that_was_never_opened_is_unknown() =>
        new SessionStory().Rejects<SessionRejection.SessionUnknown>("session-unknown", new Read());

    [Fact]
    public void A_changed_session_refuses_commands_for_an_earlier_version()
    {
        var story = Given(("size", "m"));

        var conflict = story.Rejects<SessionRejection.SessionVersionConflict>(
            "session-version-conflict", new Select("size", "l") { ExpectedVersion = 1 });
        Assert.Equal((1, 2), (conflict.Expected, conflict.Actual));
        story.View(new Select("size", "l") { ExpectedVersion = 2 });
        new SessionStory().Rejects<SessionRejection.SessionVersionConflict>(
            "session-version-conflict", new Open(Owner, "shoe") { ExpectedVersion = 4 });
    }

    [Fact]
    public void Strangers_may_only_join()
    {
        var story = Given(("size", "m"));
        SessionCommand[] forbidden =
        [
            new Read(), new Select("size", "l"), new Undo(), new Complete(CompletionGoal.Cheapest), new RequestQuote(),
            new Save("x"), new Explain("size", "l"), new Join("somebody", "else"), new Leave("somebody"),
            new Propose([new("size", "l")]), new Repair("size", "l", Preview: true), new Migrate(),
        ];

        Assert.All(forbidden, command => story.Rejects<SessionRejection.SessionForbidden>(
            "session-forbidden", command with { Actor = Expert }));
        story.View(new Join(Expert, "Eva") { Actor = Expert });
        new SessionStory().Rejects<SessionRejection.SessionForbidden>(
            "session-forbidden", new Open(Owner, "shoe") { Actor = Expert });
    }

    [Fact]
    public void Participants_look_preview_explain_and_propose_but_do_not_change()
    {
        var story = WithExpert();

        story.View(new Read { Actor = Expert });
        Assert.IsType<SessionPreview>(story.When(new Repair("size", "l", Preview: true) { Actor = Expert }));
        Assert.IsType<SessionExplanation>(story.When(new Explain("size", "l") { Actor = Expert }));
        story.Rejects<SessionRejection.SessionForbidden>(
            "session-forbidden", new Select("size", "l") { Actor = Expert });
        story.Rejects<SessionRejection.SessionForbidden>(
            "session-forbidden", new AcceptProposal(1) { Actor = Expert });
    }

    [Fact]
    public void Joining_again_changes_the_name_only_and_leaving_ends_it()
    {
        var story = WithExpert();

        Assert.Equal("Dr Eva", story.View(new Join(Expert, "Dr Eva")).Participants[Expert].DisplayName);
        story.View(new Join(Expert, "Dr Eva"));
        Assert.Null(story.LastChange);
        Assert.Equal(Done.Instance, story.When(new Leave(Expert) { Actor = Expert, ExpectedVersion = null }));
        story.Rejects<SessionRejection.SessionForbidden>("session-forbidden", new Read { Actor = Expert });
        Assert.IsType<Done>(story.When(new Leave(Expert)));
        Assert.Null(story.LastChange);
    }

    [Fact]
    public void A_proposal_waits_and_is_accepted_as_one_step()
    {
        var story = WithExpert();

        var view = story.View(Propose(("size", "l"), ("sole", "spike")));
        var proposal = Assert.Single(view.Proposals);
        Assert.Equal((1, Expert, "size=m"), (proposal.Number, proposal.By, story.Choices()));

        view = story.View(new AcceptProposal(1));
        Assert.Equal("size=l sole=spike", story.Choices());
        Assert.Empty(view.Proposals);
        story.View(new Undo());
        Assert.Equal("size=m", story.Choices());
    }

    [Fact]
    public void A_rejected_proposal_changes_no_choice()
    {
        var story = WithExpert();
        story.View(Propose(("size", "l")));

        Assert.Empty(story.View(new RejectProposal(1)).Proposals);
        Assert.Equal("size=m", story.Choices());
        Assert.Equal(2, Assert.Single(story.View(Propose(("size", "l"))).Proposals).Number);
        story.Rejects<SessionRejection.UnknownProposal>("unknown-proposal", new RejectProposal(1));
        story.Rejects<SessionRejection.UnknownProposal>("unknown-proposal", new AcceptProposal(1));
    }

    [Fact]
    public void A_proposal_against_own_choices_needs_a_repair()
    {
        var story = WithExpert();
        story.View(new Select("lace", "none"));
        story.View(Propose(("colour", "gold"), ("sole", "spike")));

        var refused = story.Rejects<SessionRejection.ValueExcluded>("value-excluded", new AcceptProposal(1));
        Assert.Equal("colour", refused.Explanation.Characteristic);
        story.View(new AcceptProposal(1, WithRepair: true));

        Assert.Equal("size=m sole=spike colour=gold", story.Choices());
    }

    [Fact]
    public void A_proposal_that_contradicts_itself_is_refused_when_accepted()
    {
        var story = WithExpert();
        story.View(Propose(("colour", "gold"), ("lace", "none")));

        story.Rejects<SessionRejection.ProposalConflicts>(
            "proposal-conflicts", new AcceptProposal(1, WithRepair: true));
    }

    [Fact]
    public void A_session_holds_only_so_much()
    {
        var story = WithExpert();
        for (var i = 1; i < SessionLimits.ParticipantsMax; i++)
        {
            story.View(new Join($"p{i}", $"P{i}"));
        }

        for (var i = 0; i < SessionLimits.ProposalsMax; i++)
        {
            story.View(Propose(("size", "l")));
        }

        story.Rejects<SessionRejection.SessionFull>("session-full", new Join("late", "Late"));
        story.Rejects<SessionRejection.SessionFull>("session-full", Propose(("size", "l")));
        story.Rejects<SessionRejection.SessionFull>(
            "session-full", Propose([.. Enumerable.Repeat(("size", "l"), SessionLimits.ProposedChoicesMax + 1)]));
    }

    [Fact]
    public void Texts_of_participants_are_checked()
    {
        var story = WithExpert();

        Invalid(new Join("", "x"));
        Invalid(new Join("x", "line\nbreak"));
        Invalid(new Join(new string('x', SessionLimits.ParticipantLengthMax + 1), "x"));
        Invalid(Propose());
        Invalid(Propose(("size", "l"), ("size", "s")));
        Invalid(new Propose([new("size", "l")], new string('x', SessionLimits.NoteLengthMax + 1)));
        Invalid(new Save(""));
        story.Rejects<SessionRejection.UnknownValue>("unknown-value", Propose(("size", "xxl")));

        void Invalid(SessionCommand command) =>
            story.Rejects<SessionRejection.SessionTextInvalid>("session-text-invalid", command);
    }

    private static SessionStory WithExpert()
    {
        var story = Given(("size", "m"));
        story.View(new Join(Expert, "Eva"));
        return story;
    }

    private static Propose Propose(params (string Characteristic, string Value)[] choices) =>
        new([.. choices.Select(choice => new ProposedChoice(choice.Characteristic, choice.Value))], "look")
        {
            Actor = Expert,
        };
}
