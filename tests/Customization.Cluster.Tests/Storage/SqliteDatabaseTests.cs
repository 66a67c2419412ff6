using System.Data.Common;
using Customization.Cluster.Tests.Hosting;
using Customization.Grains.Storage;

namespace Customization.Cluster.Tests.Storage;

/// <summary>Statements that wait share a commit, and each is told what became of it; reads keep nobody's thread.
/// </summary>
public sealed class SqliteDatabaseTests
{
    private const string Insert = "INSERT INTO customization_blob (name, payload) VALUES (@name, @payload)";

    [Fact]
    public async Task A_statement_that_is_refused_fails_alone()
    {
        using var folder = new TemporaryFolder();
        await using var database = SqliteDatabase.Open(folder.Path);
        await database.Prepare(CancellationToken.None);

        var told = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Task.Run(
            () => Store($"{i}", i % 100 == 50 ? null : "x"u8.ToArray()))));

        var stored = await database.Query("SELECT name FROM customization_blob", row => row.GetString(0));
        Assert.Equal(["50", "150", "250"], told.Where(one => !one.IsDurable).Select(one => one.Name));
        Assert.Equal(told.Where(one => one.IsDurable).Select(one => one.Name).Order(), stored.Order());

        async Task<(string Name, bool IsDurable)> Store(string name, byte[]? payload)
        {
            try
            {
                return (name, await database.Execute(Insert, new("name", name), new("payload", payload)) == 1);
            }
            catch (DbException)
            {
                return (name, false);
            }
        }
    }

    [Fact]
    public async Task A_read_returns_before_it_has_read()
    {
        using var folder = new TemporaryFolder();
        await using var database = SqliteDatabase.Open(folder.Path);
        await database.Prepare(CancellationToken.None);
        using var hasReturned = new ManualResetEventSlim();

        var read = database.Query("SELECT 1", _ => hasReturned.Wait(TimeSpan.FromSeconds(10)));
        hasReturned.Set();

        Assert.Equal([true], await read);
    }

    [Fact]
    public async Task A_closed_database_has_stored_what_waited_and_takes_nothing_more()
    {
        using var folder = new TemporaryFolder();
        var database = SqliteDatabase.Open(folder.Path);
        await database.Prepare(CancellationToken.None);
        var waiting = Enumerable.Range(0, 50)
            .Select(i => database.Execute(Insert, new("name", $"{i}"), new("payload", "x"u8.ToArray()))).ToArray();

        await database.DisposeAsync();

        Assert.All(await Task.WhenAll(waiting), rows => Assert.Equal(1, rows));
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => database.Execute(Insert, new("name", "late"), new("payload", "x"u8.ToArray())));
    }
}
