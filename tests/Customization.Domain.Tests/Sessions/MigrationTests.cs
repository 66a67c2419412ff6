using Customization.Domain.Sessions;
using Xunit;
using static Customization.Domain.Sessions.SessionCommand;
using static Customization.Domain.Tests.Sessions.SessionStory;

namespace Customization.Domain.Tests.Sessions;

public sealed class MigrationTests
{
    [Fact]
    public void Choices_move_by_name_and_change_as_little_as_the_new_rules_need()
    {
        var story = Given(("size", "m"), ("sole", "spike"), ("colour", "red"), ("lace", "none"))
            .Publish(TestProducts.NextShoe);

        Assert.Equal(2, story.View().NewerVersion);
        var view = story.View(new Migrate());

        Assert.Equal((2, null), (view.ProductVersion, view.NewerVersion));
        var migration = view.Migration!;
        Assert.Equal((1, 2), (migration.FromVersion, migration.ToVersion));
        Assert.Empty(migration.Vanished);
        Assert.Single(migration.Changed);
        Assert.Equal(3, story.State.Selection.Choices.Count(choice => IsKept(story, choice)));
        Assert.Equal(0, view.UndoSteps);
    }

    [Fact]
    public void What_vanished_is_named()
    {
        var story = Given(("size", "m"), ("colour", "blue"));
        story.View(Foot(265));
        story.View(Toe("Anna"));
        story.Publish(TestProducts.NextShoe);

        var migration = story.View(new Migrate()).Migration!;

        Assert.Equal([new ProposedChoice("colour", "blue")], migration.Vanished.ToArray());
        Assert.Equal(["toe"], migration.ParametersDropped.ToArray());
        Assert.Equal("size=m", story.Choices());
        Assert.Equal(["foot"], story.State.Parameters.Keys);
    }

    [Fact]
    public void Waiting_proposals_move_along()
    {
        var story = Given(("size", "m"));
        story.View(new Propose([new("colour", "blue"), new("size", "l")]));
        story.View(new Propose([new("colour", "blue")]));
        story.Publish(TestProducts.NextShoe);

        story.View(new Migrate());

        Assert.Equal([new ChoiceChange(4, -1, 2)], Assert.Single(story.State.Proposals).Choices.ToArray());
        story.View(new AcceptProposal(1));
        Assert.Equal("size=l", story.Choices());
    }

    [Fact]
    public void On_the_current_version_there_is_nothing_to_migrate() =>
        Opened().Rejects<SessionRejection.NothingToMigrate>("nothing-to-migrate", new Migrate());

    [Fact]
    public void The_code_from_before_still_opens_the_version_from_before()
    {
        var story = Given(("colour", "blue"));
        var code = story.View().Code;
        story.Publish(TestProducts.NextShoe);
        story.View(new Migrate());

        Assert.Equal(1, story.View(new Open(Owner, Code: code)).ProductVersion);
        Assert.Equal("colour=blue", story.Choices());
    }

    private static bool IsKept(
        SessionStory story, (Customization.Kernel.Model.CharacteristicIndex Characteristic, int Value) choice)
    {
        var characteristic = TestProducts.NextShoe.Model.Characteristics[choice.Characteristic.Value];
        var text = $"{characteristic.Name}={characteristic.Values[choice.Value].Name}";
        Assert.Contains(text, story.Choices(), StringComparison.Ordinal);
        return "size=m sole=spike colour=red lace=none".Contains(text, StringComparison.Ordinal);
    }
}
