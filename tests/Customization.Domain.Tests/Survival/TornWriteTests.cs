using Customization.Domain.Entities;
using Customization.Runtime.Journal;
using Xunit;

namespace Customization.Domain.Tests.Survival;

/// <summary>The power fails while the log is being written: its end is missing or is anything.</summary>
public sealed class TornWriteTests : IDisposable
{
    private const int Seed = 20261130;
    private const int Commits = 60;
    private const int Cuts = 120;
    private const int SectorBytes = 4096;

    private static readonly EntityAddress[] Both = [new(EntityKind.Order, "a"), new(EntityKind.Customer, "b")];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("customization-torn");
    private readonly Random _random = new(Seed);

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_committed_before_the_tear_is_there_and_no_batch_in_part(bool isGarbled)
    {
        var (database, log, lengths) = Written();
        var hasLost = false;
        for (var cut = 0; cut < Cuts; cut++)
        {
            var length = _random.Next(log.Length + 1);
            var left = isGarbled ? [.. log] : log[..length];
            if (isGarbled)
            {
                _random.NextBytes(left.AsSpan(length, Math.Min(SectorBytes, left.Length - length)));
            }

            var folder = _root.CreateSubdirectory($"{isGarbled}-{cut}").FullName;
            File.WriteAllBytes(Path.Combine(folder, "customization.db"), database);
            File.WriteAllBytes(Path.Combine(folder, "customization.db-wal"), left);
            var committed = lengths.Count(end => end <= length);

            var found = Found(folder);

            Assert.True(found >= committed, $"{committed} batches were committed in {length} bytes, {found} are there");
            hasLost |= found < Commits;
        }

        Assert.True(hasLost, "no tear took anything away");
    }

    /// <summary>The files of a store in the middle of its life, and how long the log was after each batch.</summary>
    private (byte[] Database, byte[] Log, List<int> Lengths) Written()
    {
        var folder = _root.CreateSubdirectory("whole").FullName;
        var (database, log) = (Path.Combine(folder, "customization.db"), Path.Combine(folder, "customization.db-wal"));
        var lengths = new List<int>();
        using var journal = SqliteJournal.Open(folder);
        for (var version = 1; version <= Commits; version++)
        {
            journal.Commit(Batch(version));
            lengths.Add((int)new FileInfo(log).Length);
        }

        return (Copy(database), Copy(log), lengths);
    }

    /// <summary>How many batches a store has, each whole, and that it takes the next.</summary>
    private int Found(string folder)
    {
        using var journal = SqliteJournal.Open(folder);
        var versions = Both.Select(address => journal.Load(address)?.Changes.Length ?? 0).Distinct().ToArray();
        var found = Assert.Single(versions);
        journal.Commit(Batch(found + 1));
        return found;
    }

    private EntityWrite[] Batch(int version)
    {
        var content = new byte[_random.Next(1, 3_000)];
        _random.NextBytes(content);
        return [.. Both.Select(address => new EntityWrite(
            address, version - 1, version, [new StoredChange(version, content)], null, null, "ann"))];
    }

    private static byte[] Copy(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
