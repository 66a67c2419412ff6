using Customization.Domain.Catalog;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;
using static Customization.Domain.Sessions.SessionCommand;

namespace Customization.Domain.Tests.Sessions;

/// <summary>What is said about a migration beforehand is what the migration does.</summary>
public sealed class MigrationImpactTests
{
    [Fact]
    public void The_impact_names_vanished_and_changed_choices()
    {
        // Spikes in blue with gold laces: blue is gone, spikes go with white laces only.
        var impact = MigrationImpact.Of(
            TestProducts.Shoe, Selection.From([1, 1, 1, 2]), TestProducts.NextShoe, DateTimeOffset.UnixEpoch);

        Assert.True(impact.NeedsRepair);
        Assert.Equal([new ProposedChoice("colour", "blue")], impact.Vanished.ToArray());
        Assert.Single(impact.Changed);
    }

    [Fact]
    public void A_choice_that_both_versions_have_needs_no_repair()
    {
        var impact = MigrationImpact.Of(
            TestProducts.Shoe, Selection.From([1, -1, -1, -1]), TestProducts.NextShoe, DateTimeOffset.UnixEpoch);

        Assert.Equal((false, true), (impact.NeedsRepair, impact.IsPossible));
    }

    [Fact]
    public void The_impact_is_what_the_session_then_reports()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var (from, configurations) = RandomProducts.Create(seed, version: 1);
            var (to, _) = RandomProducts.Create(seed, version: 2);
            var chosen = configurations[seed % configurations.Count];
            var impact = MigrationImpact.Of(from, Selection.From(chosen), to, DateTimeOffset.UnixEpoch);
            var report = Migrated(from, to, chosen);

            Assert.Equal(report.Vanished.ToArray(), impact.Vanished.ToArray());
            Assert.Equal(report.Changed.ToArray(), impact.Changed.ToArray());
        }
    }

    private static MigrationReport Migrated(PublishedProduct from, PublishedProduct to, int[] chosen)
    {
        var context = new DecisionContext(
            DateTimeOffset.UnixEpoch, new TwoVersions(from, to), Domain.Delivery.Outlook.Empty);
        var state = SessionState.Unopened("s");
        foreach (var command in (SessionCommand[])[
            new Open("owner", from.Code, from.Version),
            .. chosen.Select((value, c) => new Select(
                from.Model.Characteristics[c].Name, from.Model.Characteristics[c].Values[value].Name))])
        {
            state = SessionDecider.Decide(state, command, context).Events.Aggregate(state, SessionDecider.Evolve);
        }

        return Assert.IsType<SessionView>(SessionDecider.Decide(state, new Migrate(), context).Reply).Migration!;
    }

    private sealed class TwoVersions(PublishedProduct from, PublishedProduct to) : ICatalog
    {
        public PublishedProduct? Current(string productCode) => to;

        public PublishedProduct? Version(string productCode, int version) => version == from.Version ? from : to;
    }
}
