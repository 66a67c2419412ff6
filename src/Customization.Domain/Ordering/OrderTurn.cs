using Customization.Domain.Delivery;
using Customization.Domain.Entities;

namespace Customization.Domain.Ordering;

/// <summary>One decision of an order in the making.</summary>
internal sealed class OrderTurn(OrderState before, DecisionContext context)
    : Turn<OrderDecider, OrderState>(before, context.Now)
{
    /// <summary>The products.</summary>
    public Catalog.ICatalog Catalog => context.Catalog;

    /// <summary>The plant, as of a moment ago.</summary>
    public Outlook Outlook => context.Outlook;

    /// <summary>A claim comes to a phase, and its owner is asked for what that takes.</summary>
    public void Move(OrderClaim claim, ClaimPhase phase, string verb, Command command)
    {
        Record(new ClaimMoved(claim.Key, phase, null));
        Send(claim, verb, command);
    }

    /// <summary>Asks the owner of a claim; the answer comes back under verb and claim key.</summary>
    public void Send(OrderClaim claim, string verb, Command command) =>
        Then(new Effect.Send($"{verb}|{claim.Key}", claim.Owner, command));
}
