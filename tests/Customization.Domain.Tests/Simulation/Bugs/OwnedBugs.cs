using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Owned;
using Customization.Domain.Owned.Definitions;
using static Customization.Domain.Tests.Simulation.Bugs.PlantedBug;

namespace Customization.Domain.Tests.Simulation.Bugs;

/// <summary>What can go wrong with what was delivered and learns.</summary>
internal static class OwnedBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        Seeing<OwnedState, OwnedCommand.ChangeSetting>("a setting leaves the bounds that were built", (state, _) =>
            With(state, specification => specification with
            {
                Settings =
                [
                    .. specification.Settings.Select(setting => setting with
                    {
                        Range = new SettingRange(-1000, 1000, 1),
                    }),
                ],
            })),
        Seeing<OwnedState, OwnedCommand.ReportUse>("a report that is repeated counts again", (state, _) =>
            state with { Batches = [], SeenUntil = state.SeenUntil.Clear() }),
        Seeing<OwnedState, OwnedCommand.ReportUse>("it learns although learning is off", (state, _) =>
            state with { IsLearning = true }),
        Seeing<OwnedState, OwnedCommand.ReportUse>("what it learned creeps away from the owner", (state, _) =>
            With(state, specification => specification with
            {
                Learning = [.. specification.Learning.Select(rule => rule with { Drift = 1000 })],
            })),
        Dropping<OwnedState>("a reset keeps what was learned", each => each is OwnedEvent.WasReset),
        Dropping<OwnedState>("a setting is acknowledged and forgotten", each => each is OwnedEvent.SettingChanged),
        Hearing<OwnedState, OwnedCommand>("a stranger adjusts what is not theirs", (_, command) =>
            command with { Actor = null }),
        Dropping<OrderState>("what is delivered has no owner", each =>
            each is Effect.Send { Command: OwnedCommand.Register }),
        Hasty("an owned product replies before it is stored", EntityKind.OwnedProduct),
    ];

    private static OwnedState With(OwnedState state, Func<OwnedSpecification, OwnedSpecification> change) =>
        state with { Specification = change(state.Specification) };
}
