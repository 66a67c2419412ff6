using System.Globalization;
using Customization.Domain.Customers;
using Customization.Domain.Customers.Preferences;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;
using Customization.Domain.Sessions;
using Customization.Runtime.Simulation.Goods;

namespace Customization.Runtime.Simulation.Actors;

/// <summary>Customers whose likings are noticed, at times twice, and applied unasked to the scarfs they open: they
/// consent, withdraw it, choose otherwise, take back what was applied and cancel what was ordered.</summary>
/// <remarks>Whoever was erased goes on like that, and must be refused.</remarks>
internal sealed class Guests(World world)
{
    /// <summary>Fewer lines than an audit trail keeps.</summary>
    private const int SessionsMax = 12;

    /// <summary>Fewer than are kept one by one.</summary>
    private const int ObservationsMax = 40;

    /// <summary>Pieces of work in which a cancelled order gives back what it claims, mostly.</summary>
    private const int PiecesMax = 100;

    private readonly List<(EntityAddress To, Observation Observation)> _observed = [];
    private readonly List<EntityAddress> _sessions = [];
    private readonly Dictionary<string, int> _opened = new(StringComparer.Ordinal);

    /// <summary>Everybody consents.</summary>
    public void Begin()
    {
        foreach (var customer in world.Customers)
        {
            Consent(customer.Id, true);
        }
    }

    /// <summary>Something is noticed, allowed, opened, chosen or taken back.</summary>
    public void Act(Random random)
    {
        var customer = world.Customers[random.Next(world.Customers.Length)].Id;
        switch (random.Next(17))
        {
            case < 5 when _observed.Count < ObservationsMax:
                Observe(customer, random);
                break;
            case 5 when _observed.Count > 0:
                var (to, again) = _observed[random.Next(_observed.Count)];
                world.Ask(to, new CustomerCommand.Observe([again]));
                break;
            case 6:
                Consent(customer, random.Next(3) > 0);
                break;
            case < 10 when _opened.GetValueOrDefault(customer) < SessionsMax:
                Open(customer);
                break;
            case < 13 when _sessions.Count > 0:
                Click(random, new SessionCommand.RevertApplied(
                    random.Next(2) == 0 ? null : Question(random).Name));
                break;
            case 13 when _sessions.Count > 0:
                var question = Question(random);
                Click(random, random.Next(3) switch
                {
                    0 => new SessionCommand.Undo(),
                    1 => new SessionCommand.Redo(),
                    _ => new SessionCommand.Select(question.Name, Value(question, random)),
                });
                break;
            case > 13:
                Regret(random);
                break;
        }
    }

    private static EntityAddress AddressOf(string customer) => new(EntityKind.Customer, customer);

    private static Question Question(Random random) =>
        SimulatedProducts.Scarf.Questions[random.Next(SimulatedProducts.Scarf.Questions.Length)];

    private static string Value(Question question, Random random) =>
        question.Values[random.Next(question.Values.Length)].Name;

    /// <summary>An order that claims time of a cell is cancelled, and what it asked the cell for comes once more.
    /// </summary>
    private void Regret(Random random)
    {
        var orders = world.Checks.Truth.States<OrderState>().Where(order => order.State is
        {
            Status: OrderStatus.Holding or OrderStatus.Quoted or OrderStatus.Confirming or OrderStatus.Confirmed,
        } && order.State.Claims.Values.Any(claim => claim is SlotClaim)).ToArray();
        if (orders.Length > 0)
        {
            var (address, order) = orders[random.Next(orders.Length)];
            world.Ask(address, new CancelOrder("changed my mind"));
            world.Run(PiecesMax);
            world.Repeat<HoldSlot>(random, hold => HoldId.OrderOf(hold.HoldId) == order.Id);
        }
    }

    private void Consent(string customer, bool isGranted)
    {
        var since = world.Checks.Tastes.Now;
        world.Ask(
            AddressOf(customer), new CustomerCommand.SetConsent(ConsentPurpose.Personalization, isGranted),
            answered => world.Checks.Tastes.Answered(customer, isGranted, since, answered));
    }

    /// <summary>Mostly a value that the scarf has.</summary>
    private void Observe(string customer, Random random)
    {
        var question = Question(random);
        var observation = new Observation(
            string.Create(CultureInfo.InvariantCulture, $"seen-{_observed.Count}"),
            random.Next(2) == 0 ? ObservationKind.Stay : ObservationKind.Feedback,
            SimulatedProducts.SubjectOf(question.Name),
            random.Next(8) == 0 ? "plaid" : Value(question, random), world.Time.GetUtcNow());
        _observed.Add((AddressOf(customer), observation));
        world.Ask(AddressOf(customer), new CustomerCommand.Observe([observation]));
    }

    private void Open(string customer)
    {
        var number = _opened[customer] = _opened.GetValueOrDefault(customer) + 1;
        var session = new EntityAddress(
            EntityKind.ConfigurationSession,
            string.Create(CultureInfo.InvariantCulture, $"s-{customer}-guest{number}"));
        var open = new SessionCommand.Open(customer, SimulatedProducts.Scarf.Code);
        world.Ask(session, open, opened =>
        {
            world.Checks.Clicks.Answered(null, open, opened);
            if (opened.Reply is SessionView)
            {
                _sessions.Add(session);
            }
        });
    }

    private void Click(Random random, SessionCommand command) =>
        world.Ask(_sessions[random.Next(_sessions.Count)], command, clicked =>
        {
            world.Checks.Clicks.Answered(null, command, clicked);
            world.Checks.Tastes.Answered(command, clicked);
        });
}
