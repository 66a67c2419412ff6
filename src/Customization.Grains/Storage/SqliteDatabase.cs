using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Customization.Grains.Storage;

/// <summary>An SQLite file for a cluster of one silo: write-ahead log, one writer, one flush for all statements that
/// wait.</summary>
/// <remarks><c>synchronous = FULL</c> flushes the log at each commit: with NORMAL a power cut could take back what was
/// acknowledged. A lock file keeps a second process out.</remarks>
public sealed class SqliteDatabase : SqlDatabase
{
    private const int BatchMax = 1024;

    private readonly string _path;
    private readonly FileStream _lock;
    private readonly Channel<Statement> _waiting = Channel.CreateUnbounded<Statement>(
        new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writing;

    private SqliteDatabase(string path, FileStream @lock)
    {
        (_path, _lock) = (path, @lock);
        _writing = Task.Run(WriteAll);
    }

    /// <summary>Opens the database in a folder; makes both where they are missing.</summary>
    /// <exception cref="IOException">Another process has it open.</exception>
    public static SqliteDatabase Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var held = new FileStream(
            Path.Combine(folder, "silo.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        return new SqliteDatabase(Path.Combine(folder, "silo.db"), held);
    }

    /// <inheritdoc/>
    public override async Task Prepare(CancellationToken cancellation)
    {
        await using var connection = Connect();
        await Run(connection, "PRAGMA journal_mode = WAL;");
        await Run(connection, SqlSchema.Create("BLOB"));
    }

    /// <inheritdoc/>
    public override Task<int> Execute(string statement, params SqlValue[] values)
    {
        var waiting = new Statement(statement, values);
        return _waiting.Writer.TryWrite(waiting)
            ? waiting.Rows.Task
            : throw new SqliteException("the database is closed", 21);
    }

    /// <inheritdoc/>
    public override async Task<List<T>> Query<T>(string query, Func<DbDataReader, T> read, params SqlValue[] values)
    {
        await using var connection = Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        Bind(command, values);
        return await ReadAll(command, read).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
        await _lock.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task Run(SqliteConnection connection, string statements)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statements;
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = _path, Pooling = true }.ToString());
        connection.Open();
        return connection;
    }

    private async Task WriteAll()
    {
        SqliteConnection? connection = null;
        var batch = new List<(Statement Statement, int Rows)>();
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            while (batch.Count < BatchMax && _waiting.Reader.TryRead(out var next))
            {
                batch.Add((next, 0));
            }

            try
            {
                connection ??= await OpenWriter().ConfigureAwait(false);
                Commit(connection, batch);
                batch.ForEach(done => done.Statement.Rows.TrySetResult(done.Rows));
            }
            catch (Exception fault)
            {
                // Nothing of the batch is stored: everybody in it is told.
                batch.ForEach(lost => lost.Statement.Rows.TrySetException(fault));
            }
        }

        connection?.Dispose();
    }

    private async Task<SqliteConnection> OpenWriter()
    {
        var connection = Connect();
        await Run(connection, "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 8000;")
            .ConfigureAwait(false);
        return connection;
    }

    private static void Commit(SqliteConnection connection, List<(Statement Statement, int Rows)> batch)
    {
        using var transaction = connection.BeginTransaction();
        for (var i = 0; i < batch.Count; i++)
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = batch[i].Statement.Text;
            Bind(command, batch[i].Statement.Values);
            batch[i] = (batch[i].Statement, command.ExecuteNonQuery());
        }

        transaction.Commit();
    }

    /// <summary>A statement that waits for the next commit.</summary>
    private sealed record Statement(string Text, SqlValue[] Values)
    {
        public TaskCompletionSource<int> Rows { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
