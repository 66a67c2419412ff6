using Customization.Domain.Entities;
using Customization.Runtime.Journal;
using Xunit;

namespace Customization.Domain.Tests.Runtime;

public sealed class SqliteJournalTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("customization-store").FullName;

    private string Path => System.IO.Path.Combine(_directory, "customization.db");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void What_was_committed_is_there_after_opening_again()
    {
        using (var journal = SqliteJournal.Open(_directory))
        {
            using var world = new World(journal: journal);
            for (var i = 0; i < 130; i++)
            {
                world.Ask(World.Eager("a"), new CounterCommand.Add($"{i}", 1));
            }

            world.Ask(World.Coalesced("c"), new CounterCommand.Add("1", 1));
            world.Ask(World.Eager("t"), new CounterCommand.AddLater("t", World.Start.AddHours(1)));
        }

        using var again = SqliteJournal.Open(_directory);
        using var next = new World(journal: again);
        Assert.Equal(130, next.Total(World.Eager("a")));
        Assert.Equal([new StoredWake(World.Eager("t"), World.Start.AddHours(1))], again.Wakes());
        Assert.Equal(["a", "t"], again.List(new EntityQuery(EntityKind.Order)).Keys.AsEnumerable());
        Assert.Equal(["c"], again.List(new EntityQuery(EntityKind.Customer, "owner-1")).Keys.AsEnumerable());
        Assert.Empty(again.List(new EntityQuery(EntityKind.Customer, "owner-0")).Keys);
    }

    [Fact]
    public void An_entity_that_was_never_snapshotted_has_no_snapshot()
    {
        using (var journal = SqliteJournal.Open(_directory))
        {
            journal.Commit([new EntityWrite(
                World.Eager("a"), 0, 1, [new StoredChange(1, new byte[] { 1 })], null, null, null)]);
        }

        using var again = SqliteJournal.Open(_directory);

        Assert.Null(again.Load(World.Eager("a"))!.Snapshot);
    }

    [Fact]
    public void A_deletion_leaves_nothing_and_only_of_the_version_that_it_names()
    {
        var (gone, other) = (World.Eager("a"), World.Eager("b"));
        using (var sqlite = SqliteJournal.Open(_directory))
        {
            using var memory = new MemoryJournal();
            foreach (var journal in (IJournal[])[sqlite, memory])
            {
                foreach (var address in (EntityAddress[])[gone, other])
                {
                    journal.Commit([new EntityWrite(
                        address, 0, 2, [], "a telling text"u8.ToArray(), StoredWake.AtOnce, "ann")]);
                    journal.Commit([new EntityWrite(
                        address, 2, 3, [new StoredChange(3, new byte[] { 1 })], null, StoredWake.AtOnce, "ann")]);
                }

                Assert.Throws<StoreConflictException>(() => journal.Commit([Deletion(other, 2)]));
                journal.Commit([Deletion(gone, 3), new EntityWrite(
                    World.Eager("c"), 0, 1, [new StoredChange(1, new byte[] { 1 })], null, null, null)]);
                Assert.Throws<StoreConflictException>(() => journal.Commit([Deletion(gone, 3)]));

                Assert.Null(journal.Load(gone));
                Assert.Equal(["b"], journal.List(new EntityQuery(EntityKind.Order, "ann")).Keys.AsEnumerable());
                Assert.Equal([other], journal.Wakes().Select(wake => wake.Address));
                journal.Commit([new EntityWrite(
                    gone, 0, 1, [new StoredChange(1, new byte[] { 1 })], null, null, null)]);
                Assert.Single(journal.Load(gone)!.Changes);
                journal.Commit([Deletion(other, 3)]);
            }
        }

        Assert.Equal(2, StoreBackup.Check(_directory).Entities);
        Assert.DoesNotContain("a telling text", File.ReadAllText(Path, System.Text.Encoding.Latin1));

        static EntityWrite Deletion(EntityAddress address, long before) =>
            new(address, before, 0, [], null, null, null);
    }

    [Fact]
    public void Both_journals_list_the_same_pages()
    {
        using var sqlite = SqliteJournal.Open(_directory);
        using var memory = new MemoryJournal();
        foreach (var journal in (IJournal[])[sqlite, memory])
        {
            journal.Commit([.. Enumerable.Range(0, 25).Select(i => new EntityWrite(
                World.Eager($"k{i / 10}:{i % 10}"), 0, 1, [new StoredChange(1, new byte[] { 1 })], null, null,
                $"o{i % 2}"))]);
        }

        foreach (var query in (EntityQuery[])[
            new(EntityKind.Order, Limit: 10), new(EntityKind.Order, After: "k1:3", Limit: 5),
            new(EntityKind.Order, Owner: "o1", Limit: 3), new(EntityKind.Order, KeyPrefix: "k2:"),
            new(EntityKind.Order, Owner: "o0", KeyPrefix: "k1:", After: "k1:4", Limit: 1)])
        {
            var expected = memory.List(query);
            Assert.Equal(string.Join(' ', expected.Keys), string.Join(' ', sqlite.List(query).Keys));
            Assert.Equal(expected.Next, sqlite.List(query).Next);
        }
    }

    [Fact]
    public void A_write_on_an_older_version_loses_and_its_whole_batch_with_it()
    {
        using var sqlite = SqliteJournal.Open(_directory);
        using var memory = new MemoryJournal();
        foreach (var journal in (IJournal[])[sqlite, memory])
        {
            journal.Commit([Write("a", 0, 1)]);

            Assert.Throws<StoreConflictException>(() => journal.Commit([Write("b", 0, 1), Write("a", 0, 1)]));
            Assert.Throws<StoreConflictException>(() => journal.Commit([Write("a", 2, 3)]));

            Assert.Null(journal.Load(World.Eager("b")));
            Assert.Equal(1, journal.Load(World.Eager("a"))!.Version);
        }
    }

    [Fact]
    public void A_second_process_is_kept_out()
    {
        using var journal = SqliteJournal.Open(_directory);

        var refusal = Assert.Throws<StoreException>(() => SqliteJournal.Open(_directory));

        Assert.EndsWith("the store is in use by another process", refusal.Message);
    }

    [Fact]
    public void Blobs_keep_their_first_content_until_they_are_deleted()
    {
        using var journal = SqliteJournal.Open(_directory);
        journal.WriteBlob("h", new byte[] { 1, 2 });
        journal.WriteBlob("h", new byte[] { 3 });

        Assert.Equal([1, 2], journal.ReadBlob("h")!);
        Assert.Null(journal.ReadBlob("other"));
        journal.DeleteBlob("h");
        journal.DeleteBlob("other");
        Assert.Null(journal.ReadBlob("h"));
    }

    [Fact]
    public void A_store_of_a_newer_version_is_refused_and_keeps_every_byte()
    {
        Fill();
        Overwrite(60, [0, 0, 0, 99]);

        AssertRefused("the store has version 99, this program knows versions up to 1");
    }

    [Fact]
    public void A_file_that_is_no_store_is_refused_and_keeps_every_byte()
    {
        File.WriteAllText(Path, new string('x', 5000));
        AssertRefused("this is not a store of customization, or it is corrupted");

        File.Delete(Path);
        Fill();
        Overwrite(68, [1, 2, 3, 4]);
        AssertRefused("this is not a store of customization, or it is corrupted");
    }

    [Fact]
    public void A_store_with_a_damaged_page_is_refused_and_keeps_every_byte()
    {
        Fill();
        var length = new FileInfo(Path).Length;
        for (var page = 1; page < length / 4096; page++)
        {
            var before = File.ReadAllBytes(Path);
            Overwrite((page * 4096) + 1, [.. Enumerable.Repeat((byte)0xA5, 200)]);
            AssertRefused("the store is corrupted");
            File.WriteAllBytes(Path, before);
        }
    }

    [Fact]
    public void A_flipped_bit_in_a_payload_is_found_at_the_start()
    {
        Fill();
        var bytes = File.ReadAllBytes(Path);
        var at = bytes.AsSpan().IndexOf("\"amount\":"u8);
        Assert.True(at > 0);
        Overwrite(at + 9, [(byte)(bytes[at + 9] ^ 1)]);

        AssertRefused("does not match its checksum");
    }

    [Fact]
    public void A_cut_off_store_is_refused_and_keeps_every_byte()
    {
        Fill();
        using (var file = File.OpenWrite(Path))
        {
            file.SetLength(file.Length / 2);
        }

        AssertRefused("the store is corrupted");
    }

    private static EntityWrite Write(string key, long before, long version) => new(
        World.Eager(key), before, version, [new StoredChange(version, new byte[] { 1 })], null, null, null);

    private void Fill()
    {
        using var journal = SqliteJournal.Open(_directory);
        using var world = new World(journal: journal);
        for (var i = 0; i < 100; i++)
        {
            world.Ask(World.Eager($"e{i}"), new CounterCommand.Add("1", 7));
        }
    }

    private void Overwrite(long at, byte[] bytes)
    {
        using var file = File.OpenWrite(Path);
        file.Position = at;
        file.Write(bytes);
    }

    private void AssertRefused(string reason)
    {
        var before = File.ReadAllBytes(Path);

        var refusal = Assert.Throws<StoreException>(() => SqliteJournal.Open(_directory).Dispose());

        Assert.Contains(reason, refusal.Message);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.Equal(before, File.ReadAllBytes(Path));
    }
}
