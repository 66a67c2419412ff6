using Customization.Domain.Entities;
using Customization.Domain.Tests.Runtime;
using Customization.Runtime.Journal;
using Xunit;

namespace Customization.Domain.Tests.Survival;

public sealed class StoreBackupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("customization-backup").FullName;

    private string Data => Path.Combine(_folder, "data");

    private string Restored => Path.Combine(_folder, "restored");

    private string Copy => Path.Combine(_folder, "copy.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_backup_of_a_store_that_is_written_is_the_store_at_one_commit()
    {
        using var journal = SqliteJournal.Open(Data);
        using var world = new World(journal: journal);
        Fill(world, 0, 50);
        var stop = false;
        var next = 50;
        var writing = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                // Both in one commit: a copy that has one without the other is of no commit.
                journal.Commit([Raw("left", next - 50), Raw("right", next - 50)]);
                next++;
            }
        });
        writing.Start();
        SpinWait.SpinUntil(() => Volatile.Read(ref next) > 60);

        var saved = StoreBackup.Save(Data, Copy);

        Volatile.Write(ref stop, true);
        writing.Join();
        Assert.Equal(saved, StoreBackup.Check(Copy));
        Assert.Equal(["copy.db", "copy.db.sha256"], Names(_folder));
        StoreBackup.Restore(Copy, Restored);
        using var again = SqliteJournal.Open(Restored);
        var (left, right) = (again.Load(World.Eager("left"))!.Version, again.Load(World.Eager("right"))!.Version);
        Assert.Equal(left, right);
        Assert.InRange(left, 1, next - 50);
        using var other = new World(journal: again);
        Assert.Equal(7, other.Total(World.Eager("e49")));
    }

    [Fact]
    public void A_restored_store_is_written_on_like_any_other()
    {
        Make(10);
        StoreBackup.Save(Data, Copy);
        StoreBackup.Restore(Copy, Restored);

        using (var journal = SqliteJournal.Open(Restored))
        {
            using var world = new World(journal: journal);
            world.Ask(World.Eager("e1"), new CounterCommand.Add("2", 5));
        }

        using var again = SqliteJournal.Open(Restored);
        using var next = new World(journal: again);
        Assert.Equal(12, next.Total(World.Eager("e1")));
        Assert.Equal(10, again.List(new EntityQuery(EntityKind.Order)).Keys.Length);
    }

    [Fact]
    public void A_backup_with_any_byte_changed_is_refused_and_nothing_is_made()
    {
        Make(3);
        StoreBackup.Save(Data, Copy);
        var whole = File.ReadAllBytes(Copy);
        var random = new Random(1);
        for (var i = 0; i < 40; i++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[i == 0 ? 0 : random.Next(whole.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(Copy, damaged);

            AssertRefused("the back-up is damaged: its SHA-256 is");
        }

        File.WriteAllBytes(Copy, whole[..(whole.Length / 2)]);
        AssertRefused("the back-up is damaged: its SHA-256 is");
    }

    [Fact]
    public void A_backup_without_its_checksum_or_with_another_is_refused()
    {
        Make(3);
        StoreBackup.Save(Data, Copy);
        File.WriteAllText(Copy + ".sha256", "nonsense");
        AssertRefused(".sha256 says 'nonsense'");

        File.Delete(Copy + ".sha256");
        AssertRefused(".sha256 is missing");

        File.Delete(Copy);
        AssertRefused("there is no such file");
    }

    [Fact]
    public void A_damaged_store_is_not_backed_up()
    {
        Make(100);
        var store = Path.Combine(Data, "customization.db");
        var bytes = File.ReadAllBytes(store);
        var at = bytes.AsSpan().IndexOf("\"amount\":"u8);
        bytes[at + 9] ^= 1;
        File.WriteAllBytes(store, bytes);

        var refusal = Assert.Throws<StoreException>(() => StoreBackup.Save(Data, Copy));

        Assert.Contains("does not match its checksum", refusal.Message);
        Assert.Contains(
            "does not match its checksum", Assert.Throws<StoreException>(() => StoreBackup.Check(Data)).Message);
        Assert.Empty(Names(_folder));
    }

    [Fact]
    public void Nothing_is_overwritten()
    {
        Make(3);
        StoreBackup.Save(Data, Copy);

        Assert.Contains("already", Assert.Throws<StoreException>(() => StoreBackup.Save(Data, Copy)).Message);
        Assert.Contains("already", Assert.Throws<StoreException>(() => StoreBackup.Restore(Copy, Data)).Message);
        File.Delete(Path.Combine(Data, "customization.db"));
        File.WriteAllText(Path.Combine(Data, "customization.db-wal"), "left over");
        Assert.Contains("already", Assert.Throws<StoreException>(() => StoreBackup.Restore(Copy, Data)).Message);
    }

    [Fact]
    public void A_store_in_use_is_not_restored_over_and_a_folder_without_one_is_not_backed_up()
    {
        Make(3);
        StoreBackup.Save(Data, Copy);
        using (SqliteJournal.Open(Restored))
        {
            AssertRefused("the store is in use by another process", hasFolder: true);
        }

        var empty = Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName;
        Assert.Contains(
            "there is no store",
            Assert.Throws<StoreException>(() => StoreBackup.Save(empty, Copy + "2")).Message);
    }

    private static EntityWrite Raw(string key, long version) => new(
        World.Eager(key), version, version + 1, [new StoredChange(version + 1, new byte[] { 1 })], null, null, null);

    private static void Fill(World world, int from, int until)
    {
        for (var i = from; i < until; i++)
        {
            world.Ask(World.Eager($"e{i}"), new CounterCommand.Add("1", 7));
        }
    }

    private static string[] Names(string folder) =>
        [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    private void Make(int entities)
    {
        using var journal = SqliteJournal.Open(Data);
        using var world = new World(journal: journal);
        Fill(world, 0, entities);
    }

    private void AssertRefused(string reason, bool hasFolder = false)
    {
        var refusal = Assert.Throws<StoreException>(() => StoreBackup.Restore(Copy, Restored));

        Assert.Contains(reason, refusal.Message);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.Equal(hasFolder, Directory.Exists(Restored));
    }
}
