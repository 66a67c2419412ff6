using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>What moving to another version would do to the choices of a session.</summary>
/// <param name="IsPossible">Whether the other version can be configured at all.</param>
/// <param name="Vanished">Choices whose characteristic or value is no longer there.</param>
/// <param name="Changed">Choices that the other rules force to change: the fewest, then the cheapest way.</param>
public sealed record MigrationImpact(
    bool IsPossible, ImmutableArray<ProposedChoice> Vanished, ImmutableArray<MigratedChoice> Changed)
{
    /// <summary>Whether the customer would find something changed.</summary>
    public bool NeedsRepair => !IsPossible || !Vanished.IsEmpty || !Changed.IsEmpty;

    /// <summary>Works it out; the same changes as <see cref="SessionCommand.Migrate"/> makes. One repair.</summary>
    /// <param name="from">The version of the session.</param>
    /// <param name="to">The other version in the period that is looked at.</param>
    public static MigrationImpact Of(
        PublishedProduct from, Selection choices, PublishedProduct to, DateTimeOffset now)
    {
        var mapped = ChoiceMapping.Map(from.Model, choices, to.Model, out var vanished);
        var prices = (to.PriceTable(null, null, now) ?? to.PriceTables[0]).PerLiteral.ToArray();
        var repair = to.Configurators.Use(configurator => configurator.Repair(mapped, prices));
        return new MigrationImpact(
            repair is not null, vanished,
            repair is null
                ? []
                :
                [
                    .. repair.Changed.Select(changed =>
                        ChoiceMapping.Describe(to.Model, mapped, repair.Repaired, changed)),
                ]);
    }
}
