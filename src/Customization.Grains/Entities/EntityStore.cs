using System.Security.Cryptography;
using System.Text.Json;
using Customization.Client.Listing;
using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Entities.Secrets;
using Customization.Grains.Secrets;
using Orleans.Storage;

namespace Customization.Grains.Entities;

/// <summary>Reads and writes one entity, and puts it into the lists before its first write.</summary>
/// <remarks>Listed first, written then: a list may name an entity whose first write failed, but never misses one.
/// Keeps no more between two writes than the next one needs.</remarks>
internal sealed class EntityStore<TDecider, TState>(GrainParts parts, IWriteOwner<TState> owner)
    where TDecider : IDecider<TState>
    where TState : class
{
    private const string Name = "entity";

    // A silo has a million of these: no field without need, and ticks take 8 bytes where a time and its offset take 16.
    private EntityEtag _etag;
    private byte[]? _key;
    private ChangeLog? _log;
    private DecidedChanges? _decided;
    private Task? _announcing;
    private long _since;
    private long _remindAt;
    private bool _forgets;

    /// <summary>What it shares with all entities of its silo.</summary>
    public GrainParts Parts => parts;

    /// <summary>Whether the storage has something of it.</summary>
    public bool IsStored => _etag.Exists;

    /// <summary>When the reminder of the stored entity fires first.</summary>
    public DateTimeOffset? RemindAt
    {
        get => _remindAt == 0 ? null : new DateTimeOffset(_remindAt, TimeSpan.Zero);
        private set => _remindAt = value?.UtcTicks ?? 0;
    }

    /// <summary>The stored envelope, or a new one.</summary>
    public async Task<Envelope<TState>> Load()
    {
        var (outcome, pending) = (GrainMetrics.Failed, 0);
        try
        {
            var stored = await parts.Records.Read(Name, owner.GrainContext.GrainId);
            var record = stored.State!;
            (_etag, _since) = (EntityEtag.Of(stored.ETag), parts.Time.GetUtcNow().UtcTicks);
            var envelope = await Open(record);
            if (ChangeLog.IsMarked(record.Payload))
            {
                _log = new ChangeLog(parts, owner.GrainContext.GrainId, record.Payload.Length);
                envelope = Replay(envelope, await _log.Load());
                record = _log.Record.Version >= record.Version ? _log.Record : record;
            }

            RemindAt = record.RemindAt;
            (outcome, pending) = ("read", envelope.Outbox.Count);
            return envelope;
        }
        finally
        {
            GrainMetrics.Woke(TDecider.Kind, outcome, pending);
        }
    }

    /// <summary>A change that the next write has; where it erases the customer, their key goes with it.</summary>
    /// <returns>The change.</returns>
    public Change? Decided(Change? change)
    {
        _forgets |= change?.Events.Any(happened => happened is IErasesHistory) == true;
        if (change is not null && ChangeLog.IsFor(TDecider.Kind))
        {
            (_decided ??= new DecidedChanges()).Add(change);
        }

        return change;
    }

    /// <summary>Makes what the next write needs of new changes, beside the one that is on its way.</summary>
    public void Prepare()
    {
        if (_log is not null)
        {
            _decided?.Prepare();
        }
    }

    /// <summary>Number of the latest change in the storage, whoever wrote it; 0 for none.</summary>
    public async Task<long> StoredVersion()
    {
        var logged = _log is null ? 0 : await _log.StoredVersion();
        return logged > 0 ? logged : (await parts.Records.Read(Name, owner.GrainContext.GrainId)).State!.Version;
    }

    /// <summary>Makes an envelope durable.</summary>
    /// <exception cref="InconsistentStateException">Another activation wrote meanwhile.</exception>
    public async Task Write(Envelope<TState> envelope, DateTimeOffset? remindAt)
    {
        var (outcome, began) = (GrainMetrics.Failed, GrainMetrics.Now);
        var changes = envelope.Version - owner.Durable.Version;
        try
        {
            await Store(envelope, remindAt);
            outcome = GrainMetrics.Durable;
        }
        catch (InconsistentStateException)
        {
            outcome = GrainMetrics.Conflict;
            throw;
        }
        finally
        {
            GrainMetrics.Wrote(TDecider.Kind, outcome, changes, began);
        }
    }

    /// <summary>Deletes what is stored, the entry in the list of its owner and the reminder; nothing of it is being
    /// written. Whatever goes wrong ends the activation.</summary>
    public async Task Vanish()
    {
        try
        {
            var hadReminder = RemindAt is not null;
            await Delete(owner.Durable);
            (_etag, _key, _announcing, _remindAt) = (default, null, null, 0);
            owner.Vanished();
            if (hadReminder)
            {
                await owner.Remind(null);
            }
        }
        catch (Exception fault)
        {
            owner.Failed(fault);
        }
    }

    /// <summary>First only the owner's name stays, so that a crash in between leaves one that reads as if it never was,
    /// and that is deleted at the next try. Not for kinds with a <see cref="ChangeLog"/>.</summary>
    private async Task Delete(Envelope<TState> envelope)
    {
        if (!IsStored)
        {
            return;
        }

        var grain = owner.GrainContext.GrainId;
        var person = TDecider.OwnerOf(envelope.State) ?? (await parts.Records.Read(Name, grain)).State!.Owner;
        if (person is not null)
        {
            await Write(new StoredRecord { Owner = person, Version = envelope.Version });
            await ListOf(person).Remove(owner.Address.Key);
        }

        await parts.Records.Delete(Name, grain, _etag.Text);
        GrainMetrics.Deleted(TDecider.Kind);
    }

    private async Task Store(Envelope<TState> envelope, DateTimeOffset? remindAt)
    {
        var person = TDecider.OwnerOf(envelope.State);
        await List(person);
        _announcing = null;
        if (_log is null)
        {
            await StoreWhole(envelope, person, remindAt, Json(envelope));
        }
        else
        {
            _log.Add(_decided?.UpTo(envelope.Version) ?? []);
            // Beside the write of the changes, and beside the grain's turns.
            var whole = _log.IsFull ? Task.Run(() => Json(envelope)) : null;
            await _log.Write(envelope.Version, person, remindAt);
            if (whole is not null)
            {
                var payload = await whole;
                await StoreWhole(envelope, person, remindAt, payload);
                _log.Clear(payload.Length);
            }
        }

        RemindAt = remindAt;
        _decided?.Written(envelope.Version);
        _decided = _decided is { IsEmpty: true } ? null : _decided;
        await ForgetErased(envelope.State);
    }

    private static byte[] Json(Envelope<TState> envelope) =>
        JsonSerializer.SerializeToUtf8Bytes(envelope, EntityJson.Options);

    private async Task StoreWhole(
        Envelope<TState> envelope, string? person, DateTimeOffset? remindAt, byte[] payload)
    {
        var address = owner.Address;
        var secretOf = SecretKey.Of(address, envelope.State, person);
        var forgets = _forgets;
        _forgets = false;
        if (forgets && address.Kind == EntityKind.Customer && secretOf is not null && parts.Vault is { } vault)
        {
            // Who is known again already gets another key: nothing old is to be kept for it.
            await vault.Delete(address.Key, DateTimeOffset.MaxValue);
        }

        if (ChangeLog.IsFor(TDecider.Kind) && payload.Length >= ChangeLog.EntityBytesMin)
        {
            _log ??= new ChangeLog(parts, owner.GrainContext.GrainId, payload.Length);
        }

        await Write(new StoredRecord
        {
            Payload = secretOf is not null && parts.Vault is not null
                ? await Sealed(parts.Vault, secretOf, payload, envelope)
                : _log is null ? payload : ChangeLog.Marked(payload),
            Version = envelope.Version,
            Owner = person,
            RemindAt = remindAt,
        });
    }

    private async Task Write(StoredRecord record) => _etag = EntityEtag.Of(
        await parts.Records.Write(Name, owner.GrainContext.GrainId, record, _etag.Text));

    /// <summary>A snapshot after the changes that it does not have.</summary>
    /// <exception cref="InconsistentStateException">The log was shortened after the snapshot was read.</exception>
    private Envelope<TState> Replay(Envelope<TState> snapshot, Change[] changes)
    {
        var envelope = snapshot;
        foreach (var change in changes.SkipWhile(change => change.Version <= snapshot.Version))
        {
            envelope = change.Version == envelope.Version + 1
                ? Envelope.Apply<TDecider, TState>(envelope, change)
                : throw new InconsistentStateException($"{owner.Address} was stored while it was read");
        }

        return envelope.Version >= _log!.Record.Version
            ? envelope
            : throw new InconsistentStateException($"{owner.Address} was stored while it was read");
    }

    /// <summary>Whole, or what is personal; orders and sessions stay with the key that they had first.</summary>
    private async Task<byte[]> Sealed(
        CustomerVault vault, string customer, byte[] payload, Envelope<TState> envelope)
    {
        var address = owner.Address;
        var nonce = RandomNumberGenerator.GetBytes(SealedPayload.NonceBytes);
        if (address.Kind == EntityKind.Customer)
        {
            return SealedPayload.Seal(customer, await vault.Ensure(customer), address, payload, nonce);
        }

        var remainder = SecretKey.LeavesRemainder(address.Kind)
            ? JsonSerializer.SerializeToUtf8Bytes(envelope, EntityJson.Remainder)
            : null;
        if (remainder is not null && payload.AsSpan().SequenceEqual(remainder))
        {
            return payload;
        }

        _key ??= address.Kind == EntityKind.ConfigurationSession
            ? await vault.Ensure(customer, new DateTimeOffset(_since, TimeSpan.Zero))
            : await vault.Ensure(customer);
        return remainder is null
            ? SealedPayload.Seal(customer, _key, address, payload, nonce)
            : SealedPayload.Seal(customer, _key, address, payload, remainder, nonce);
    }

    /// <summary>The envelope of a record; a new one of its version where the key that sealed it is deleted.</summary>
    private async Task<Envelope<TState>> Open(StoredRecord record)
    {
        var address = owner.Address;
        var fresh = Envelope.New<TDecider, TState>(address.Key);
        if (record.Payload is not { Length: > 0 } payload)
        {
            return fresh;
        }

        if (SealedPayload.IsSealed(payload))
        {
            var vault = parts.Vault
                ?? throw new NotSupportedException($"{address} is sealed, and this silo has no master key");
            var remainder = SealedPayload.RemainderOf(payload);
            var key = await vault.Find(payload);
            if (key is null && remainder is null)
            {
                return fresh with { Version = record.Version };
            }

            payload = key is null ? remainder! : SealedPayload.Open(key, address, payload);
            _key = key;
        }

        payload = ChangeLog.IsMarked(payload) ? ChangeLog.Unmarked(payload) : payload;
        var envelope = JsonSerializer.Deserialize<Envelope<TState>>(payload, EntityJson.Options)!;
        await ForgetErased(envelope.State);
        return envelope;
    }

    /// <summary>Deletes the key of a customer whose erasure is durable, also where a crash came between.</summary>
    private async Task ForgetErased(TState state)
    {
        if (parts.Vault is { } vault && state is CustomerState { ErasedAt: { } erasedAt })
        {
            await vault.Delete(owner.Address.Key, erasedAt);
        }
    }

    /// <summary>Puts a new entity into the lists already, although its first write comes later.</summary>
    /// <remarks>Its owner stays the same until then.</remarks>
    public void Announce(Envelope<TState> envelope)
    {
        if (envelope.Version != 1)
        {
            return;
        }

        var (key, person) = (owner.Address.Key, TDecider.OwnerOf(envelope.State));
        var inPartition = Index(IndexPartitions.NameOf(owner.Address)).Announce(key).AsTask();
        _announcing = person is null ? inPartition : Task.WhenAll(inPartition, ListOf(person).Add(key).AsTask());
        _announcing.Ignore();
    }

    private IIndexGrain Index(string name) => parts.Grains.GetGrain<IIndexGrain>(name);

    private IIndexGrain ListOf(string person) => Index(IndexPartitions.NameOf(TDecider.Kind, person));

    private async Task List(string? person)
    {
        if (_announcing is { IsCompletedSuccessfully: true })
        {
            return;
        }

        try
        {
            await ListNow(person);
        }
        catch (Exception) when (_announcing is not null)
        {
            // A silo that stops takes no new calls, but ends those that are under way.
            await _announcing;
        }
    }

    private async Task ListNow(string? person)
    {
        var durable = owner.Durable;
        if (durable.Version == 0)
        {
            await Index(IndexPartitions.NameOf(owner.Address)).Add(owner.Address.Key);
        }

        if (person is not null && person != TDecider.OwnerOf(durable.State))
        {
            await ListOf(person).Add(owner.Address.Key);
        }
    }
}
