using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Runtime.Simulation.Actors;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>One key, one intent (I5); what was acknowledged is there for good (I6).</summary>
internal sealed class IntentCheck(World world)
{
    private Verdict Verdict => world.Verdict;

    /// <summary>An order began.</summary>
    public void Placed(string order, OrderPlaced placed)
    {
        var intent = world.Customers.SelectMany(customer => customer.Intents)
            .FirstOrDefault(intent => intent.Order == order && intent.Total is not null);
        if (intent is null)
        {
            return;
        }

        Verdict.Require(
            placed.Stamp.IdempotencyKey == intent.Key && placed.Stamp.BodyHash == intent.Body, "I5",
            $"{order} was placed as {placed.Stamp}, not as {intent.Key} {intent.Body}");
        Verdict.Require(
            placed.Item.Price.Total.Minor == intent.Total, "price",
            $"{order} costs {placed.Item.Price.Total}, by the price list {intent.Total}");
    }

    /// <summary>The intent was answered, perhaps not for the first time.</summary>
    public void Answered(Intent intent, Request request)
    {
        if (request.Reply is OrderAccepted accepted)
        {
            var state = world.Checks.Truth.Find<OrderState>(intent.Address);
            var stamp = intent.Command is AcceptQuote ? state?.Accepted : state?.Placed;
            Verdict.Require(
                accepted.OrderId == intent.Order && stamp?.IdempotencyKey == intent.Key
                && (stamp.BodyHash == intent.Body || (stamp.BodyHash.Length == 0 && IsForgotten(intent))), "I6",
                $"{intent.Key} was acknowledged as {accepted.OrderId}; the store has {stamp}");
            intent.Answer ??= accepted;
        }

        if (request.Reply is { } reply && intent.Answer is { } first && !world.IsDouble)
        {
            Verdict.Require(
                first.Equals(reply), "I5", $"{intent.Key} was answered with {first}, then with {reply}");
        }
    }

    /// <summary>The key of an acknowledged intent came with another body. Of a customer who was erased nobody knows the
    /// body any more: then the answer is the one of the first time.</summary>
    public void Confused(Intent intent, Request request) => Verdict.Require(
        request.Reply is null or OrderRejection.KeyReused || world.IsDouble
        || (request.Reply.Equals(intent.Answer) && IsForgotten(intent)), "I5",
        $"{intent.Key} came with another body and was answered with {request.Reply}");

    /// <summary>A key that is bound came with another body.</summary>
    public void Rebound(string key, Request request) => Verdict.Require(
        request.Reply is null or OrderRejection.KeyReused || world.IsDouble, "I5",
        $"{key} is bound and was bound again: {request.Reply}");

    /// <summary>A key was bound to the acceptance of a quote.</summary>
    public void Claimed(string key, string body, Request request)
    {
        if (request.Reply is Done)
        {
            var state = world.Checks.Truth.Find<OrderState>(request.To);
            Verdict.Require(
                (state?.Claimed ?? state?.Placed) == new IntentStamp(key, body), "I6", $"{key} is not bound");
        }
    }

    /// <summary>What was acknowledged to a customer is still there, once, and in the customer's list.</summary>
    public void Final(Customer customer)
    {
        var state = world.Checks.Truth.Find<CustomerState>(new EntityAddress(EntityKind.Customer, customer.Id));
        var isErased = world.Checks.Erasures.Has(customer.Id);
        foreach (var intent in customer.Intents.Where(intent => intent.Answer is not null))
        {
            Verdict.Require(
                world.Checks.Truth.Find<OrderState>(intent.Address)?.Placed is not null, "I6",
                $"{intent.Order} was acknowledged and is gone");
            if (intent.Command is PlaceOrder or AcceptQuote && !isErased)
            {
                var listed = state?.Orders.Count(order => order.OrderId == intent.Order) ?? 0;
                Verdict.Require(listed == 1, "I6", $"{intent.Order} is {listed} times in the list of {customer.Id}");
            }
        }

        foreach (var name in customer.Saved)
        {
            Verdict.Require(
                isErased || state?.Saved.ContainsKey(name) == true, "I6",
                $"{customer.Id} saved '{name}' and it is gone");
        }
    }

    private bool IsForgotten(Intent intent) =>
        world.Checks.Truth.Find<OrderState>(intent.Address) is { } state && world.Checks.Erasures.Has(state.CustomerId);
}
