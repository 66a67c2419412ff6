using System.Collections.Immutable;
using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>Given events, when a command, then events or a rejection.</summary>
public class PublishingTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 4, 9, 0, 0, TimeSpan.Zero);
    private static readonly ModelSummary Summary = new(2, 4, 1, 3, 1);
    private static readonly DecisionContext Context = new(Now, null!, Outlook.Empty);

    private static readonly ProductModelEvent First = Published(1, "hash-1");
    private static readonly ProductModelEvent Second = Published(2, "hash-2");
    private static readonly ProductModelEvent Retired = new ProductModelEvent.ProductRetired("ada", Now);

    [Fact]
    public void First_publication_is_version_1()
    {
        var decision = When([], Publish("hash-1"));
        Assert.Equal<Event>([First], decision.Events);
        Assert.Equal(new ProductModelReply.VersionIsCurrent(1, true), decision.Reply);
    }

    [Fact]
    public void Publishing_what_is_current_changes_nothing()
    {
        var decision = When([First], Publish("hash-1"));
        Assert.Empty(decision.Events);
        Assert.Equal(new ProductModelReply.VersionIsCurrent(1, false), decision.Reply);
    }

    [Fact]
    public void Publishing_an_older_version_again_rolls_back_to_it()
    {
        var decision = When([First, Second], Publish("hash-1"));
        Assert.Equal<Event>([new ProductModelEvent.VersionRolledBack(1, "ada", Now)], decision.Events);
    }

    [Fact]
    public void Number_of_a_withdrawn_version_is_never_given_again()
    {
        var withdrawn = new ProductModelEvent.VersionWithdrawn(2, "ada", Now);
        var back = new ProductModelEvent.VersionRolledBack(1, "ada", Now);
        var decision = When([First, Second, back, withdrawn], Publish("hash-2"));
        Assert.Equal<Event>([Published(3, "hash-2")], decision.Events);
    }

    [Fact]
    public void Rolls_back_to_a_version_that_is_still_there()
    {
        var decision = When([First, Second], new ProductModelCommand.RollBackVersion(1, "ada"));
        Assert.Equal<Event>([new ProductModelEvent.VersionRolledBack(1, "ada", Now)], decision.Events);
        Assert.Equal(1, Fold([First, Second, .. decision.Events.Cast<ProductModelEvent>()]).Current);
    }

    [Fact]
    public void Withdraws_a_version_that_is_not_current_once()
    {
        var command = new ProductModelCommand.WithdrawVersion(1, "ada");
        var decision = When([First, Second], command);
        var happened = new ProductModelEvent.VersionWithdrawn(1, "ada", Now);
        Assert.Equal<Event>([happened], decision.Events);
        Assert.Empty(When([First, Second, happened], command).Events);
    }

    [Fact]
    public void Retired_product_has_no_current_version_but_keeps_its_versions()
    {
        var state = Fold([First, Second, Retired]);
        Assert.Equal(0, state.Current);
        Assert.Equal(2, state.Versions.Length);
        Assert.Empty(When([First, Retired], new ProductModelCommand.RetireProduct("ada")).Events);
    }

    [Fact]
    public void Reading_answers_the_state()
    {
        var reply = When([First], new ProductModelCommand.ReadProduct()).Reply;
        Assert.Equal(1, Assert.IsType<ProductModelReply.ProductRead>(reply).Product.Current);
    }

    [Fact]
    public void Rejects_what_was_never_published() =>
        Refuses("product-unknown", [], new ProductModelCommand.ReadProduct());

    [Fact]
    public void Rejects_publishing_a_retired_product() =>
        Refuses("product-retired", [First, Retired], Publish("hash-2"));

    [Fact]
    public void Rejects_rolling_back_a_retired_product() =>
        Refuses("product-retired", [First, Retired], new ProductModelCommand.RollBackVersion(1, "ada"));

    [Fact]
    public void Rejects_a_version_that_is_not_there() =>
        Refuses("version-unknown", [First], new ProductModelCommand.RollBackVersion(7, "ada"));

    [Fact]
    public void Rejects_withdrawing_a_version_that_never_was() =>
        Refuses("version-unknown", [First], new ProductModelCommand.WithdrawVersion(7, "ada"));

    [Fact]
    public void Rejects_withdrawing_the_current_version() =>
        Refuses("version-current", [First], new ProductModelCommand.WithdrawVersion(1, "ada"));

    [Fact]
    public void Rejects_more_versions_than_fit()
    {
        var full = Enumerable.Range(1, ProductModelState.VersionsMax)
            .Select(version => Published(version, $"hash-{version}")).ToImmutableArray();
        Refuses("versions-full", full, Publish("another"));
    }

    private static ProductModelCommand Publish(string hash) =>
        new ProductModelCommand.PublishVersion(hash, Summary, "ada");

    private static ProductModelEvent Published(int version, string hash) =>
        new ProductModelEvent.VersionPublished(new PublishedVersion(version, hash, Summary, "ada", Now));

    private static ProductModelState Fold(ImmutableArray<ProductModelEvent> given) =>
        given.Aggregate(ProductModelState.Initial("shoe"), (state, each) => ProductModelDecider.Evolve(state, each));

    private static Decision When(ImmutableArray<ProductModelEvent> given, Command command) =>
        ProductModelDecider.Decide(Fold(given), command, Context);

    private static void Refuses(string code, ImmutableArray<ProductModelEvent> given, Command command)
    {
        var decision = When(given, command);
        Assert.Empty(decision.Events);
        Assert.Equal(code, Assert.IsAssignableFrom<Rejection>(decision.Reply).Code);
    }
}
