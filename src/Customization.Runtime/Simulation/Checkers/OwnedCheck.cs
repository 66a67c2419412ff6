using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Owned;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>What owned products say is stored and is what was asked for; what was delivered has its owner.</summary>
internal sealed class OwnedCheck(World world)
{
    private readonly Dictionary<string, OwnedBook> _books = new(StringComparer.Ordinal);

    private Verdict Verdict => world.Verdict;

    /// <summary>Enters a change.</summary>
    public void Take(Deed deed)
    {
        if (!_books.TryGetValue(deed.Address.Key, out var book))
        {
            _books[deed.Address.Key] = book = new OwnedBook(deed.Address.Key, world);
        }

        book.Take(deed);
    }

    /// <summary>Somebody outside was answered.</summary>
    public void Answered(EntityAddress to, OwnedCommand command, Reply reply)
    {
        Verdict.Require(
            command.Actor != "stranger" || reply is OwnedRejection.Unknown, "owned",
            $"{to} answered a stranger with {reply.GetType().Name}");
        if (reply is not OwnedView { Product: var product })
        {
            return;
        }

        Verdict.Require(
            product.Version <= (world.Checks.Truth.Find<OwnedState>(to)?.Version ?? 0), "I6",
            $"{to} answered with version {product.Version}, which is not stored");
        var isDone = command switch
        {
            OwnedCommand.ChangeSetting change => product.Settings.GetValueOrDefault(
                change.Setting, long.MinValue) == change.Value,
            OwnedCommand.SavePreset save => product.Presets.ContainsKey(save.Name),
            OwnedCommand.RemovePreset remove => !product.Presets.ContainsKey(remove.Name),
            OwnedCommand.SetSchedule set => product.Schedules.ContainsKey(set.Name),
            OwnedCommand.RemoveSchedule remove => !product.Schedules.ContainsKey(remove.Name),
            OwnedCommand.SwitchLearning learning => product.IsLearning == learning.On,
            OwnedCommand.Reset { Preset: null, Setting: null } reset => product.Learned.IsEmpty
                && (reset.To == ResetTo.Owner || (product.Settings.IsEmpty && product.Presets.IsEmpty)),
            _ => true,
        };
        Verdict.Require(isDone, "owned", $"{to} said yes to {command} and is {product}");
    }

    /// <summary>Whoever got something owns it, and whoever was erased owns nothing.</summary>
    public void Final()
    {
        foreach (var (_, order) in world.Checks.Truth.States<OrderState>())
        {
            if (order is { Status: OrderStatus.Delivered, Item.Owned: { } owned })
            {
                for (var piece = 1; piece <= owned.Pieces; piece++)
                {
                    CheckOwner(SerialNumber.Of(order.Id, piece), order.CustomerId);
                }
            }
        }

        foreach (var (serial, customer) in world.Owners.Known)
        {
            CheckOwner(serial, customer);
        }
    }

    private void CheckOwner(string serial, string customer)
    {
        var thing = world.Checks.Truth.Find<OwnedState>(new EntityAddress(EntityKind.OwnedProduct, serial));
        var who = world.Checks.Truth.Find<CustomerState>(new EntityAddress(EntityKind.Customer, customer));
        var isErased = who?.ErasedAt is not null;
        Verdict.Require(
            thing?.Origin is not null && thing.Owner == (isErased ? "" : customer)
            && (isErased || who?.Owned.Contains(serial) == true),
            "owned", $"{serial} of {customer} is owned by '{thing?.Owner}'; erased: {isErased}");
    }
}
