using Customization.Domain.Entities;
using Customization.Runtime.Journal;

namespace Customization.Runtime.Simulation.Faults;

/// <summary>What happens to one commit.</summary>
internal enum CommitFate
{
    /// <summary>It works.</summary>
    Works,

    /// <summary>It fails and wrote nothing.</summary>
    FailsBefore,

    /// <summary>It fails although everything was written.</summary>
    FailsAfter,

    /// <summary>The process dies; nothing was written.</summary>
    DiesBefore,

    /// <summary>The process dies; everything was written, and nobody was told.</summary>
    DiesAfter,
}

/// <summary>The shared store as one silo reaches it: with faults, and with an ear for what became durable.</summary>
internal sealed class SiloJournal(IJournal store, Sabotage? sabotage, Action<IReadOnlyList<EntityWrite>> committed,
    Action<EntityAddress, StoredEntity?> loaded, Tally faults) : IJournal
{
    /// <summary>What happens to the next commits, in order; those after work.</summary>
    public Queue<CommitFate> Fates { get; } = new();

    /// <summary>So many loads fail.</summary>
    public int FailingLoads { get; set; }

    /// <summary>The process died in a commit.</summary>
    public bool IsDead { get; private set; }

    public void Commit(IReadOnlyList<EntityWrite> batch)
    {
        var fate = Fates.TryDequeue(out var planned) ? planned : CommitFate.Works;
        if (fate is CommitFate.FailsBefore or CommitFate.DiesBefore)
        {
            Fault(fate);
        }

        Write(batch);
        committed(batch);
        if (fate is CommitFate.FailsAfter or CommitFate.DiesAfter)
        {
            Fault(fate);
        }
    }

    public StoredEntity? Load(EntityAddress address)
    {
        if (FailingLoads > 0)
        {
            FailingLoads--;
            faults.CountLoss("load-failed");
            throw new IOException("planted: unreadable");
        }

        var stored = store.Load(address);
        loaded(address, stored);
        return stored;
    }

    public IEnumerable<StoredWake> Wakes() => store.Wakes();

    public EntityPage List(EntityQuery query) => store.List(query);

    public byte[]? ReadBlob(string hash) => store.ReadBlob(hash);

    public void WriteBlob(string hash, ReadOnlyMemory<byte> content) => store.WriteBlob(hash, content);

    public void DeleteBlob(string hash) => store.DeleteBlob(hash);

    public void Dispose()
    {
        // The store outlives every silo.
    }

    private void Write(IReadOnlyList<EntityWrite> batch)
    {
        try
        {
            if (sabotage is null)
            {
                store.Commit(batch);
            }
            else
            {
                sabotage.Commit(batch, store);
            }
        }
        catch (StoreConflictException)
        {
            faults.CountLoss("stale-write-refused");
            throw;
        }
    }

    private void Fault(CommitFate fate)
    {
        faults.CountLoss(fate switch
        {
            CommitFate.FailsBefore => "commit-failed",
            CommitFate.FailsAfter => "commit-unconfirmed",
            CommitFate.DiesBefore => "died-before-commit",
            _ => "died-after-commit",
        });
        IsDead |= fate is CommitFate.DiesBefore or CommitFate.DiesAfter;
        throw new IOException($"planted: {fate}");
    }
}
