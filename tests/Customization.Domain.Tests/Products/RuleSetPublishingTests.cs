using System.Collections.Immutable;
using Customization.Domain.Catalog.RuleSets;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>Given events of a rule set, when a command, then events or a rejection.</summary>
public class RuleSetPublishingTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 4, 9, 0, 0, TimeSpan.Zero);
    private static readonly DecisionContext Context = new(Now, null!, Outlook.Empty);
    private static readonly RuleSetEvent First = Published(1, "hash-1");
    private static readonly RuleSetEvent Second = Published(2, "hash-2");
    private static readonly RuleSetEvent Withdrawn = new RuleSetEvent.VersionWithdrawn(2, "ada", Now);

    [Fact]
    public void First_publication_is_version_1()
    {
        var decision = When([], Publish("hash-1"));
        Assert.Equal<Event>([First], decision.Events);
        Assert.Equal(new RuleSetReply.VersionIsLatest(1), decision.Reply);
    }

    [Fact]
    public void Publishing_the_latest_again_changes_nothing()
    {
        var decision = When([First, Second], Publish("hash-2"));
        Assert.Empty(decision.Events);
        Assert.Equal(new RuleSetReply.VersionIsLatest(2), decision.Reply);
    }

    [Fact]
    public void Publishing_an_older_text_again_is_a_new_version() =>
        Assert.Equal<Event>([Published(3, "hash-1")], When([First, Second], Publish("hash-1")).Events);

    [Fact]
    public void Latest_is_the_highest_that_is_not_withdrawn()
    {
        Assert.Equal(2, Fold([First, Second]).Find(0)!.Version);
        Assert.Equal(1, Fold([First, Second, Withdrawn]).Find(0)!.Version);
        Assert.Null(Fold([First, Second, Withdrawn]).Find(2));
        Assert.Equal<Event>([Published(3, "hash-3")], When([First, Second, Withdrawn], Publish("hash-3")).Events);
    }

    [Fact]
    public void Withdraws_once()
    {
        var command = new RuleSetCommand.WithdrawVersion(2, "ada");
        Assert.Equal<Event>([Withdrawn], When([First, Second], command).Events);
        var again = When([First, Second, Withdrawn], command);
        Assert.Empty(again.Events);
        Assert.IsType<Done>(again.Reply);
    }

    [Fact]
    public void Rejects_what_was_never_published() =>
        Refuses("rule-set-unknown", [], new RuleSetCommand.ReadRuleSet());

    [Fact]
    public void Rejects_withdrawing_a_version_that_never_was() =>
        Refuses("rule-set-version-unknown", [First], new RuleSetCommand.WithdrawVersion(2, "ada"));

    [Fact]
    public void Rejects_more_versions_than_fit()
    {
        var full = Enumerable.Range(1, RuleSetState.VersionsMax)
            .Select(version => Published(version, $"hash-{version}")).ToImmutableArray();
        Refuses("rule-set-versions-full", full, Publish("another"));
    }

    private static RuleSetCommand Publish(string hash) => new RuleSetCommand.PublishVersion(hash, 4, "ada");

    private static RuleSetEvent Published(int version, string hash) =>
        new RuleSetEvent.VersionPublished(new PublishedRuleSet(version, hash, 4, "ada", Now));

    private static RuleSetState Fold(ImmutableArray<RuleSetEvent> given) =>
        given.Aggregate(RuleSetState.Initial("colours"), (state, each) => RuleSetDecider.Evolve(state, each));

    private static Decision When(ImmutableArray<RuleSetEvent> given, Command command) =>
        RuleSetDecider.Decide(Fold(given), command, Context);

    private static void Refuses(string code, ImmutableArray<RuleSetEvent> given, Command command)
    {
        var decision = When(given, command);
        Assert.Empty(decision.Events);
        Assert.Equal(code, Assert.IsAssignableFrom<Rejection>(decision.Reply).Code);
    }
}
