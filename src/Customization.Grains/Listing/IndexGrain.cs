using Customization.Client.Entities;
using Customization.Client.Listing;
using Customization.Client.Wire;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Production;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Placement;

namespace Customization.Grains.Listing;

/// <summary>One partition of the list of stored entities, and the latest states of those that every process follows.
/// </summary>
/// <remarks>Keys are durable before they are acknowledged; keys that come while a write is on its way, and those that
/// were announced, share the next one. States are only in memory: a new activation asks the entities for theirs, and
/// where a silo is gone, all are asked again, because it may not have told the last that was durable. A failed write
/// gives the activation up.</remarks>
[Reentrant]
[GrainType("index")]
[ResourceOptimizedPlacement]
[CollectionAgeLimit(Hours = 1)]
public sealed partial class IndexGrain(GrainParts parts, IClusterMembershipService membership) : Grain, IIndexGrain
{
    /// <summary>Most entities that are asked for their state at the same time.</summary>
    private const int PeeksMax = 64;

    /// <summary>The list of an owner with fewer keys leaves memory once it is stored: there is one for each customer,
    /// who hardly ever asks for it.</summary>
    private const int OwnerKeysMax = 100;

    /// <summary>Longer than a sweep looks at one page.</summary>
    private static readonly TimeSpan StayAwake = TimeSpan.FromMinutes(10);

    private readonly SortedKeys _keys = new();
    private readonly HashSet<string> _notDurable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Sequence, StateMessage State)> _states = new(StringComparer.Ordinal);
    private readonly long _epoch = Random.Shared.NextInt64(1, long.MaxValue);
    private IndexPages _pages = null!;
    private List<string> _waiting = [];
    private IndexSweep? _sweep;
    private Task _writing = Task.CompletedTask;
    private Task _sweeping = Task.CompletedTask;
    private Task? _filling;
    private Task _refilling = Task.CompletedTask;
    private int _departed;
    private long _sequence;
    private bool _isWriting;
    private bool _isBroken;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _pages = new IndexPages(parts, this.GetGrainId());
        foreach (var key in await _pages.Load())
        {
            _keys.Add(key);
        }
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _sweep?.Stop();
        await _sweeping.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask Add(string key)
    {
        Take(key);
        while (_notDurable.Contains(key))
        {
            ThrowIfBroken();
            if (!_isWriting)
            {
                _writing = Write(AppendWaiting);
            }

            await _writing;
        }

        LeaveIfSmall();
    }

    /// <inheritdoc/>
    public async ValueTask Remove(string key)
    {
        if (_keys.Remove(key))
        {
            await Alone(() => _pages.Remove(key));
        }

        LeaveIfSmall();
    }

    /// <inheritdoc/>
    public ValueTask Sweep()
    {
        if (_sweep is null)
        {
            _sweep = new IndexSweep(parts, this.GetPrimaryKeyString(), _pages, TakeOut);
            _sweeping = Run(_sweep);
        }

        return ValueTask.CompletedTask;

        async Task Run(IndexSweep sweep)
        {
            await sweep.Run();
            _sweep = null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask Announce(string key)
    {
        if (Take(key))
        {
            await Task.Delay(parts.Limits.AnnounceDelay);
        }

        await Add(key);
    }

    /// <inheritdoc/>
    public ValueTask<string[]> List(string? prefix, string? after, int limit)
    {
        var from = after is null || string.CompareOrdinal(after, prefix) < 0 ? prefix ?? "" : after;
        string[] keys =
        [
            .. _keys.From(from)
                .Where(key => after is null || string.CompareOrdinal(key, after) > 0)
                .TakeWhile(key => prefix is null || key.StartsWith(prefix, StringComparison.Ordinal))
                .Take(limit),
        ];
        return ValueTask.FromResult(keys);
    }

    /// <inheritdoc/>
    public ValueTask Put(StateMessage state)
    {
        Take(state);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask<IndexNews> News(long epoch, long sequence)
    {
        _filling ??= First();
        await _filling;
        if (_refilling.IsCompleted && Departed() is var departed && departed != _departed)
        {
            _refilling = Again(departed);
        }

        var after = epoch == _epoch ? sequence : 0;
        return new IndexNews(
            _epoch, _sequence,
            after == _sequence
                ? []
                : [.. _states.Values.Where(entry => entry.Sequence > after).Select(entry => entry.State)]);
    }

    private bool Take(string key)
    {
        if (!_keys.Add(key))
        {
            _sweep?.Came(key);
            return false;
        }

        _notDurable.Add(key);
        _waiting.Add(key);
        return true;
    }

    private void Take(StateMessage state)
    {
        if (state.State is not null
            && (!_states.TryGetValue(state.Address.Key, out var known) || known.State.Version < state.Version))
        {
            _states[state.Address.Key] = (++_sequence, state);
        }
    }

    /// <summary>A number that changes where another silo is gone.</summary>
    private int Departed() => membership.CurrentSnapshot.Members.Values
        .Where(silo => silo.Status is SiloStatus.Dead)
        .Aggregate(0, (all, silo) => all ^ silo.SiloAddress.GetConsistentHashCode());

    private async Task First()
    {
        _departed = Departed();
        try
        {
            await Fill();
        }
        catch
        {
            _filling = null;
            throw;
        }
    }

    /// <summary>Beside the answers: they stay as they were until the states are there.</summary>
    private async Task Again(int departed)
    {
        try
        {
            await Fill();
            _departed = departed;
        }
        catch (Exception fault)
        {
            LogNotFilled(parts.Log, fault, this.GetPrimaryKeyString());
        }
    }

    /// <summary>Asks every listed entity for its state. The entities answer without waiting for this grain.</summary>
    private async Task Fill()
    {
        var kind = IndexPartitions.KindOf(this.GetPrimaryKeyString());
        var today = PlantMinute.DayOf(parts.Time.GetUtcNow());
        var now = _keys.From("").Where(key => kind != EntityKind.CellDay || CellDayState.DateOf(key) >= today);
        foreach (var keys in now.ToArray().Chunk(PeeksMax))
        {
            var states = await Task.WhenAll(keys.Select(key =>
                parts.Grains.Entity(new EntityAddress(kind, key)).Peek().AsTask()));
            foreach (var state in states)
            {
                Take(state);
            }
        }
    }

    [LoggerMessage(220, LogLevel.Warning, "Could not ask again what {Partition} lists, after a silo left; will repeat")]
    private static partial void LogNotFilled(ILogger log, Exception fault, string partition);

    private async Task AppendWaiting()
    {
        while (_waiting.Count > 0)
        {
            var keys = _waiting;
            _waiting = [];
            await _pages.Append(keys);
            _notDurable.ExceptWith(keys);
        }
    }

    /// <summary>Changes the pages when nobody else does.</summary>
    private async Task Alone(Func<Task> change)
    {
        while (_isWriting)
        {
            await _writing;
        }

        ThrowIfBroken();
        await (_writing = Write(change));
    }

    private async Task Write(Func<Task> change)
    {
        _isWriting = true;
        try
        {
            await change();
        }
        catch
        {
            _isBroken = true;
            DeactivateOnIdle();
            throw;
        }
        finally
        {
            _isWriting = false;
        }
    }

    private void LeaveIfSmall()
    {
        if (_keys.Count < OwnerKeysMax && IndexPartitions.IsOfOwner(this.GetPrimaryKeyString()))
        {
            DeactivateOnIdle();
        }
    }

    /// <summary>Takes out of a page what a sweep found gone, but for what came back meanwhile.</summary>
    private Task TakeOut(int page, HashSet<string> gone, long since)
    {
        DelayDeactivation(StayAwake);
        return Alone(() =>
        {
            gone.ExceptWith(_sweep!.Returned);
            foreach (var key in gone)
            {
                _keys.Remove(key);
            }

            return gone.Count == 0 && since == _pages.Since(page)
                ? Task.CompletedTask
                : _pages.Remove(page, gone, since);
        });
    }

    private void ThrowIfBroken()
    {
        if (_isBroken)
        {
            throw new IOException("this part of the index is read from storage again");
        }
    }
}
