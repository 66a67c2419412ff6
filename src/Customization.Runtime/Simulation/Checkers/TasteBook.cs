using System.Collections.Immutable;
using Customization.Domain.Customers;
using Customization.Domain.Customers.Preferences;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Kernel.Model;
using Customization.Runtime.Simulation.Goods;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>A second book of what was noticed of customers and applied unasked: nothing without consent, nothing twice,
/// nothing that what was noticed does not bear out; each application in the trail, and gone when it is taken back; of
/// who was erased nothing.</summary>
internal sealed class TasteBook(World world)
{
    /// <summary>Observations of different ages weigh a little differently; whole percents.</summary>
    private const int AgePercent = 3;

    private readonly Dictionary<string, Guest> _guests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Visit> _visits = new(StringComparer.Ordinal);

    /// <summary>Counts what became durable.</summary>
    public long Now { get; private set; }

    private Verdict Verdict => world.Verdict;

    /// <summary>Enters a change of a customer or a session.</summary>
    public void Take(Deed deed)
    {
        Now++;
        foreach (var happened in deed.Change.Events)
        {
            if (deed.Address.Kind == EntityKind.Customer)
            {
                var guest = GuestOf(deed.Address.Key);
                Enter(guest, happened);
                guest.Pages.Add((Now, guest.IsGranted, guest.Known));
            }
            else
            {
                Enter(deed, happened);
            }
        }
    }

    /// <summary>Somebody gave or withdrew consent.</summary>
    /// <param name="since">When it was asked for.</param>
    public void Answered(string customer, bool isGranted, long since, Request request) => Verdict.Require(
        request.Reply is not CustomerView || world.IsDouble
        || GuestOf(customer).Since(since).Any(page => page.IsGranted == isGranted),
        "I6", $"{customer} was told that consent is {isGranted}, which is not stored");

    /// <summary>A session of a guest answered: what is taken back stands no longer.</summary>
    public void Answered(SessionCommand command, Request request)
    {
        if (command is SessionCommand.RevertApplied revert && request.Reply is SessionView view)
        {
            var standing = view.Preferences.FirstOrDefault(each => each.IsApplied
                && (revert.Characteristic is null || each.Offer.Characteristic == revert.Characteristic));
            Verdict.Require(standing is null, "taste", $"{view.Id} took back {standing?.Offer}, and it stands");
        }
    }

    /// <summary>The trails tell of all that was applied, and of nothing else.</summary>
    public void Final()
    {
        foreach (var (session, visit) in _visits.Where(visit => !GuestOf(visit.Value.Customer).IsErased))
        {
            var lines = Trail(visit.Customer).Where(line => line.Session == session)
                .ToDictionary(line => line.Offer.Characteristic, StringComparer.Ordinal);
            foreach (var (characteristic, value) in visit.Applied)
            {
                Verdict.Require(
                    lines.TryGetValue(characteristic, out var line) && line.Offer.Value == value
                    && line.ReversedAt is not null == visit.Reverted.Contains(characteristic),
                    "taste", $"{session} chose {characteristic}={value} unasked; the trail of {visit.Customer} says "
                        + $"{line?.Offer.Value}, taken back {line?.ReversedAt:s}");
            }
        }

        foreach (var (customer, _) in _guests.Where(guest => guest.Value.IsErased))
        {
            Verdict.Require(!Trail(customer).Any(), "taste", $"{customer} was erased and has a trail");
        }
    }

    private IEnumerable<Application> Trail(string customer) => world.Checks.Truth.Find<CustomerState>(
        new EntityAddress(EntityKind.Customer, customer))?.Preferences.Applications ?? [];

    private Guest GuestOf(string customer) =>
        _guests.TryGetValue(customer, out var guest) ? guest : _guests[customer] = new Guest(customer);

    private void Enter(Guest guest, Event happened)
    {
        switch (happened)
        {
            case CustomerEvent.ConsentSet { Purpose: ConsentPurpose.Personalization, Consent: var consent }:
                guest.IsGranted = consent.Granted;
                guest.Known = consent.Granted ? guest.Known : [];
                break;
            case CustomerEvent.ObservationsRecorded recorded:
                foreach (var each in recorded.Observations)
                {
                    Verdict.Require(guest.IsGranted, "taste", $"{guest.Id} is observed without consent");
                    Verdict.Require(
                        guest.Known.All(known => known.Key != each.Key), "taste", $"{guest.Id} has {each.Key} twice");
                    guest.Known = guest.Known.Add(each);
                }

                break;
            case CustomerEvent.ObservationsWithdrawn withdrawn:
                guest.Known = guest.Known.RemoveAll(known => withdrawn.Keys.Contains(known.Key));
                break;
            case CustomerEvent.PreferencesApplied applied:
                foreach (var line in applied.Applications)
                {
                    Verdict.Require(
                        !guest.IsErased && guest.Lines.Add((line.Session, line.Offer.Characteristic))
                        && _visits.TryGetValue(line.Session, out var visit)
                        && visit.Applied.Contains((line.Offer.Characteristic, line.Offer.Value)),
                        "taste", $"the trail of {guest.Id} has {line}, which did not happen");
                }

                break;
            case CustomerEvent.ApplicationsReversed reversed:
                Verdict.Require(
                    _visits.TryGetValue(reversed.Session, out var whence)
                    && reversed.Characteristics.All(whence.Reverted.Contains),
                    "taste", $"the trail of {guest.Id} takes back what {reversed.Session} did not");
                break;
            case CustomerEvent.CustomerErased:
                (guest.IsErased, guest.IsGranted, guest.Known) = (true, false, []);
                break;
        }
    }

    private void Enter(Deed deed, Event happened)
    {
        switch (happened)
        {
            case SessionEvent.SessionOpened { Product: "scarf" } opened:
                _visits.TryAdd(deed.Address.Key, new Visit(opened.Owner, Now));
                break;
            case SessionEvent.PreferencesKnown known:
                foreach (var offer in known.Preferences.Where(each => each.IsApplied).Select(each => each.Offer))
                {
                    var visit = _visits[deed.Address.Key];
                    visit.Applied.Add((offer.Characteristic, offer.Value));
                    Verdict.Require(
                        GuestOf(visit.Customer).Since(visit.Began)
                            .Any(page => page.IsGranted && Bears(page.Known, offer)),
                        "taste", $"{deed.Address} applied {offer}, which nothing bears out");
                    Verdict.Require(
                        ChoiceOf(deed, offer.Characteristic) == offer.Value, "taste",
                        $"{deed.Address} applied {offer.Value} and has {ChoiceOf(deed, offer.Characteristic)}");
                }

                break;
            case SessionEvent.AppliedReverted reverted:
                foreach (var characteristic in reverted.Characteristics)
                {
                    _visits[deed.Address.Key].Reverted.Add(characteristic);
                    Verdict.Require(
                        ChoiceOf(deed, characteristic) is null, "taste",
                        $"{deed.Address} took back {characteristic} and has {ChoiceOf(deed, characteristic)}");
                }

                break;
        }
    }

    /// <summary>Laplace's rule of succession, in whole observations.</summary>
    private static bool Bears(ImmutableArray<Observation> known, PreferenceOffer offer)
    {
        var about = known.Where(each => each.Subject == SimulatedProducts.SubjectOf(offer.Characteristic)).ToArray();
        var all = about.Count(each => each.Kind != ObservationKind.Reversal);
        var good = about.Count(each => each.Kind != ObservationKind.Reversal && each.Value == offer.Value);
        var bad = about.Count(each => each.Kind == ObservationKind.Reversal && each.Value == offer.Value);
        return good > 0 && (offer.Evidence.Count, offer.Evidence.Of) == (good, all)
            && 100 * (good + 1) >= (SimulatedProducts.SurePercent - AgePercent) * (all + (2 * bad) + 2);
    }

    private static string? ChoiceOf(Deed deed, string characteristic)
    {
        var questions = SimulatedProducts.Scarf.Questions;
        var index = questions.Select(question => question.Name).ToList().IndexOf(characteristic);
        var value = ((SessionState)deed.After).Selection[new CharacteristicIndex(index)];
        return value < 0 ? null : questions[index].Values[value].Name;
    }

    /// <summary>One customer.</summary>
    private sealed class Guest(string id)
    {
        public string Id => id;

        public bool IsGranted { get; set; }

        public bool IsErased { get; set; }

        public ImmutableArray<Observation> Known { get; set; } = [];

        public HashSet<(string Session, string Characteristic)> Lines { get; } = [];

        /// <summary>What was known when.</summary>
        public List<(long At, bool IsGranted, ImmutableArray<Observation> Known)> Pages { get; } = [(0, false, [])];

        /// <summary>What was known at some time since then.</summary>
        public IEnumerable<(long At, bool IsGranted, ImmutableArray<Observation> Known)> Since(long time) =>
            Pages.Skip(Math.Max(0, Pages.FindLastIndex(page => page.At <= time)));
    }

    /// <summary>One session on a scarf.</summary>
    private sealed class Visit(string customer, long began)
    {
        public string Customer => customer;

        public long Began => began;

        public HashSet<(string Characteristic, string Value)> Applied { get; } = [];

        public HashSet<string> Reverted { get; } = new(StringComparer.Ordinal);
    }
}
