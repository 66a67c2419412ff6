using System.Collections.Concurrent;
using System.Globalization;
using Customization.Grains;
using Customization.Grains.Entities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;

namespace Customization.Cluster.Tests.Hosting;

/// <summary>What goes wrong with one write of an entity.</summary>
public enum WriteFault
{
    /// <summary>It fails before it took effect.</summary>
    Lost,

    /// <summary>It takes effect, and fails all the same.</summary>
    Unacknowledged,

    /// <summary>It waits for <see cref="FaultyStorage.Release"/> before it takes effect.</summary>
    Late,
}

/// <summary>A storage of rows with etags in memory, whose writes go wrong as the test says.</summary>
public sealed class FaultyStorage : IGrainStorage
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), (long Etag, StoredRecord Record)> _rows = [];
    private readonly ConcurrentQueue<WriteFault> _faults = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (string Name, TaskCompletionSource Reached)? _held;
    private int _readFaults;
    private int _failsClear;
    private bool _isLate;
    private int _writesLeft = int.MaxValue;
    private int _reads;

    /// <summary>Rows read so far.</summary>
    public int Reads => Volatile.Read(ref _reads);

    /// <summary>Reads that are still to fail.</summary>
    public int ReadFaultsLeft => Math.Max(0, Volatile.Read(ref _readFaults));

    /// <summary>Makes it the storage of a silo that is being built.</summary>
    public void AddTo(HostApplicationBuilder silo) =>
        silo.Services.AddKeyedSingleton<IGrainStorage>(GrainParts.StorageName, this);

    /// <summary>The next write of an entity goes wrong.</summary>
    public void FailNextWrite(WriteFault fault) => _faults.Enqueue(fault);

    /// <summary>A late write waits.</summary>
    public bool IsLate => Volatile.Read(ref _isLate);

    /// <summary>The next deletion of a row fails.</summary>
    public void FailNextDelete() => Volatile.Write(ref _failsClear, 1);

    /// <summary>After so many more writes and deletions of any row none works, as for a silo that is killed.</summary>
    public void EndAfter(int writes) => Volatile.Write(ref _writesLeft, writes);

    /// <summary>So many reads fail.</summary>
    public void FailReads(int count) => Volatile.Write(ref _readFaults, count);

    /// <summary>The next read of a row of this name waits for <see cref="Release"/>; ends when it is reached.</summary>
    public Task HoldNextRead(string name)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _held = (name, reached);
        }

        return reached.Task;
    }

    /// <summary>Late writes take effect now, and the read that is held goes on.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>A copy of the row of an entity.</summary>
    public StoredRecord Row(GrainId grain, string name = "entity")
    {
        lock (_gate)
        {
            return Copy(_rows.TryGetValue((grain, name), out var row) ? row.Record : new StoredRecord());
        }
    }

    /// <summary>Copies of the rows of all entities.</summary>
    public IReadOnlyDictionary<GrainId, StoredRecord> Rows()
    {
        lock (_gate)
        {
            return _rows.Where(row => row.Key.Name == "entity")
                .ToDictionary(row => row.Key.Grain, row => Copy(row.Value.Record));
        }
    }

    /// <summary>Another silo writes an entity.</summary>
    public void Overwrite(GrainId grain, StoredRecord record, string name = "entity")
    {
        lock (_gate)
        {
            _rows[(grain, name)] = (_rows[(grain, name)].Etag + 1, Copy(record));
        }
    }

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Task.Yield();
        if (stateName == "entity" && Interlocked.Decrement(ref _readFaults) >= 0)
        {
            throw new IOException("the storage cannot be read");
        }

        Interlocked.Increment(ref _reads);
        await Hold(stateName);
        lock (_gate)
        {
            var isThere = _rows.TryGetValue((grainId, stateName), out var row);
            grainState.State = (T)(object)(isThere ? Copy(row.Record) : new StoredRecord());
            grainState.ETag = isThere ? row.Etag.ToString(CultureInfo.InvariantCulture) : null;
            grainState.RecordExists = isThere;
        }
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var record = Copy((StoredRecord)(object)grainState.State!);
        WriteFault? fault = stateName is "entity" or "changes" && _faults.TryDequeue(out var next) ? next : null;
        if (Interlocked.Decrement(ref _writesLeft) < 0)
        {
            throw new IOException("the silo is killed");
        }

        switch (fault)
        {
            case WriteFault.Lost:
                throw new IOException("the write is lost");
            case WriteFault.Late:
                Volatile.Write(ref _isLate, true);
                await _released.Task;
                break;
        }

        Store(stateName, grainId, grainState, record);
        if (fault == WriteFault.Unacknowledged)
        {
            throw new IOException("the write is stored, but nobody hears of it");
        }
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (Interlocked.Exchange(ref _failsClear, 0) == 1 || Interlocked.Decrement(ref _writesLeft) < 0)
        {
            throw new IOException("the row is not deleted");
        }

        lock (_gate)
        {
            var etag = _rows.GetValueOrDefault((grainId, stateName)).Etag;
            if (grainState.ETag is not null && grainState.ETag != etag.ToString(CultureInfo.InvariantCulture))
            {
                throw new InconsistentStateException($"{grainId} has etag {etag}, not {grainState.ETag}");
            }

            _rows.Remove((grainId, stateName));
        }

        (grainState.ETag, grainState.RecordExists) = (null, false);
        return Task.CompletedTask;
    }

    private async Task Hold(string stateName)
    {
        TaskCompletionSource? reached = null;
        lock (_gate)
        {
            if (_held is { } held && held.Name == stateName)
            {
                (reached, _held) = (held.Reached, null);
            }
        }

        if (reached is not null)
        {
            reached.SetResult();
            await _released.Task;
        }
    }

    private void Store<T>(string stateName, GrainId grainId, IGrainState<T> grainState, StoredRecord record)
    {
        lock (_gate)
        {
            var etag = _rows.GetValueOrDefault((grainId, stateName)).Etag;
            if ((grainState.ETag ?? "0") != etag.ToString(CultureInfo.InvariantCulture))
            {
                throw new InconsistentStateException($"{grainId} has etag {etag}, not {grainState.ETag}");
            }

            _rows[(grainId, stateName)] = (etag + 1, record);
            grainState.ETag = (etag + 1).ToString(CultureInfo.InvariantCulture);
            grainState.RecordExists = true;
        }
    }

    private static StoredRecord Copy(StoredRecord record) => new()
    {
        Payload = [.. record.Payload],
        Version = record.Version,
        Owner = record.Owner,
        RemindAt = record.RemindAt,
    };
}
