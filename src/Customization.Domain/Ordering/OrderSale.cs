using Customization.Domain.Customers;
using Customization.Domain.Entities;

namespace Customization.Domain.Ordering;

/// <summary>Tells the customer, who knows whether anybody may learn from it, that an order is a sale, and that it is
/// none any more.</summary>
/// <remarks>Each is sent once, at least once delivered. A cancellation that overtakes the report is sent again when the
/// report has been answered, under another key: the first may still be on its way.</remarks>
internal static class OrderSale
{
    private const string ReportKey = "sale";
    private const string WithdrawKey = "unsale";
    private const string LateKey = "unsale-late";
    private const string AgainKey = "sale-again:";

    /// <summary>The order is confirmed for the first time.</summary>
    public static void Report(OrderTurn turn)
    {
        if (turn.State.Item is { Sold.Length: > 0 } item)
        {
            Send(turn, ReportKey, new CustomerCommand.ReportSale(turn.State.Id, item.ProductCode, item.Sold));
        }
    }

    /// <summary>A later order is none any more.</summary>
    public static Reply Again(OrderTurn turn, ReportSaleAgain command)
    {
        var state = turn.State;
        if (!state.Status.IsConfirmed() && !state.Status.HasArrived())
        {
            return new OrderRejection.NotNow(state.Status);
        }

        if (state.Item is not { Sold.Length: > 0 } item)
        {
            return new OrderRejection.Forgotten(state.Id);
        }

        Send(turn, AgainKey + command.Cancelled, new CustomerCommand.ReportSale(state.Id, item.ProductCode, item.Sold)
        {
            Cancelled = command.Cancelled,
        });
        return Done.Instance;
    }

    /// <summary>The order was confirmed and ends without delivery.</summary>
    public static void Withdraw(OrderTurn turn)
    {
        if (turn.State.Item is { Sold.Length: > 0 })
        {
            Send(turn, WithdrawKey, new CustomerCommand.WithdrawSale(turn.State.Id));
        }
    }

    /// <summary>Whether an answer is one to these messages.</summary>
    public static bool IsAnswer(EffectReplied replied) =>
        replied.Key is ReportKey or WithdrawKey or LateKey || IsAgain(replied);

    /// <summary>The customer answered.</summary>
    public static Reply Answered(OrderTurn turn, EffectReplied replied)
    {
        if ((replied.Key == ReportKey || IsAgain(replied)) && turn.State.Status == OrderStatus.Cancelled)
        {
            Send(turn, LateKey, new CustomerCommand.WithdrawSale(turn.State.Id));
        }

        return Done.Instance;
    }

    private static bool IsAgain(EffectReplied replied) => replied.Key.StartsWith(AgainKey, StringComparison.Ordinal);

    private static void Send(OrderTurn turn, string key, CustomerCommand command) => turn.Then(new Effect.Send(
        key, new EntityAddress(EntityKind.Customer, turn.State.CustomerId), command));
}
