using System.Security.Cryptography;
using Customization.Domain.Entities;
using Customization.Domain.Entities.Secrets;
using Customization.Grains.Entities;
using Orleans.Storage;

namespace Customization.Grains.Secrets;

/// <summary>The wrapped keys of customers, in rows of their own of the cluster's storage.</summary>
/// <remarks>Keeps nothing in memory, so that a key that another silo deleted is never used again: a write of a customer
/// or session reads its key first. A key that is wrapped with an older master key is wrapped anew when it is used.
/// Safe for any number of silos.</remarks>
public sealed class CustomerVault(
    IGrainStorage storage, MasterKeys masters, TimeProvider time, TimeSpan storageTimeout)
{
    private const string Name = "customer-key";
    private const int ConflictsMax = 5;

    /// <summary>Seals what is to be stored of an entity; makes the customer's key where there is none.</summary>
    public async Task<byte[]> Seal(string customer, EntityAddress address, byte[] payload) => SealedPayload.Seal(
        customer, await Ensure(customer), address, payload,
        RandomNumberGenerator.GetBytes(SealedPayload.NonceBytes));

    /// <summary>Opens what is stored of an entity; null where the key it was sealed with is deleted.</summary>
    /// <exception cref="CryptographicException">Damaged, or the master key is missing.</exception>
    public async Task<byte[]?> Open(EntityAddress address, byte[] payload)
    {
        var customer = SealedPayload.CustomerOf(payload);
        var stored = await Read(customer);
        return stored.RecordExists && WrappedKey.Unwrap(masters, customer, stored.State!.Payload) is var key
            && SealedPayload.IsSealedBy(key, payload)
            ? SealedPayload.Open(key, address, payload)
            : null;
    }

    /// <summary>Deletes a customer's key if it was made before a time.</summary>
    public async Task Delete(string customer, DateTimeOffset madeBefore)
    {
        var stored = await Read(customer);
        if (stored.RecordExists && stored.State!.Version <= madeBefore.ToUnixTimeMilliseconds())
        {
            await storage.ClearStateAsync(Name, RowOf(customer), stored).WaitAsync(storageTimeout);
        }
    }

    private async Task<byte[]> Ensure(string customer)
    {
        for (var attempt = 1; ; attempt++)
        {
            var stored = await Read(customer);
            var key = stored.RecordExists
                ? WrappedKey.Unwrap(masters, customer, stored.State!.Payload)
                : RandomNumberGenerator.GetBytes(MasterKeys.KeyBytes);
            if (stored.RecordExists && WrappedKey.VersionOf(stored.State!.Payload) >= masters.Current)
            {
                return key;
            }

            try
            {
                stored.State = new StoredRecord
                {
                    Payload = WrappedKey.Wrap(
                        masters, customer, key, RandomNumberGenerator.GetBytes(SealedPayload.NonceBytes)),
                    Version = stored.RecordExists ? stored.State!.Version : time.GetUtcNow().ToUnixTimeMilliseconds(),
                };
                await storage.WriteStateAsync(Name, RowOf(customer), stored).WaitAsync(storageTimeout);
                return key;
            }
            catch (InconsistentStateException) when (attempt < ConflictsMax)
            {
                // Another silo was first: its key it is.
            }
        }
    }

    private async Task<GrainState<StoredRecord>> Read(string customer)
    {
        var stored = new GrainState<StoredRecord>(new StoredRecord());
        await storage.ReadStateAsync(Name, RowOf(customer), stored).WaitAsync(storageTimeout);
        return stored;
    }

    private static GrainId RowOf(string customer) => GrainId.Create(Name, customer);
}
