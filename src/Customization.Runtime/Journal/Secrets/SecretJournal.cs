using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using Customization.Domain.Entities;
using Customization.Domain.Entities.Secrets;

namespace Customization.Runtime.Journal.Secrets;

/// <summary>A journal in which customers and their sessions are stored under the customer's key, and of orders what is
/// personal.</summary>
/// <remarks>What was stored in the open by an earlier release is read as it is and sealed when it is written next. A
/// sealed entity whose key is deleted is forgotten: only its version is known, and its remainder where it has one. An
/// order or session in memory stays with the key that it has, so that a deleted key is as good as deleted for it too: a
/// session that is written after the erasure is not to bring back what it knows under a key made since.</remarks>
internal sealed class SecretJournal : IJournal
{
    private const int ErasedMax = 10_000;

    private readonly IJournal _inner;
    private readonly CustomerKeys _keys;

    /// <summary>Who was erased since the start, and when: sessions in memory may have nothing stored yet. The oldest go
    /// once there are <see cref="ErasedMax"/>, long after any such session has.</summary>
    private readonly OrderedDictionary<string, long> _erased = new(StringComparer.Ordinal);

    /// <summary>Takes both over, and finishes deletions that a crash cut off.</summary>
    public SecretJournal(IJournal inner, CustomerKeys keys)
    {
        (_inner, _keys) = (inner, keys);
        foreach (var customer in keys.Doomed())
        {
            if (IsSealed(inner.Load(new EntityAddress(EntityKind.Customer, customer))))
            {
                keys.Spare(customer);
            }
            else
            {
                keys.Delete(customer);
            }
        }
    }

    /// <summary>Whether a store has sealed customers or orders. O(those before the first sealed one).</summary>
    public static bool HasSealed(IJournal journal) =>
        HasSealed(journal, EntityKind.Customer) || HasSealed(journal, EntityKind.Order);

    private static bool HasSealed(IJournal journal, EntityKind kind)
    {
        for (var query = new EntityQuery(kind, Limit: EntityQuery.LimitMax); ;)
        {
            var page = journal.List(query);
            if (page.Keys.Any(key => IsSealed(journal.Load(new EntityAddress(kind, key)))))
            {
                return true;
            }

            if (page.Next is null)
            {
                return false;
            }

            query = query with { After = page.Next };
        }
    }

    /// <inheritdoc/>
    public void Commit(IReadOnlyList<EntityWrite> batch)
    {
        var erased = batch.Where(write => write.Forgets is not null).ToArray();
        foreach (var write in erased)
        {
            Remember(write.Forgets!);

            // Who is known again already gets another key: nothing old is to be kept for it.
            if (write.SecretOf is null)
            {
                _keys.Doom(write.Forgets!);
            }
            else
            {
                _keys.Delete(write.Forgets!);
            }
        }

        EntityWrite[] split = [.. batch.Select(Split)];
        foreach (var write in split.Where(IsOfBefore))
        {
            // Nobody keeps this one: as good as the key that was deleted.
            write.Key.Bytes = RandomNumberGenerator.GetBytes(MasterKeys.KeyBytes);
        }

        _keys.Ensure(split.Where(write => !StaysWithKey(write) || write.Key.Bytes is null)
            .Select(write => write.SecretOf).OfType<string>().Distinct(StringComparer.Ordinal));
        _inner.Commit([.. split.Select(Seal)]);
        foreach (var write in erased.Where(write => write.SecretOf is null))
        {
            _keys.Delete(write.Forgets!);
        }
    }

    /// <inheritdoc/>
    public StoredEntity? Load(EntityAddress address)
    {
        var stored = _inner.Load(address);
        if (stored is null || !IsSealed(stored))
        {
            return stored is null ? null : stored with { Key = new HeldKey() };
        }

        try
        {
            var held = new HeldKey();
            var snapshot = stored.Snapshot is { } payload ? Open(address, payload, held) : default;
            ImmutableArray<StoredChange> changes =
                [.. stored.Changes.Select(change => change with { Payload = Open(address, change.Payload, held) })];
            var isForgotten = (stored.Snapshot is not null && snapshot.IsEmpty)
                || changes.Any(change => change.Payload.IsEmpty);
            return isForgotten
                ? stored with { Snapshot = null, Changes = [], IsForgotten = true, Key = new HeldKey() }
                : stored with
                {
                    // Not null: that would be a snapshot of no bytes.
                    Snapshot = stored.Snapshot is null ? default(ReadOnlyMemory<byte>?) : snapshot,
                    Changes = changes,
                    Key = held,
                };
        }
        catch (CryptographicException fault)
        {
            throw new StoreException($"{address} cannot be opened: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<StoredWake> Wakes() => _inner.Wakes();

    /// <inheritdoc/>
    public EntityPage List(EntityQuery query) => _inner.List(query);

    /// <inheritdoc/>
    public byte[]? ReadBlob(string hash) => _inner.ReadBlob(hash);

    /// <inheritdoc/>
    public void WriteBlob(string hash, ReadOnlyMemory<byte> content) => _inner.WriteBlob(hash, content);

    /// <inheritdoc/>
    public void DeleteBlob(string hash) => _inner.DeleteBlob(hash);

    /// <inheritdoc/>
    public void Dispose()
    {
        _inner.Dispose();
        _keys.Dispose();
    }

    private static bool IsSealed(StoredEntity? stored) => stored is not null
        && ((stored.Snapshot is { } snapshot && SealedPayload.IsSealed(snapshot.Span))
            || stored.Changes.Any(change => SealedPayload.IsSealed(change.Payload.Span)));

    /// <summary>The payload; what is left of it, or nothing, where the key that sealed it is deleted.</summary>
    private ReadOnlyMemory<byte> Open(EntityAddress address, ReadOnlyMemory<byte> payload, HeldKey held)
    {
        if (!SealedPayload.IsSealed(payload.Span))
        {
            return payload;
        }

        var remainder = SealedPayload.RemainderOf(payload.Span);
        if (_keys.Find(SealedPayload.CustomerOf(payload.Span)) is not { } key
            || !SealedPayload.IsSealedBy(key, payload.Span))
        {
            return remainder;
        }

        held.Bytes = key;
        return SealedPayload.Open(key, address, payload.Span);
    }

    /// <summary>A customer who is known again is stored under their new key, all else under the one it had.</summary>
    private static bool StaysWithKey(EntityWrite write) => write.Address.Kind != EntityKind.Customer;

    /// <summary>A session that was in memory when its owner was erased, and had nothing in the store then.</summary>
    private bool IsOfBefore(EntityWrite write) =>
        write is { Address.Kind: EntityKind.ConfigurationSession, Key.Bytes: null, SecretOf: { } customer }
        && _erased.TryGetValue(customer, out var at) && write.Key.Since <= at;

    private void Remember(string customer)
    {
        _erased.Remove(customer);
        _erased.Add(customer, Stopwatch.GetTimestamp());
        if (_erased.Count > ErasedMax)
        {
            _erased.RemoveAt(0);
        }
    }

    private static bool IsSplit(EntityWrite write) =>
        write.SnapshotRemainder is not null || write.Changes.Any(change => change.Remainder is not null);

    /// <summary>Works out the remainders, once; a write with nothing personal needs no key.</summary>
    private static EntityWrite Split(EntityWrite write)
    {
        if (!IsSplit(write))
        {
            return write;
        }

        var isPersonal = false;
        return write with
        {
            Changes = [.. write.Changes.Select(change =>
                change with { Remainder = Once(change.Payload, change.Remainder) })],
            SnapshotRemainder = write.Snapshot is { } snapshot ? Once(snapshot, write.SnapshotRemainder) : null,
            SecretOf = isPersonal ? write.SecretOf : null,
        };

        Func<byte[]>? Once(ReadOnlyMemory<byte> payload, Func<byte[]>? remainder)
        {
            var bytes = remainder?.Invoke();
            isPersonal |= bytes is not null && !payload.Span.SequenceEqual(bytes);
            return bytes is null ? null : () => bytes;
        }
    }

    private EntityWrite Seal(EntityWrite write)
    {
        if (write.SecretOf is not { } customer)
        {
            return write;
        }

        var key = (StaysWithKey(write) ? write.Key.Bytes : null) ?? _keys.Find(customer)
            ?? throw new StoreException($"the key of {write.Address} was deleted while it was written");
        write.Key.Bytes = key;
        return write with
        {
            Changes = [.. write.Changes.Select(
                change => change with { Payload = Sealed(change.Payload, change.Remainder) })],
            Snapshot = write.Snapshot is { } snapshot
                ? Sealed(snapshot, write.SnapshotRemainder)
                : default(ReadOnlyMemory<byte>?),
        };

        ReadOnlyMemory<byte> Sealed(ReadOnlyMemory<byte> payload, Func<byte[]>? remainder)
        {
            Span<byte> nonce = stackalloc byte[SealedPayload.NonceBytes];
            RandomNumberGenerator.Fill(nonce);
            return remainder?.Invoke() switch
            {
                null => SealedPayload.Seal(customer, key, write.Address, payload.Span, nonce),
                var left when payload.Span.SequenceEqual(left) => payload,
                var left => SealedPayload.Seal(customer, key, write.Address, payload.Span, left, nonce),
            };
        }
    }
}
