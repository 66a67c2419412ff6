using System.Globalization;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Sessions;
using Customization.Runtime.Simulation.Goods;

namespace Customization.Runtime.Simulation.Actors;

/// <summary>One customer: configures, asks for quotes, orders, repeats with the same key and with another body, cancels
/// at the worst moment, and walks away.</summary>
internal sealed class Customer(World world, string id)
{
    private const int IntentsMax = 12;

    private readonly List<Intent> _intents = [];
    private Request? _waiting;
    private string? _session;
    private SessionView? _view;
    private int _ids;
    private bool _isSure;
    private int _losses;

    /// <summary>Names under which a configuration was saved, as far as the session said yes.</summary>
    public List<string> Saved { get; } = [];

    public string Id => id;

    /// <summary>What the customer wanted so far.</summary>
    public IReadOnlyList<Intent> Intents => _intents;

    public void Act(Random random)
    {
        if (_waiting is { IsOpen: true } && random.Next(3) > 0)
        {
            return;
        }

        switch (random.Next(20))
        {
            case < 9 when _intents.Count > 0:
                Order(_intents[random.Next(_intents.Count)], random);
                break;
            case 9:
                Leave();
                break;
            default:
                Configure(random);
                break;
        }
    }

    /// <summary>Accepts a quote so late that it ends while the request waits.</summary>
    public void AcceptTooLate(Random random)
    {
        foreach (var intent in _intents)
        {
            if (world.Checks.Truth.Find<OrderState>(intent.Address) is
                { Status: OrderStatus.Quoted, QuoteExpires: { } end } && intent.Command is not AcceptQuote)
            {
                var left = end - world.First.Time.GetUtcNow() - TimeSpan.FromMilliseconds(random.Next(1, 2_000));
                world.Pass(left > TimeSpan.Zero ? left : TimeSpan.Zero, random.Next(1, 200));
                Accept(intent, isCareless: true);
                world.Pass(TimeSpan.FromMilliseconds(random.Next(1, 4_000)), most: 0);
                return;
            }
        }
    }

    /// <summary>Binds a key, and once that is acknowledged binds it to something else.</summary>
    public void Rebind()
    {
        var key = Next("k");
        var to = new EntityAddress(EntityKind.Order, key);
        world.Ask(to, new ClaimKey(key, "one body"), claimed =>
        {
            world.Checks.Intents.Claimed(key, "one body", claimed);
            if (claimed.Reply is Done)
            {
                world.Ask(
                    to, new ClaimKey(key, "another body"), again => world.Checks.Intents.Rebound(key, again));
            }
        });
    }

    /// <summary>Leaves the session, whose content may be gone.</summary>
    public void Leave() => (_session, _view, _isSure) = (null, null, false);

    private void Configure(Random random)
    {
        if (_session is null)
        {
            _session = Next("s");
            Click(new SessionCommand.Open(id, random.Next(5) switch
            {
                < 3 when world.Swarm.HasLamps => "lamp",
                < 3 when world.Swarm.HasLots => "tiles",
                0 => "kit",
                _ => "cap",
            }));
            return;
        }

        if (_view is not { } view || world.Checks.Versions.Find(view) is not { } product)
        {
            Click(new SessionCommand.Open(id, "cap"));
            return;
        }

        var question = product.Questions[random.Next(product.Questions.Length)];
        var value = question.Values[random.Next(question.Values.Length)].Name;
        switch (random.Next(20))
        {
            case < 7:
                Click(new SessionCommand.Select(question.Name, value));
                break;
            case < 9:
                Click(new SessionCommand.Repair(question.Name, value));
                break;
            case 9:
                Click(new SessionCommand.Unselect(question.Name));
                break;
            case 10:
                Click(random.Next(2) == 0 ? new SessionCommand.Undo() : new SessionCommand.Redo());
                break;
            case 11:
                Click(new SessionCommand.Open(id, Code: view.Code));
                break;
            case 12:
                Click(random.Next(3) switch
                {
                    0 => new SessionCommand.Migrate(),
                    1 => new SessionCommand.Save(random.Next(2) == 0 ? "this" : "that"),
                    _ => new SessionCommand.Explain(question.Name, value),
                });
                break;
            case < 16 when view.IsComplete:
                Buy(view, random);
                break;
            default:
                Click(new SessionCommand.Complete((CompletionGoal)random.Next(2)));
                break;
        }
    }

    private void Buy(SessionView view, Random random)
    {
        if (_intents.Count >= IntentsMax)
        {
            return;
        }

        if (random.Next(3) == 0)
        {
            Click(new SessionCommand.RequestQuote());
            return;
        }

        var order = Next("o");
        var isPost = random.Next(2) == 0;
        var request = new OrderRequest(id, view.Code, isPost ? "post" : "express", order, "body of " + order);
        var price = world.Checks.Versions.Find(view)!.Price([.. view.Answer.Completion]);
        Want(new Intent(order, order, request.BodyHash,
            random.Next(4) == 0 ? new RequestQuote(request) : new PlaceOrder(request))
        {
            Total = price + (isPost ? 300 : 700),
        });
    }

    private void Order(Intent intent, Random random)
    {
        switch (random.Next(12))
        {
            case < 4:
                Insist(intent);
                break;
            case < 6 when intent.Answer is not null:
                Confuse(intent);
                break;
            case 6:
                _waiting = world.Ask(intent.Address, new CancelOrder("changed my mind"));
                break;
            case < 10 when world.Checks.Truth.Find<OrderState>(intent.Address) is { Status: OrderStatus.Quoted }:
                Accept(intent, random.Next(3) == 0);
                break;
            default:
                _waiting = world.Ask(intent.Address, new ReadOrder());
                break;
        }
    }

    /// <summary>The same key and body once more.</summary>
    private void Insist(Intent intent) => _waiting = world.Ask(
        intent.Address, intent.Command, request => world.Checks.Intents.Answered(intent, request));

    /// <summary>The same key with another body.</summary>
    private void Confuse(Intent intent)
    {
        Command? other = intent.Command switch
        {
            PlaceOrder place => new PlaceOrder(place.Request with { BodyHash = "another body" }),
            RequestQuote quote => new RequestQuote(quote.Request with { BodyHash = "another body" }),
            AcceptQuote accept => accept with { BodyHash = "another body" },
            _ => null,
        };
        if (other is not null)
        {
            _waiting = world.Ask(
                intent.Address, other, request => world.Checks.Intents.Confused(intent, request));
        }
    }

    /// <summary>Takes a quote, as the gateway does it: first the key is bound, then the quote is accepted.</summary>
    private void Accept(Intent quote, bool isCareless)
    {
        var known = _intents.Find(intent => intent.Command is AcceptQuote && intent.Order == quote.Order);
        if (known is not null)
        {
            Insist(known);
            return;
        }

        var key = Next("k");
        var accept = new Intent(quote.Order, key, "accept " + key, new AcceptQuote(id, key, "accept " + key));
        if (isCareless)
        {
            Want(accept);
            return;
        }

        _waiting = world.Ask(new EntityAddress(EntityKind.Order, key), new ClaimKey(key, accept.Body), claimed =>
        {
            world.Checks.Intents.Claimed(key, accept.Body, claimed);
            if (claimed.Reply is Done)
            {
                Want(accept);
            }
        });
    }

    private void Want(Intent intent)
    {
        _intents.Add(intent);
        Insist(intent);
    }

    private void Click(SessionCommand command)
    {
        var before = _isSure && _losses == world.Faults.Losses ? _view : null;
        _losses = world.Faults.Losses;
        _isSure = false;
        _waiting = world.Ask(new EntityAddress(EntityKind.ConfigurationSession, _session!), command, request =>
        {
            world.Checks.Clicks.Answered(_losses == world.Faults.Losses ? before : null, command, request);
            if (request.To.Key == _session && request.Reply is SessionView view)
            {
                _isSure = _waiting == request && _losses == world.Faults.Losses && !world.IsDouble;
                Take(view, command);
            }
        });
    }

    private void Take(SessionView view, SessionCommand command)
    {
        _view = view;
        if (command is SessionCommand.Save save && !Saved.Contains(save.Name))
        {
            Saved.Add(save.Name);
        }

        if (command is SessionCommand.RequestQuote && view.Quote is { } quote
            && _intents.TrueForAll(intent => intent.Order != quote.OrderId))
        {
            // The session sends the request; repeating it from here must find the same order.
            _intents.Add(new Intent(quote.OrderId, quote.OrderId, quote.OrderId, new ReadOrder()));
        }
    }

    private string Next(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{id}-{_ids++}");
}
