using System.Collections.Immutable;
using Customization.Domain.Customers;
using Customization.Domain.Entities;

namespace Customization.Domain.Ordering;

/// <summary>What customers ask of an order: quote, place, accept, cancel, look.</summary>
internal static class OrderPlacement
{
    /// <summary>Begins the saga, or repeats the answer of the request that began it.</summary>
    public static Reply Place(OrderTurn turn, OrderRequest request, bool isQuote)
    {
        if (turn.State.Placed is { } placed)
        {
            return Repeat(turn, placed, new IntentStamp(request.IdempotencyKey, request.BodyHash));
        }

        if (turn.State.Claimed is { } claimed && !claimed.IsOf(request.BodyHash))
        {
            return new OrderRejection.KeyReused(request.IdempotencyKey);
        }

        if (Refusal(request) is { } refusal)
        {
            return refusal;
        }

        if (!turn.Outlook.Lanes.TryGetValue(request.Lane, out var lane))
        {
            return new OrderRejection.UnknownLane(request.Lane);
        }

        var item = OrderItemReader.Read(request, turn.Catalog, turn.Now, out var problem);
        if (item is null)
        {
            return problem!;
        }

        turn.Record(new OrderPlaced(
            request.CustomerId, item, lane, new IntentStamp(request.IdempotencyKey, request.BodyHash), turn.Now,
            isQuote ? turn.Now + OrderLimits.QuoteTtl : null)
        {
            Run = request.Run,
        });
        if (!isQuote && request.Run is not { IsForCustomer: false })
        {
            TellCustomer(turn);
        }

        OrderPlanning.Plan(turn);
        return new OrderAccepted(turn.State.Id);
    }

    /// <summary>Binds the key that names this order to a request on another order.</summary>
    public static Reply Claim(OrderTurn turn, IntentStamp stamp)
    {
        if (!IsText(stamp.IdempotencyKey) || !IsText(stamp.BodyHash))
        {
            return new OrderRejection.InvalidRequest("idempotency key");
        }

        var known = turn.State.Placed ?? turn.State.Claimed;
        if (known is not null)
        {
            return known.IdempotencyKey == stamp.IdempotencyKey && known.IsOf(stamp.BodyHash)
                ? Done.Instance
                : new OrderRejection.KeyReused(stamp.IdempotencyKey);
        }

        turn.Record(new KeyClaimed(stamp));
        return Done.Instance;
    }

    /// <summary>Makes a quote an order.</summary>
    public static Reply Accept(OrderTurn turn, AcceptQuote command)
    {
        var state = turn.State;
        if (!string.Equals(state.CustomerId, command.CustomerId, StringComparison.Ordinal))
        {
            return new OrderRejection.Unknown(state.Id);
        }

        var stamp = new IntentStamp(command.IdempotencyKey, command.BodyHash);
        if (state.Accepted is { } accepted)
        {
            return Repeat(turn, accepted, stamp);
        }

        if (!IsText(command.IdempotencyKey) || !IsText(command.BodyHash))
        {
            return new OrderRejection.InvalidRequest("idempotency key");
        }

        if (!state.IsQuote)
        {
            return new OrderRejection.AlreadyPlaced(state.Id);
        }

        if (state.Status.IsEnded() || turn.Now >= state.QuoteExpires)
        {
            return new OrderRejection.QuoteOver(state.Id);
        }

        if (state.Status != OrderStatus.Quoted)
        {
            return new OrderRejection.QuoteNotReady(state.Id);
        }

        if (OrderRepricing.Lower(state, turn.Catalog, turn.Now) is { } lower)
        {
            turn.Record(lower);
        }

        turn.Record(new QuoteAccepted(stamp, turn.Now));
        TellCustomer(turn);
        OrderClaims.Advance(turn);
        return new OrderAccepted(state.Id);
    }

    /// <summary>Ends a saga that is not shipped yet.</summary>
    public static Reply Cancel(OrderTurn turn, CancelOrder command)
    {
        var status = turn.State.Status;
        if (status == OrderStatus.Shipped || status.HasArrived()
            || (!status.IsEnded() && OrderLots.HasLeft(turn.State)))
        {
            return new OrderRejection.TooLate(turn.State.Id);
        }

        if (!status.IsEnded())
        {
            var reason = command.Reason.Length > OrderLimits.TextLengthMax
                ? command.Reason[..OrderLimits.TextLengthMax]
                : command.Reason;
            End(turn, OrderStatus.Cancelled, "cancelled", reason);
        }

        return Done.Instance;
    }

    /// <summary>The plant gives up: where lots are made already only the others are cancelled, else all.</summary>
    public static void GiveUp(OrderTurn turn, string code, string detail)
    {
        if (!LotCancellation.OfRest(turn, code, detail))
        {
            End(turn, OrderStatus.Cancelled, code, detail);
        }
    }

    /// <summary>Ends the saga without delivery: everything it holds or asks for is given up.</summary>
    public static void End(OrderTurn turn, OrderStatus status, string code, string detail)
    {
        foreach (var (_, claim) in turn.State.Claims)
        {
            OrderClaims.GiveUp(turn, claim);
        }

        if (turn.State.Status.IsConfirmed())
        {
            OrderSale.Withdraw(turn);
        }

        turn.Record(new OrderEnded(status, code, detail, turn.Now));
    }

    /// <summary>Forgets what the customer chose or said: now, or when the order ends.</summary>
    public static Reply Forget(OrderTurn turn, ForgetPerson command)
    {
        var state = turn.State;
        if (command.OnceEnded && !state.Status.IsEnded())
        {
            if (!state.IsForgottenAtEnd)
            {
                turn.Record(new ForgettingAsked());
            }
        }
        else if (state.Item is { Configuration.Length: > 0 })
        {
            turn.Record(new PersonForgotten(turn.Now));
        }

        return Done.Instance;
    }

    /// <summary>What there is to see; of an open quote the price that accepting it now would fix.</summary>
    public static OrderView View(OrderTurn turn)
    {
        var state = turn.State;
        state = OrderRepricing.Lower(state, turn.Catalog, turn.Now) is { } lower
            ? OrderEvolution.Evolve(state, lower)
            : state;
        var work = state.Claims.Values.OfType<SlotClaim>().Where(claim => claim.IsLive)
            .OrderBy(claim => claim.Plan.Start).ThenBy(claim => claim.Key, StringComparer.Ordinal)
            .Select(claim => new OperationView(
                claim.Plan.Operation, claim.Plan.Cell, claim.Plan.Start.Instant, claim.Plan.Minutes,
                claim.Phase == ClaimPhase.Consumed));
        return new OrderView(
            state.Id, state.Status, state.CustomerId, state.Item!, state.Lane!.Code, state.PlacedAt,
            state.QuoteExpires, state.Promise, state.Outcome, state.Moving, state.EndReason, state.Tracking,
            [.. work], state.History)
        {
            Lots = OrderLots.View(state),
            CancelledLots = state.CancelledLots,
        };
    }

    private static Reply Repeat(OrderTurn turn, IntentStamp known, IntentStamp asked)
    {
        if (!string.Equals(known.IdempotencyKey, asked.IdempotencyKey, StringComparison.Ordinal))
        {
            return new OrderRejection.AlreadyPlaced(turn.State.Id);
        }

        return known.IsOf(asked.BodyHash)
            ? new OrderAccepted(turn.State.Id)
            : new OrderRejection.KeyReused(asked.IdempotencyKey);
    }

    private static void TellCustomer(OrderTurn turn) => turn.Then(new Effect.Send(
        "customer", new EntityAddress(EntityKind.Customer, turn.State.CustomerId),
        new CustomerCommand.RecordOrder(turn.State.Id, turn.State.Item!.ProductCode)));

    private static OrderRejection.InvalidRequest? Refusal(OrderRequest request)
    {
        var texts = ImmutableArray.Create(
            ("customer", request.CustomerId), ("lane", request.Lane), ("idempotency key", request.IdempotencyKey),
            ("body hash", request.BodyHash), ("language", request.Language),
            ("price list", request.PriceList ?? "default"));
        foreach (var (name, text) in texts)
        {
            if (!IsText(text))
            {
                return new OrderRejection.InvalidRequest(name);
            }
        }

        return request.Configuration.Length is 0 or > OrderLimits.ConfigurationLengthMax
            ? new OrderRejection.InvalidRequest("configuration")
            : null;
    }

    private static bool IsText(string text) => text.Length is > 0 and <= OrderLimits.TextLengthMax;
}
