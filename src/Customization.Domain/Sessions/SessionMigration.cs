using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Entities;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>Moves a session to the current version of its product: choices by name, then the minimal repair.</summary>
internal static class SessionMigration
{
    public static Decision Migrate(SessionScene scene)
    {
        if (scene.Context.Catalog.Current(scene.State.Product) is not { } product)
        {
            return Decision.Answer(new SessionRejection.ProductUnavailable(scene.State.Product, null));
        }

        if (product.Version == scene.State.ProductVersion)
        {
            return !ReferenceEquals(scene.Selection, scene.State.Selection)
                ? SessionLapse.Replace(scene)
                : Decision.Answer(new SessionRejection.NothingToMigrate());
        }

        var mapped = ChoiceMapping.Map(
            scene.Model, scene.State.Selection, product.Model, out var vanished);
        var target = new SessionScene(
            scene.State with { Selection = mapped, Terms = SessionTerms.Default }, product, scene.Context,
            scene.Language);
        var repair = product.Configurators.Use(
            configurator => configurator.Repair(mapped, target.Table.PerLiteral));
        if (repair is null)
        {
            return Decision.Answer(new SessionRejection.ProductUnavailable(product.Code, product.Version));
        }

        var parameters = MapParameters(scene, product, repair.Repaired, out var dropped);
        var terms = SessionScene.Check(product, scene.State.Terms, scene.Context) is null
            ? scene.State.Terms
            : SessionTerms.Default;
        var moved = new SessionEvent.SessionMigrated(
            product.Version, terms, repair.Repaired, parameters, MapProposals(scene, product));
        var report = new MigrationReport(
            scene.State.ProductVersion, product.Version, vanished,
            [
                .. repair.Changed.Select(changed =>
                    ChoiceMapping.Describe(product.Model, mapped, repair.Repaired, changed)),
            ],
            dropped);
        return Decision.Of(SessionViews.View(target.After(moved), [], report), moved);
    }

    private static ImmutableSortedDictionary<string, ParameterValue> MapParameters(
        SessionScene scene, PublishedProduct product, Selection selection, out ImmutableArray<string> dropped)
    {
        var values = selection.ToArray();

        dropped =
        [
            .. scene.State.Parameters
                .Where(entry => product.Check(entry.Key, entry.Value, values, scene.Language) is not null)
                .Select(entry => entry.Key),
        ];
        return scene.State.Parameters.RemoveRange(dropped);
    }

    /// <summary>Waiting proposals keep the choices that are still there; one that keeps none is dropped.</summary>
    private static ImmutableArray<Proposal> MapProposals(SessionScene scene, PublishedProduct product) =>
    [
        .. scene.State.Proposals
            .Select(proposal => proposal with
            {
                Choices =
                [
                    .. proposal.Choices
                        .Select(choice => ChoiceMapping.Map(
                            scene.Model, choice.Characteristic, choice.After, product.Model))
                        .OfType<(int Characteristic, int Value)>()
                        .Select(choice => new ChoiceChange(choice.Characteristic, -1, choice.Value)),
                ],
            })
            .Where(proposal => !proposal.Choices.IsEmpty),
    ];
}
