using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using static Customization.Domain.Tests.Simulation.Bugs.PlantedBug;

namespace Customization.Domain.Tests.Simulation.Bugs;

/// <summary>What can go wrong when a customer is erased.</summary>
internal static class ErasureBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        Ignoring<OrderState, ForgetPerson>("an order keeps what its customer chose"),
        Changing<CustomerState>("an order that an erased customer had just placed is not told", (state, each) =>
            state.ErasedAt is not null && each is Effect.Send { Command: ForgetPerson } ? null : each),
        Dropping<CustomerState>("the pictures of an erased customer stay", each =>
            each is Effect.Send { Command: DeletePicture }),
        Seeing<CustomerState, CustomerCommand.SaveConfiguration>(
            "a configuration is saved for whom was erased", (state, _) => state with { ErasedAt = null }),
        Dropping<CustomerState>("an erasure is acknowledged and forgotten", each =>
            each is CustomerEvent.CustomerErased),
        Seeing<OrderState, PlaceOrder>("an order that was forgotten is placed again", (state, _) =>
            state.Placed is { BodyHash.Length: 0 } ? OrderState.Initial(state.Id) : state),
        Changing<OrderState>("an order that is forgotten is cancelled", (state, each) =>
            each is PersonForgotten forgotten && !state.Status.IsEnded()
                ? new OrderEnded(OrderStatus.Cancelled, "cancelled", "", forgotten.At)
                : each),
    ];
}
