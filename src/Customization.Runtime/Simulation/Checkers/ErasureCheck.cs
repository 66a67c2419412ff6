using System.Globalization;
using System.Text;
using System.Text.Json;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Batches;
using Customization.Domain.Sessions;
using Customization.Runtime.Simulation.Actors;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>Of who was erased nothing that they said is stored, and their orders go on as if nothing was.</summary>
/// <remarks>Searches the text of all that is stored. Where it is under customers' keys, what was said before is gone at
/// the moment of the erasure; otherwise once all who have it have heard of it, and of quotes that nobody accepted
/// never: only a key deletes those.</remarks>
internal sealed class ErasureCheck(World world)
{
    private readonly Dictionary<string, (long Moment, DateTimeOffset At)> _erased = new(StringComparer.Ordinal);
    private readonly Dictionary<EntityAddress, long> _sessions = [];
    private readonly List<(long At, EntityAddress Order, string Customer, string Text)> _said = [];
    private long _now;

    private Verdict Verdict => world.Verdict;

    private Truth Truth => world.Checks.Truth;

    /// <summary>Whether a customer was ever erased.</summary>
    public bool Has(string customer) => _erased.ContainsKey(customer);

    /// <summary>Whether a session is gone with its owner's key, and all it still had to send.</summary>
    public bool IsGone(EntityAddress address) => world.Swarm.IsSealed && _sessions.ContainsKey(address)
        && OwnerErasedAt(address) is not null && Read(address).Length == 0;

    /// <summary>When the customer who opened a session was erased, the last time; null where they never were.</summary>
    public DateTimeOffset? OwnerErasedAt(EntityAddress session)
    {
        foreach (var (customer, erased) in _erased)
        {
            if (IsSessionOf(customer, session))
            {
                return erased.At;
            }
        }

        return null;
    }

    /// <summary>An entity is about to decide about a command.</summary>
    public void Hears(EntityAddress address, Command command)
    {
        if (address.Kind == EntityKind.ConfigurationSession)
        {
            _sessions[address] = ++_now;
        }
    }

    /// <summary>Enters a change of a customer or an order.</summary>
    public void Take(Deed deed)
    {
        foreach (var happened in deed.Change.Events)
        {
            switch (happened)
            {
                case OrderPlaced placed:
                    Said(deed, placed.CustomerId, placed.Item.Configuration);
                    Said(deed, placed.CustomerId, placed.Stamp.BodyHash);
                    break;
                case QuoteAccepted accepted:
                    Said(deed, ((OrderState)deed.Before).CustomerId, accepted.Stamp.BodyHash);
                    break;
                case CustomerEvent.ConfigurationSaved or CustomerEvent.IdentitySet
                    or CustomerEvent.ObservationsRecorded or CustomerEvent.PreferencesApplied:
                    Verdict.Require(
                        !Has(deed.Address.Key), "erasure",
                        $"{deed.Address} was erased and keeps {happened.GetType().Name}");
                    break;
                case CustomerEvent.CustomerErased:
                    _erased[deed.Address.Key] = (++_now, deed.At);
                    world.Faults.CountLoss("customer-erased");
                    world.Customers.FirstOrDefault(customer => customer.Id == deed.Address.Key)?.Leave();
                    CheckSealed(deed.Address.Key);
                    break;
            }
        }

        if (deed is { Command: ForgetPerson, Before: OrderState before, After: OrderState after })
        {
            Verdict.Require(
                (before.Status, before.Promise, before.Claims) == (after.Status, after.Promise, after.Claims),
                "erasure",
                $"{after.Id} was {before.Status}, forgot its customer and is {after.Status}");
        }
    }

    /// <summary>Somebody asked for an erasure.</summary>
    public void Answered(string customer, Request request) => Verdict.Require(
        request.Reply is not Done || Has(customer) || world.IsDouble || IsUnknown(customer), "I6",
        $"the erasure of {customer} was acknowledged and is not stored");

    /// <summary>Everything ended.</summary>
    public void Final()
    {
        foreach (var (_, order, customer, text) in _said)
        {
            var state = Truth.Find<OrderState>(order)!;
            if ((Has(customer) && !state.IsQuote) || IsRunForgotten(state))
            {
                Verdict.Require(
                    !TextOf(Truth.Find(order)!).Contains(text, StringComparison.Ordinal), "erasure",
                    $"{order} of {customer} is {state.Status} and still says '{text}'");
            }
        }

        foreach (var (customer, reference) in world.Erasers.Pictures.Where(picture => Has(picture.Customer)))
        {
            Verdict.Require(
                world.Store.ReadBlob(ImageReference.BlobName(reference)) is null, "erasure",
                $"picture {reference} of {customer} is still there");
        }

        foreach (var (address, batch) in Truth.States<RunBatchState>()
            .Where(batch => IsUncountedOrForgotten(batch.Address)))
        {
            Verdict.Require(
                batch.Items.All(item => item.Row.All(text => text.Length == 0)), "erasure",
                $"the run of {address} forgot its recipients or never had them, and it still has");
        }

        foreach (var customer in _erased.Keys)
        {
            CheckSealed(customer);
        }

        CheckNames();
    }

    private bool IsUnknown(string customer) =>
        Truth.Find<CustomerState>(new EntityAddress(EntityKind.Customer, customer)) is null;

    /// <summary>What is stored of an entity, as whoever has the store and its keys can read it.</summary>
    private string TextOf(Deed deed) => world.Swarm.IsSealed
        ? Read(deed.Address)
        : JsonSerializer.Serialize(deed.After, deed.After.GetType(), EntityJson.Options)
            + JsonSerializer.Serialize(deed.Outbox, EntityJson.Options);

    /// <summary>The id of an order is nothing that its customer said.</summary>
    private void Said(Deed deed, string customer, string text)
    {
        if (text.Length > 0 && !deed.Address.Key.Contains(text, StringComparison.Ordinal))
        {
            _said.Add((++_now, deed.Address, customer, text));
        }
    }

    private void CheckNames()
    {
        var names = _erased.Keys.Select(Erasers.NameOf).ToArray();
        foreach (var deed in names.Length > 0 ? Truth.All() : [])
        {
            var text = TextOf(deed);
            var left = Array.Find(names, name => text.Contains(name, StringComparison.Ordinal));
            Verdict.Require(left is null, "erasure", $"{deed.Address} still has '{left}'");
        }
    }

    /// <summary>What a customer said before the erasure cannot be read with the keys that there are.</summary>
    private void CheckSealed(string customer)
    {
        if (!world.Swarm.IsSealed)
        {
            return;
        }

        var at = _erased[customer].Moment;
        foreach (var said in _said.Where(said => said.Customer == customer && said.At < at))
        {
            Verdict.Require(
                !Read(said.Order).Contains(said.Text, StringComparison.Ordinal), "erasure",
                $"{said.Order} is stored with '{said.Text}' of {customer}, who was erased");
        }

        foreach (var session in _sessions.Where(session => session.Value < at
            && IsSessionOf(customer, session.Key)))
        {
            Verdict.Require(
                Read(session.Key).Length == 0, "erasure", $"{session.Key} of {customer}, who was erased, can be read");
        }
    }

    private static bool IsSessionOf(string customer, EntityAddress session) =>
        session.Key.StartsWith($"s-{customer}-", StringComparison.Ordinal);

    private string Read(EntityAddress address) => world.Store.Load(address) is { } stored
        ? string.Concat(stored.Changes.Select(change => change.Payload).Append(stored.Snapshot ?? default)
            .Select(payload => Encoding.UTF8.GetString(payload.Span)))
        : "";

    private bool IsRunForgotten(OrderState order) =>
        order.Run is { } run && IsForgotten(run.Batch[..run.Batch.LastIndexOf('/')]);

    /// <summary>A batch that came too late to be counted is told nothing by its run.</summary>
    private bool IsUncountedOrForgotten(EntityAddress batch)
    {
        var slash = batch.Key.LastIndexOf('/');
        var number = int.Parse(batch.Key.AsSpan(slash + 1), CultureInfo.InvariantCulture);
        var run = Truth.Find<RunState>(new EntityAddress(EntityKind.Run, batch.Key[..slash]));
        return run is not { ForgottenAt: null } || run.Taken.ElementAtOrDefault(number - 1) == 0;
    }

    private bool IsForgotten(string run) =>
        Truth.Find<RunState>(new EntityAddress(EntityKind.Run, run))?.ForgottenAt is not null;
}
