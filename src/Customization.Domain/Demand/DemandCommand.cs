using Customization.Domain.Entities;

namespace Customization.Domain.Demand;

/// <summary>What can be asked of a shard of Demand.</summary>
/// <remarks>Sent by customers who let their orders be learned from; never refused, so that no sender waits forever.
/// </remarks>
public abstract record DemandCommand : Command
{
    private DemandCommand()
    {
    }

    /// <summary>Counts a sale, once. Answered by <see cref="SaleKnown"/>.</summary>
    public sealed record RecordSale(Sale Sale) : DemandCommand;

    /// <summary>Forgets a sale that was counted, once. Answered by <see cref="SaleKnown"/>.</summary>
    public sealed record TakeBackSale(Sale Sale) : DemandCommand;

    /// <summary>Everything that is counted here. Answered by <see cref="DemandView"/>.</summary>
    public sealed record ReadDemand : DemandCommand;
}

/// <summary>A sale was heard of; the sender learns which one, even where it has forgotten it since.</summary>
public sealed record SaleKnown(string Product, Sale Sale) : Reply;

/// <summary>All that a shard knows.</summary>
public sealed record DemandView(DemandState State) : Reply;
