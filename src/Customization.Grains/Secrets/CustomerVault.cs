using System.Security.Cryptography;
using Customization.Domain.Entities;
using Customization.Domain.Entities.Secrets;
using Customization.Grains.Entities;
using Orleans.Storage;

namespace Customization.Grains.Secrets;

/// <summary>The wrapped keys of customers, in rows of their own of the cluster's storage.</summary>
/// <remarks>Keeps nothing in memory, so that a key that another silo deleted is never used again: a write of a customer
/// reads its key first. An order or session reads it once and keeps it as long as it is in memory: a deleted key is as
/// good as deleted for what it then stores, even where its customer is known again under another one. A key that
/// is wrapped with an older master key is wrapped anew when it is used. Safe for any number of silos.</remarks>
public sealed class CustomerVault(StoredRecords records, MasterKeys masters, TimeProvider time)
{
    private const string Name = "customer-key";
    private const string ErasedName = "customer-erased";
    private const int ConflictsMax = 5;

    /// <summary>The key that sealed what is stored of an entity; null where it is deleted.</summary>
    /// <exception cref="CryptographicException">Damaged, or the master key is missing.</exception>
    public async Task<byte[]?> Find(byte[] payload)
    {
        var customer = SealedPayload.CustomerOf(payload);
        var stored = await Read(customer);
        return stored.RecordExists && WrappedKey.Unwrap(masters, customer, stored.State!.Payload) is var key
            && SealedPayload.IsSealedBy(key, payload)
            ? key
            : null;
    }

    /// <summary>Deletes a customer's key if it was made before a time, having noted when.</summary>
    public async Task Delete(string customer, DateTimeOffset madeBefore)
    {
        var stored = await Read(customer);
        if (stored.RecordExists && stored.State!.Version <= madeBefore.ToUnixTimeMilliseconds())
        {
            var erased = await Read(customer, ErasedName);
            var now = time.GetUtcNow();
            var erasure = new StoredRecord
            {
                Version = (madeBefore < now ? madeBefore : now).ToUnixTimeMilliseconds(),
            };
            await records.Write(ErasedName, RowOf(customer), erasure, erased.ETag);
            await records.Delete(Name, RowOf(customer), stored.ETag);
        }
    }

    /// <summary>The key for a session that is in memory since a time and was never stored: the customer's; where the
    /// customer was erased since, one that nobody keeps, as good as the key that was deleted.</summary>
    /// <remarks>Looks for an erasure after it has the key, so that one that it misses deletes that key. Only a key
    /// younger than the session takes that look.</remarks>
    public async Task<byte[]> Ensure(string customer, DateTimeOffset since)
    {
        var (key, made) = await EnsureMade(customer);
        return made >= since.ToUnixTimeMilliseconds()
            && await Read(customer, ErasedName) is { RecordExists: true } erased
            && erased.State!.Version >= since.ToUnixTimeMilliseconds()
                ? RandomNumberGenerator.GetBytes(MasterKeys.KeyBytes)
                : key;
    }

    /// <summary>A customer's key; makes one where there is none.</summary>
    public async Task<byte[]> Ensure(string customer) => (await EnsureMade(customer)).Key;

    /// <summary>A customer's key and when it was made, in Unix milliseconds.</summary>
    private async Task<(byte[] Key, long Made)> EnsureMade(string customer)
    {
        for (var attempt = 1; ; attempt++)
        {
            var stored = await Read(customer);
            var key = stored.RecordExists
                ? WrappedKey.Unwrap(masters, customer, stored.State!.Payload)
                : RandomNumberGenerator.GetBytes(MasterKeys.KeyBytes);
            if (stored.RecordExists && WrappedKey.VersionOf(stored.State!.Payload) >= masters.Current)
            {
                return (key, stored.State!.Version);
            }

            try
            {
                var record = new StoredRecord
                {
                    Payload = WrappedKey.Wrap(
                        masters, customer, key, RandomNumberGenerator.GetBytes(SealedPayload.NonceBytes)),
                    Version = stored.RecordExists ? stored.State!.Version : time.GetUtcNow().ToUnixTimeMilliseconds(),
                };
                await records.Write(Name, RowOf(customer), record, stored.ETag);
                return (key, record.Version);
            }
            catch (InconsistentStateException) when (attempt < ConflictsMax)
            {
                // Another silo was first: its key it is.
            }
        }
    }

    private Task<GrainState<StoredRecord>> Read(string customer, string name = Name) =>
        records.Read(name, RowOf(customer));

    private static GrainId RowOf(string customer) => GrainId.Create(Name, customer);
}
