using System.Collections.Immutable;
using Customization.Domain.Entities;
using Customization.Domain.Owned;

namespace Customization.Domain.Customers;

/// <summary>Which things a customer owns: so that an erasure reaches all that was observed of their use.</summary>
internal static class CustomerOwned
{
    private const string DisownKey = "disown:";
    private const string QuietKey = "quiet:";

    /// <summary>Things were delivered. Those that fall off the end of the list learn no more, and what was observed of
    /// them is forgotten, since no erasure would find it; an erased customer owns nothing.</summary>
    public static Decision Record(CustomerState state, CustomerCommand.RecordOwned record)
    {
        if (state.ErasedAt is not null)
        {
            return new Decision([], [.. record.Serials.Select(Disown)], Done.Instance);
        }

        ImmutableArray<string> added = [.. record.Serials.Where(serial => !state.Owned.Contains(serial))];
        if (added.IsEmpty)
        {
            return Decision.Answer(Done.Instance);
        }

        var after = CustomerDecider.Evolve(state, new CustomerEvent.OwnedRecorded(added)).Owned;
        return new Decision(
            [new CustomerEvent.OwnedRecorded(added)],
            [.. state.Owned.Except(after).Select(serial => Send(
                QuietKey, serial, new OwnedCommand.SwitchLearning(On: false)))],
            Done.Instance);
    }

    /// <summary>The customer is erased.</summary>
    public static ImmutableArray<Effect> DisownAll(CustomerState state) => [.. state.Owned.Select(Disown)];

    private static Effect Disown(string serial) => Send(DisownKey, serial, new OwnedCommand.Disown());

    private static Effect.Send Send(string key, string serial, OwnedCommand command) =>
        new(key + serial, new EntityAddress(EntityKind.OwnedProduct, serial), command);
}
