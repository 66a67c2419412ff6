using System.Collections.Concurrent;
using System.Text.Json;
using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;
using Customization.Domain.Sessions;
using Customization.Domain.Stock;

namespace Customization.Cluster.Tests.Agreement;

/// <summary>One of the two engines under the same script, with everything that is seen of it.</summary>
public sealed class Side(ICustomization engine, ScriptTime time, IStored stored) : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan StepMin = TimeSpan.FromHours(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<EntityAddress, ConcurrentQueue<Change>> _changes = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _replies = [];
    private readonly Dictionary<EntityAddress, SessionView> _views = [];

    /// <summary>Every reply, in the order of the script.</summary>
    public IReadOnlyList<string> Replies => _replies;

    /// <summary>The engine.</summary>
    public ICustomization Engine => engine;

    /// <summary>Its clock.</summary>
    public ScriptTime Time => time;

    /// <summary>Begins to note the changes of an entity.</summary>
    public void Watch(EntityAddress address)
    {
        if (_changes.TryAdd(address, new ConcurrentQueue<Change>()))
        {
            _ = Note(address, engine.Watch(address, _stop.Token));
        }
    }

    /// <summary>Asks, waits until everything that follows from it has happened, and notes the reply.</summary>
    public async Task<Reply> Ask(EntityAddress to, Command command)
    {
        var reply = await Read(to, command);
        await WhenDone();
        return reply;
    }

    /// <summary>Asks what changes nothing, and notes the reply.</summary>
    public async Task<Reply> Read(EntityAddress to, Command command)
    {
        var reply = await engine.Ask(to, command, default);
        if (reply is SessionView view)
        {
            _views[to] = view;
        }

        _replies.Add($"{to} {command.GetType().Name}: {JsonSerializer.Serialize(reply, EntityJson.Options)}");
        return reply;
    }

    /// <summary>Publishes.</summary>
    public async Task Publish(DefinitionFiles files)
    {
        await foreach (var step in engine.Publish(files, "author", default))
        {
            if (step is PublicationStep.Published published)
            {
                _replies.Add($"{published.Code} {published.Version}");
            }
        }
    }

    /// <summary>Moves the clock from stored timer to stored timer, which are the same on both sides, but no shorter
    /// steps than <see cref="StepMin"/>, waiting at each until everything has happened.</summary>
    public async Task MoveTo(DateTimeOffset then)
    {
        while (stored.NextDue(time.GetUtcNow()) is { } next && next < then && time.GetUtcNow() + StepMin < then)
        {
            var step = time.GetUtcNow() + StepMin;
            time.MoveTo(next > step ? next : step);
            await WhenDone();
        }

        time.MoveTo(then);
        await WhenDone();
    }

    /// <summary>What happened to each entity: its events and what it sent, as a sorted list, because deliveries to
    /// several entities may be answered in any order. Timers and the phases that claims pass through are left out: how
    /// often they are moved on the way depends on that order. That each claim ends is in, but not whether it expired or
    /// was released: at the moment of expiry its order releases what its component lets go by itself.</summary>
    public SortedDictionary<string, string[]> Happened() => new(_changes.ToDictionary(
        entry => entry.Key.ToString(),
        entry => entry.Value
            .SelectMany(change => change.Events.Where(happened => happened is not ClaimMoved && EndOf(happened) is null)
                .Select(Text).Concat(change.Effects.OfType<Effect.Send>().Select(Text)))
            .Concat(entry.Value.SelectMany(change => change.Events).Select(EndOf).OfType<string>().Distinct())
            .Order(StringComparer.Ordinal).ToArray()));

    /// <summary>Waits until everything has happened that follows from what was asked, and the outlook shows it.
    /// </summary>
    public async Task WhenDone()
    {
        await Until(
            () => [.. stored.Due(time.GetUtcNow()).Where(address => !IsDoneSinceStored(address))],
            "still have something to do");
        await stored.Refresh();
    }

    /// <summary>Waits until every change that happened was seen.</summary>
    public Task WhenSeen() => Until(() => [.. _changes.Keys.Where(HasUnseen)], "have changes that are not seen");

    /// <inheritdoc/>
    public void Dispose() => _stop.Cancel();

    private static string? EndOf(Event happened) => happened switch
    {
        HoldExpired expired => $"ended {expired.HoldId}",
        HoldReleased released => $"ended {released.HoldId}",
        SlotExpired expired => $"ended {expired.HoldId}",
        SlotReleased released => $"ended {released.HoldId}",
        _ => null,
    };

    private static string Text(Event happened) => JsonSerializer.Serialize(happened, EntityJson.Options);

    private static string Text(Effect effect) => JsonSerializer.Serialize(effect, EntityJson.Options);

    private static async Task Until(Func<IReadOnlyList<EntityAddress>> left, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (left() is { Count: > 0 } some)
        {
            Assert.True(
                TimeProvider.System.GetElapsedTime(start) < Patience, $"{string.Join(", ", some.Take(9))} {what}");
            await Task.Delay(Poll);
        }
    }

    /// <summary>A session that was answered is stored later, but tells of it at once.</summary>
    private bool IsDoneSinceStored(EntityAddress address)
    {
        if (address.Kind != EntityKind.ConfigurationSession)
        {
            return false;
        }

        var changes = _changes[address].ToArray();
        var sent = changes.SelectMany(change => change.Effects).OfType<Effect.Send>().Select(send => send.Key);
        return changes.Length > 0 && changes[^1].Version > stored.VersionOf(address)
            && sent.Count() == changes.Count(change => change.Answered is not null);
    }

    /// <summary>A session is stored later than it changes, but says itself how many events it has had.</summary>
    private bool HasUnseen(EntityAddress address) => address.Kind == EntityKind.ConfigurationSession
        ? _changes[address].Sum(change => change.Events.Length) < (_views.GetValueOrDefault(address)?.Version ?? 0)
        : (_changes[address].LastOrDefault()?.Version ?? 0) < stored.VersionOf(address);

    private async Task Note(EntityAddress address, IAsyncEnumerable<Change> changes)
    {
        await foreach (var change in changes)
        {
            _changes[address].Enqueue(change);
        }
    }
}
