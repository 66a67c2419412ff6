using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Customization.Grains.Storage;

/// <summary>An SQLite file for a cluster of one silo: write-ahead log, one writer, one flush for all statements that
/// wait.</summary>
/// <remarks><c>synchronous = FULL</c> flushes the log at each commit: with NORMAL a power cut could take back what was
/// acknowledged. A lock file keeps a second process out.</remarks>
public sealed class SqliteDatabase : SqlDatabase
{
    private const int TooBig = 18;
    private const int ConstraintFailed = 19;

    private readonly string _path;
    private readonly FileStream _lock;
    private readonly StatementQueue _queue;
    private SqliteConnection? _writer;

    private SqliteDatabase(string path, FileStream @lock)
    {
        (_path, _lock) = (path, @lock);
        _queue = new StatementQueue(
            Commit, fault => fault is SqliteException { SqliteErrorCode: ConstraintFailed or TooBig }, writers: 1);
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
    public override Task<int> Execute(string statement, params SqlValue[] values) => _queue.Execute(statement, values);

    /// <inheritdoc/>
    /// <remarks>On a thread of its own, since SQLite reads synchronously: Orleans holds an activation's lock until its
    /// start awaits something, and two activations that loaded without that and sent to each other waited for each
    /// other's lock for ever.</remarks>
    public override Task<List<T>> Query<T>(string query, Func<DbDataReader, T> read, params SqlValue[] values) =>
        Task.Run(async () =>
        {
            await using var connection = Connect();
            await using var command = connection.CreateCommand();
            command.CommandText = query;
            Bind(command, values);
            return await ReadAll(command, read).ConfigureAwait(false);
        });

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _queue.Close().ConfigureAwait(false);
        _writer?.Dispose();
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

    private async Task<int[]> Commit(IReadOnlyList<Statement> statements)
    {
        _writer ??= await OpenWriter().ConfigureAwait(false);
        await using var transaction = _writer.BeginTransaction();
        var rows = new int[statements.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            using var command = _writer.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = statements[i].Text;
            Bind(command, statements[i].Values);
            rows[i] = command.ExecuteNonQuery();
        }

        transaction.Commit();
        return rows;
    }

    private async Task<SqliteConnection> OpenWriter()
    {
        var connection = Connect();
        await Run(connection, "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 8000;")
            .ConfigureAwait(false);
        return connection;
    }
}
