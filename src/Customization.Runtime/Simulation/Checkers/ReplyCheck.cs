using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Owned;
using Customization.Domain.Production;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Batches;
using Customization.Domain.Stock;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>No reply says more than what is durable.</summary>
internal sealed class ReplyCheck(World world, Checks checks)
{
    /// <summary>Somebody outside was answered.</summary>
    public void Answered(EntityAddress to, Command command, Reply reply)
    {
        if (command is OwnedCommand owned)
        {
            checks.Owned.Answered(to, owned, reply);
        }

        var isDurable = (command, reply) switch
        {
            (ReceiveStock receive, Done) => checks.StockOf(to.Key).HasCounted(receive.ReceiptId),
            (AdjustStock adjust, Done) => checks.StockOf(to.Key).HasCounted(adjust.AdjustmentId),
            (AnnounceReceipt announce, Done) => checks.StockOf(to.Key).Knows(announce.ReceiptId),
            (ChangeCalendar change, Done) => checks.CellOf(to.Key).HasWorked(change.Calendar),
            (CancelOrder, Done) => StatusOf(to).IsEnded(),
            (ShipOrder { Lot: > 0 } ship, Done) => LotOf(to, ship.Lot).ShippedAt is not null,
            (ConfirmDelivery { Lot: > 0 } delivery, Done) => LotOf(to, delivery.Lot).DeliveredAt is not null,
            (ShipOrder, Done) => StatusOf(to) == OrderStatus.Shipped || StatusOf(to).HasArrived(),
            (ConfirmDelivery, Done) => StatusOf(to).HasArrived(),
            (ProductModelCommand.PublishVersion publish, ProductModelReply.VersionIsCurrent current) =>
                checks.Versions.Has(to.Key, current.Version, publish.DefinitionHash),
            (ProductModelCommand.RetireProduct, Done) => checks.Versions.IsRetired(to.Key),
            (RunCommand or RunBatchCommand, _) => checks.Runs.IsDurable(to, command, reply),
            _ => true,
        };
        world.Verdict.Require(
            isDurable, "I6",
            $"{to} answered {command.GetType().Name} with {reply.GetType().Name}, which is not stored");
    }

    /// <summary>An entity hears an answer to what it sent.</summary>
    public void Heard(EntityAddress address, EffectReplied replied)
    {
        if (checks.Truth.Find(address)?.Outbox.GetValueOrDefault(replied.Key) is not { } send)
        {
            return;
        }

        var isDurable = (send.Command, replied.Reply) switch
        {
            (PlaceHold hold, StockHold) => checks.StockOf(send.To.Key).HasHeld(hold.HoldId),
            (HoldSlot hold, SlotHold) => checks.DayOf(send.To).HasHeld(hold.HoldId),
            (ReleaseHold release, Done) => checks.StockOf(send.To.Key).IsFree(release.HoldId),
            (ReleaseSlot release, Done) => checks.DayOf(send.To).IsFree(release.HoldId),
            (CompleteSlot complete, Done) => checks.DayOf(send.To).IsCompleted(complete.HoldId),
            (RequestQuote, OrderAccepted) => checks.Truth.Find<OrderState>(send.To)?.Placed is not null,
            (CustomerCommand.SaveConfiguration save, Done) =>
                checks.Truth.Find<CustomerState>(send.To) is { } customer
                && (customer.ErasedAt is not null || customer.Saved.ContainsKey(save.Name)),
            (CustomerCommand.RecordOrder record, Done) =>
                checks.Truth.Find<CustomerState>(send.To) is { } customer && (customer.ErasedAt is not null
                    || customer.Orders.Any(order => order.OrderId == record.OrderId)),
            _ => true,
        };
        world.Verdict.Require(
            isDurable, "I6", $"{send.To} answered {send.Command.GetType().Name} to {address}, which is not stored");
    }

    private OrderLot LotOf(EntityAddress order, int lot) =>
        checks.Truth.Find<OrderState>(order)?.LotAt(lot - 1) ?? OrderLot.New;

    private OrderStatus StatusOf(EntityAddress order) =>
        checks.Truth.Find<OrderState>(order)?.Status ?? OrderStatus.Unknown;
}
