using System.Security.Cryptography;
using Customization.Domain.Entities;
using Customization.Domain.Entities.Secrets;

namespace Customization.Runtime.Journal.Secrets;

/// <summary>A journal in which customers and their sessions are stored under the customer's key.</summary>
/// <remarks>What was stored in the open by an earlier release is read as it is and sealed when it is written next. A
/// sealed entity whose key is deleted is forgotten: only its version is known.</remarks>
internal sealed class SecretJournal : IJournal
{
    private readonly IJournal _inner;
    private readonly CustomerKeys _keys;

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

    /// <summary>Whether a store has sealed customers. O(customers before the first sealed one).</summary>
    public static bool HasSealed(IJournal journal)
    {
        for (var query = new EntityQuery(EntityKind.Customer, Limit: EntityQuery.LimitMax); ;)
        {
            var page = journal.List(query);
            if (page.Keys.Any(key => IsSealed(journal.Load(new EntityAddress(EntityKind.Customer, key)))))
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

        _keys.Ensure(batch.Select(write => write.SecretOf).OfType<string>().Distinct(StringComparer.Ordinal));
        _inner.Commit([.. batch.Select(Seal)]);
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
            return stored;
        }

        try
        {
            if (FirstSealed(stored) is var payload
                && _keys.Find(SealedPayload.CustomerOf(payload.Span)) is { } key
                && SealedPayload.IsSealedBy(key, payload.Span))
            {
                return stored with
                {
                    Snapshot = stored.Snapshot is { } snapshot ? Open(key, address, snapshot) : null,
                    Changes =
                    [
                        .. stored.Changes.Select(change =>
                            change with { Payload = Open(key, address, change.Payload) }),
                    ],
                };
            }

            return stored with { Snapshot = null, Changes = [], IsForgotten = true };
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

    private static bool IsSealed(StoredEntity? stored) => stored is not null && !FirstSealed(stored).IsEmpty;

    private static ReadOnlyMemory<byte> FirstSealed(StoredEntity stored) =>
        stored.Snapshot is { } snapshot && SealedPayload.IsSealed(snapshot.Span)
            ? snapshot
            : stored.Changes.Select(change => change.Payload)
                .FirstOrDefault(payload => SealedPayload.IsSealed(payload.Span));

    private static ReadOnlyMemory<byte> Open(byte[] key, EntityAddress address, ReadOnlyMemory<byte> payload) =>
        SealedPayload.IsSealed(payload.Span) ? SealedPayload.Open(key, address, payload.Span) : payload;

    private EntityWrite Seal(EntityWrite write)
    {
        if (write.SecretOf is not { } customer)
        {
            return write;
        }

        var key = _keys.Find(customer)
            ?? throw new StoreException($"the key of {write.Address} was deleted while it was written");
        return write with
        {
            Changes = [.. write.Changes.Select(change => change with { Payload = Sealed(change.Payload) })],
            Snapshot = write.Snapshot is { } snapshot ? Sealed(snapshot) : default(ReadOnlyMemory<byte>?),
        };

        byte[] Sealed(ReadOnlyMemory<byte> payload)
        {
            Span<byte> nonce = stackalloc byte[SealedPayload.NonceBytes];
            RandomNumberGenerator.Fill(nonce);
            return SealedPayload.Seal(customer, key, write.Address, payload.Span, nonce);
        }
    }
}
