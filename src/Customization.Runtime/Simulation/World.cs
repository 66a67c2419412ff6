using System.Collections.Immutable;
using Customization.Domain.Customers;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Entities.Secrets;
using Customization.Runtime.Journal;
using Customization.Runtime.Journal.Secrets;
using Customization.Runtime.Scheduling;
using Customization.Runtime.Simulation.Actors;
using Customization.Runtime.Simulation.Checkers;
using Customization.Runtime.Simulation.Faults;
using Customization.Runtime.Simulation.Goods;

namespace Customization.Runtime.Simulation;

/// <summary>A plant, its customers and one or two silos, on one thread and one virtual clock.</summary>
/// <remarks>Everything that happens follows from the seed and the steps; <see cref="Random"/> is that of the step under
/// way. Not for several threads.</remarks>
internal sealed class World : IDisposable
{
    /// <summary>A Monday morning.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);

    private const int WorkMax = 200_000;

    /// <summary>Longer than any hold or quote lasts.</summary>
    private const int OutageSecondsMax = 45 * 60;

    private readonly List<(EntityAddress To, Command Command)> _sent = [];
    private readonly Operators _operators;
    private readonly Authors _authors;
    private readonly Daredevils _daredevils;
    private Silo? _second;

    public World(int seed, Sabotage? sabotage = null)
    {
        (Swarm, Sabotage) = (Swarm.Of(seed), sabotage);
        Store = Swarm.IsSealed
            ? new SecretJournal(
                new MemoryJournal(), CustomerKeys.InMemory(MasterKeys.Of(new byte[MasterKeys.KeyBytes])))
            : new MemoryJournal();
        Random = new Random(seed);
        Plant = SimulatedPlant.Of(Swarm);
        Log = new BugLog(Verdict);
        Checks = new Checks(this);
        _operators = new Operators(this);
        _authors = new Authors(this);
        _daredevils = new Daredevils(this);
        Reviewers = new Reviewers(this);
        Owners = new Owners(this);
        Carriers = new Carriers(this);
        Erasers = new Erasers(this);
        Guests = new Guests(this);
        Customers = [.. Enumerable.Range(0, Swarm.Customers).Select(i => new Customer(this, $"c{i}"))];
        First = new Silo(this, Swarm.Limits, TimeSpan.Zero);
        Open();
    }

    public Swarm Swarm { get; }

    public Sabotage? Sabotage { get; }

    public PlantDefinition Plant { get; }

    public Random Random { get; private set; }

    public VirtualTime Time { get; } = new(Start);

    public IJournal Store { get; }

    /// <summary>What the bytes in the store stand for; see <see cref="Swarm.StoresText"/>.</summary>
    public List<object> Stored { get; } = [];

    public Verdict Verdict { get; } = new();

    public Tally Faults { get; } = new();

    public BugLog Log { get; }

    public Checks Checks { get; }

    public Operators Operators => _operators;

    public Reviewers Reviewers { get; }

    public Owners Owners { get; }

    public Carriers Carriers { get; }

    public Erasers Erasers { get; }

    public Guests Guests { get; }

    public ImmutableArray<Customer> Customers { get; }

    public Silo First { get; private set; }

    /// <summary>Two silos are up, and an entity may live in both: what one of them says without writing may be old.
    /// </summary>
    public bool IsDouble => _second is not null;

    /// <summary>Pieces of work that ran so far.</summary>
    public long Work { get; private set; }

    /// <summary>Does one step of a script.</summary>
    public void Do(Step step)
    {
        Random = new Random(step.Seed);
        Act(step.Kind);
        Run(Random.Next(Swarm.BurstMax));
        if (Random.Next(4) == 0)
        {
            First.RefreshOutlook();
            _second?.RefreshOutlook();
        }
    }

    /// <summary>The faults stop; everything that began has to end within a bounded time.</summary>
    public void Heal(int seed)
    {
        Random = new Random(seed);
        Recovery.Run(this);
    }

    /// <summary>A command of somebody outside, to a silo that is up.</summary>
    public Request Ask(EntityAddress to, Command command, Action<Request>? settled = null)
    {
        var request = new Request(to, command, request =>
        {
            Checks.Settled(request);
            settled?.Invoke(request);
        });
        (_second is not null && Random.Next(2) == 0 ? _second : First).Ask(request);
        return request;
    }

    /// <summary>A send became durable: a copy of it may come at any later time; what the shell carries out itself does
    /// not travel.</summary>
    public void Sent(Effect.Send send)
    {
        if (Swarm.Weights[(int)StepKind.Copy] > 0 && send.Command is not DeletePicture)
        {
            _sent.Add((send.To, send.Command));
        }
    }

    /// <summary>A late copy of a message of some kind, if there was one.</summary>
    public void Repeat<TCommand>(Random random, Func<TCommand, bool>? isMeant = null)
        where TCommand : Command
    {
        if (_sent.FindAll(
            sent => sent.Command is TCommand command && isMeant?.Invoke(command) != false) is { Count: > 0 } all)
        {
            var (to, command) = all[random.Next(all.Count)];
            Any().Tell(to, command);
        }
    }

    /// <summary>Runs so many pieces of work, as far as there are.</summary>
    public void Run(int most)
    {
        for (var i = 0; i < most && Verdict.Violation is null && StepOnce(); i++)
        {
            Work++;
        }
    }

    /// <summary>Runs until nothing can run without time passing.</summary>
    public void RunAll()
    {
        var before = Work;
        Run(WorkMax);
        Verdict.Require(Work - before < WorkMax, "I7", $"still busy after {WorkMax} pieces of work without time");
    }

    /// <summary>Lets time pass; what comes due on the way runs, up to so many pieces of work each time.</summary>
    public void Pass(TimeSpan time, int most = WorkMax)
    {
        for (var until = Time.GetUtcNow() + time; Time.GetUtcNow() < until && Verdict.Violation is null;)
        {
            var next = Time.NextDue is { } due && due < until ? due : until;
            Time.Advance(next > Time.GetUtcNow() ? next - Time.GetUtcNow() : TimeSpan.Zero);
            Run(most);
        }
    }

    /// <summary>No silo is up for so long.</summary>
    public void Rest(TimeSpan time)
    {
        Faults.CountLoss("outage");
        Leave();
        var skew = First.Time.Skew;
        First.Dispose();
        Time.Advance(time);
        First = new Silo(this, Swarm.Limits, skew);
    }

    /// <summary>One silo without faults is left.</summary>
    public void EndFaults()
    {
        Leave();
        Restart(RuntimeLimits.Default with
        {
            OutlookInterval = TimeSpan.FromMinutes(30),
            SweepInterval = TimeSpan.FromHours(1),
            IdleAfter = TimeSpan.FromHours(4),
            SessionRetention = Swarm.Limits.SessionRetention,
        });
        First.Scheduler.Heal();
        First.Time.Skew = TimeSpan.Zero;
    }

    public void Dispose()
    {
        _second?.Dispose();
        First.Dispose();
        Store.Dispose();
    }

    private void Act(StepKind kind)
    {
        switch (kind)
        {
            case StepKind.Customer:
                Customers[Random.Next(Customers.Length)].Act(Random);
                break;
            case StepKind.Operator:
                _operators.Act(Random);
                break;
            case StepKind.Author:
                _authors.Act(Random);
                break;
            case StepKind.Run:
                Run(10 * Swarm.BurstMax);
                break;
            case StepKind.Pass:
                Pass(Duration(), Swarm.BurstMax);
                break;
            case StepKind.Copy when _sent.Count > 0:
                var (to, command) = _sent[Random.Next(_sent.Count)];
                Faults.Count("duplicate");
                Any().Tell(to, command);
                break;
            case StepKind.Silo:
                Join();
                break;
            case StepKind.Dare:
                _daredevils.Act(Random);
                break;
            case StepKind.Reviewer:
                Reviewers.Act(Random);
                break;
            case StepKind.Owner:
                Owners.Act(Random);
                break;
            case StepKind.Erasure:
                Erasers.Act(Random);
                break;
            case StepKind.Taste:
                Guests.Act(Random);
                break;
            default:
                Break(kind);
                break;
        }
    }

    private void Break(StepKind kind)
    {
        switch (kind)
        {
            case StepKind.Jump:
                Faults.Count("clock-jump");
                Any().Time.Skew = SkewedTime.SkewMax * ((2 * Random.NextDouble()) - 1);
                break;
            case StepKind.Crash:
                Faults.CountLoss("crash");
                Restart(Swarm.Limits);
                break;
            case StepKind.CrashInCommit:
                First.Journal.Fates.Enqueue(Random.Next(2) == 0 ? CommitFate.DiesBefore : CommitFate.DiesAfter);
                break;
            case StepKind.StorageFault:
                var fate = Random.Next(2) == 0 ? CommitFate.FailsBefore : CommitFate.FailsAfter;
                for (var i = Random.Next(1, 4); i > 0; i--)
                {
                    Any().Journal.Fates.Enqueue(fate);
                }

                break;
            case StepKind.Outage:
                Rest(TimeSpan.FromSeconds(Random.Next(1, OutageSecondsMax)));
                break;
            case StepKind.LoadFault:
                Any().Journal.FailingLoads = Random.Next(1, 4);
                break;
        }
    }

    /// <summary>Mostly seconds, at times the better part of a day.</summary>
    private TimeSpan Duration() => Random.Next(10) switch
    {
        < 5 => TimeSpan.FromMilliseconds(Random.Next(1, 5_000)),
        < 8 => TimeSpan.FromSeconds(Random.Next(1, 300)),
        8 => TimeSpan.FromMinutes(Random.Next(1, 120)),
        _ => TimeSpan.FromMinutes(Random.Next(1, 1_000)),
    };

    private Silo Any() => _second is not null && Random.Next(2) == 0 ? _second : First;

    private void Join()
    {
        if (_second is not null)
        {
            Faults.CountLoss("silo-left");
            Leave();
            Restart(Swarm.Limits);
            return;
        }

        Faults.CountLoss("second-silo");
        _second = new Silo(this, Swarm.Limits, SkewedTime.SkewMax * ((2 * Random.NextDouble()) - 1));
    }

    private void Leave()
    {
        _second?.Dispose();
        _second = null;
    }

    private void Restart(RuntimeLimits limits)
    {
        var skew = First.Time.Skew;
        First.Dispose();
        First = new Silo(this, limits, skew);
    }

    private bool StepOnce()
    {
        var (first, second) = (First.Scheduler.Waiting, _second?.Scheduler.Waiting ?? 0);
        if (first + second == 0)
        {
            return false;
        }

        (Random.Next(first + second) < first ? First : _second!).Scheduler.Step();
        if (First.Journal.IsDead)
        {
            Restart(Swarm.Limits);
        }

        if (_second is { Journal.IsDead: true })
        {
            Leave();
        }

        return true;
    }

    /// <summary>Cells, components and the first versions are there before anything goes wrong.</summary>
    private void Open()
    {
        foreach (var (to, command) in Plant.Commands())
        {
            Ask(to, command);
        }

        _authors.Begin();
        if (Swarm.HasLamps)
        {
            Owners.Begin();
        }

        if (Swarm.HasErasures)
        {
            Erasers.Begin();
        }

        if (Swarm.HasTastes)
        {
            Guests.Begin();
        }

        RunAll();
        Pass(TimeSpan.FromSeconds(1));
        First.RefreshOutlook();
    }
}
