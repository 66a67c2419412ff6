using System.Collections.Immutable;
using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Sessions;
using static Customization.Domain.Tests.Simulation.Bugs.PlantedBug;

namespace Customization.Domain.Tests.Simulation.Bugs;

/// <summary>What can go wrong with products and sessions.</summary>
internal static class ShopBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        Seeing<ProductModelState, ProductModelCommand.PublishVersion>(
            "publishing the same again makes another version", (state, _) => state with { Versions = [] }),
        Seeing<ProductModelState, ProductModelCommand.WithdrawVersion>(
            "the current version can be withdrawn", (state, _) => state with { Current = 0 }),
        Seeing<ProductModelState, ProductModelCommand.RollBackVersion>(
            "a withdrawn version comes back", (state, command) => state.LastVersion >= command.Version
                && state.Find(command.Version) is null && !state.Versions.IsEmpty
                ? state with { Versions = state.Versions.Add(state.Versions[0] with { Version = command.Version }) }
                : state),
        Ignoring<ProductModelState, ProductModelCommand.RetireProduct>("a product that is retired stays on sale"),
        Replying<SessionView>("an excluded value looks open", view => view with
        {
            Answer = view.Answer with
            {
                Statuses = [.. view.Answer.Statuses.Select(status =>
                    status == ValueStatus.Excluded ? ValueStatus.Open : status)],
            },
        }),
        Replying<SessionView>("a value seems to cost nothing", view => view with
        {
            Answer = view.Answer with { PriceDelta = [.. view.Answer.PriceDelta.Select(_ => 0L)] },
        }),
        Seeing<SessionState, SessionCommand.Select>("a choice makes another one be forgotten", (state, _) =>
            state.Selection.Choices.Any()
                ? state with { Selection = state.Selection.Without(state.Selection.Choices.First().Characteristic) }
                : state),
        Replying<SessionView>("the price of a session leaves out delivery", view => view with
        {
            Price = view.Price with { Total = view.Price.Lines[0].Amount },
        }),
    ];
}
