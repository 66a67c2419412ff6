using System.Globalization;
using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Owned;

namespace Customization.Domain.Ordering;

/// <summary>What was delivered and can be adjusted gets its serial numbers, piece by piece; then the customer is told
/// which they are.</summary>
/// <remarks>One message at a time, each at least once delivered: what was built is sent along, and many copies of it in
/// the outbox would be most of the order. The customer comes last, so that an erasure reaches all pieces: one who is
/// erased already answers by disowning them.</remarks>
internal static class OrderOwning
{
    private const string PieceKey = "own:";
    private const string TellKey = "owned";

    /// <summary>The order is delivered.</summary>
    public static void Begin(OrderTurn turn) => Register(turn, 1);

    /// <summary>Whether an answer is one to these messages.</summary>
    public static bool IsAnswer(EffectReplied replied) =>
        replied.Key == TellKey || replied.Key.StartsWith(PieceKey, StringComparison.Ordinal);

    /// <summary>A piece is registered, or the customer knows.</summary>
    public static Reply Answered(OrderTurn turn, EffectReplied replied)
    {
        if (replied.Key != TellKey)
        {
            Register(turn, int.Parse(replied.Key.AsSpan(PieceKey.Length), CultureInfo.InvariantCulture) + 1);
        }

        return Done.Instance;
    }

    /// <summary>How many pieces came: all that were built, and where those are the parts that ship in lots, the ones of
    /// the lots that came.</summary>
    public static int Pieces(OrderItem item, CancelledLots? cancelled) => item.Owned is not { } owned ? 0
        : cancelled is not null && owned.Pieces == item.Work.Lots[^1].To ? item.Work.Lots[cancelled.From - 2].To
        : owned.Pieces;

    private static void Register(OrderTurn turn, int piece)
    {
        var state = turn.State;
        if (state.Item is not { Owned: { } owned } item)
        {
            return;
        }

        var pieces = Pieces(item, state.CancelledLots);
        if (piece > pieces)
        {
            turn.Then(new Effect.Send(
                TellKey, new EntityAddress(EntityKind.Customer, state.CustomerId), new CustomerCommand.RecordOwned(
                    [.. Enumerable.Range(1, pieces).Select(each => SerialNumber.Of(state.Id, each))])));
            return;
        }

        turn.Then(new Effect.Send(
            string.Create(CultureInfo.InvariantCulture, $"{PieceKey}{piece}"),
            new EntityAddress(EntityKind.OwnedProduct, SerialNumber.Of(state.Id, piece)),
            new OwnedCommand.Register(
                state.CustomerId, new OwnedOrigin(state.Id, piece, item.ProductCode, item.Version, turn.Now),
                owned.Specification)));
    }
}
