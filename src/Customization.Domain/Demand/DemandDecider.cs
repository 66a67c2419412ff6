using System.Collections.Immutable;
using Customization.Domain.Entities;
using Customization.Kernel.Queries;

namespace Customization.Domain.Demand;

/// <summary>The rules of Demand: every sale counts once, and what was taken back leaves nothing.</summary>
/// <remarks>Coalesced: on a sale day many sales share a write. What cannot be counted, such as a code of another
/// product, is answered and forgotten: a statistic is no reason to stop an order.</remarks>
public sealed class DemandDecider : IDecider<DemandState>
{
    private DemandDecider()
    {
    }

    /// <inheritdoc/>
    public static EntityKind Kind => EntityKind.Demand;

    /// <inheritdoc/>
    public static Durability Durability => Durability.Coalesced;

    /// <inheritdoc/>
    public static DemandState Initial(string key) => DemandState.Initial(key);

    /// <inheritdoc/>
    public static Decision Decide(DemandState state, Command command, DecisionContext context) => command switch
    {
        DemandCommand.ReadDemand => Decision.Answer(new DemandView(state)),
        DemandCommand.RecordSale { Sale: var sale } =>
            IsSound(state, sale) && state.IsCounted(sale.Key) is null
                ? Decision.Of(new SaleKnown(state.Product, sale), new DemandEvent.SaleCounted(sale))
                : Decision.Answer(new SaleKnown(state.Product, sale)),
        DemandCommand.TakeBackSale { Sale: var sale } =>
            IsSound(state, sale) && state.IsCounted(sale.Key) is not false
                ? Decision.Of(new SaleKnown(state.Product, sale), new DemandEvent.SaleTakenBack(sale))
                : Decision.Answer(new SaleKnown(state.Product, sale)),
        EffectReplied or TimerFired => Decision.Answer(Done.Instance),
        _ => throw new InvalidOperationException($"no command of demand: {command.GetType().Name}"),
    };

    /// <inheritdoc/>
    public static DemandState Evolve(DemandState state, Event @event)
    {
        var after = @event switch
        {
            DemandEvent.SaleCounted { Sale: var sale } => state with
            {
                Statistics = state.Statistics.With(sale).Bounded(DemandStatistics.PeriodOf(sale.Day)),
                Recent = Remember(state.Recent, '+', sale.Key),
            },
            DemandEvent.SaleTakenBack { Sale: var sale } => state with
            {
                Statistics = state.Statistics.Without(sale),
                Recent = Remember(state.Recent.Remove($"+{sale.Key}", StringComparer.Ordinal), '-', sale.Key),
            },
            _ => state,
        };
        return after with { Version = state.Version + 1 };
    }

    private static ImmutableArray<string> Remember(ImmutableArray<string> recent, char sign, string key)
    {
        var after = recent.Add($"{sign}{key}");
        return after.Length > DemandLimits.RecentMax ? after.RemoveAt(0) : after;
    }

    private static bool IsSound(DemandState state, Sale sale) =>
        sale.Key.Length is > 0 and <= DemandLimits.SaleKeyLengthMax
        && sale.Configuration.Length <= DemandLimits.ConfigurationLengthMax
        && ConfigurationCode.TryRead(sale.Configuration, out var code, out _)
        && string.Equals(code.Product, state.Product, StringComparison.Ordinal);
}
