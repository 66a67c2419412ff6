using Customization.Domain.Entities;
using Customization.Runtime.Journal;

namespace Customization.Domain.Tests.Runtime;

/// <summary>When a commit fails.</summary>
public enum Fault
{
    None,

    /// <summary>Nothing was written.</summary>
    Before,

    /// <summary>It was written, but the writer does not learn it.</summary>
    After,
}

/// <summary>A journal that fails when told to and counts what passes through.</summary>
public sealed class FaultyJournal(IJournal inner) : IJournal
{
    /// <summary>Decides the fate of the n-th commit, from 0.</summary>
    public Func<int, Fault> Plan { get; set; } = _ => Fault.None;

    /// <summary>Runs on the writer before a commit.</summary>
    public Action OnCommit { get; set; } = () => { };

    public bool FailsLoads { get; set; }

    public bool FailsDeletes { get; set; }

    public List<IReadOnlyList<EntityWrite>> Batches { get; } = [];

    /// <summary>False where only their numbers matter.</summary>
    public bool KeepsBatches { get; init; } = true;

    public int Commits { get; private set; }

    public long Writes { get; private set; }

    public int Loads { get; private set; }

    public void Commit(IReadOnlyList<EntityWrite> batch)
    {
        OnCommit();
        var fate = Plan(Commits);
        Commits++;
        Writes += batch.Count;
        if (KeepsBatches)
        {
            Batches.Add([.. batch]);
        }

        if (fate == Fault.Before)
        {
            throw new IOException("planted: not written");
        }

        inner.Commit(batch);
        if (fate == Fault.After)
        {
            throw new IOException("planted: written, but who knows");
        }
    }

    public StoredEntity? Load(EntityAddress address)
    {
        Loads++;
        return FailsLoads ? throw new IOException("planted: unreadable") : inner.Load(address);
    }

    public IEnumerable<StoredWake> Wakes() => inner.Wakes();

    public EntityPage List(EntityQuery query) => inner.List(query);

    public byte[]? ReadBlob(string hash) => inner.ReadBlob(hash);

    public void WriteBlob(string hash, ReadOnlyMemory<byte> content) => inner.WriteBlob(hash, content);

    public void DeleteBlob(string hash)
    {
        if (FailsDeletes)
        {
            throw new IOException("planted: cannot delete");
        }

        inner.DeleteBlob(hash);
    }

    public void Dispose() => inner.Dispose();
}
