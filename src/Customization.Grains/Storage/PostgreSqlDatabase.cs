using System.Data.Common;
using Npgsql;

namespace Customization.Grains.Storage;

/// <summary>A PostgreSQL database that all silos and gateways of a cluster share.</summary>
public sealed class PostgreSqlDatabase : SqlDatabase
{
    /// <summary>Connections of one process where the connection string does not say: a server takes 100 by default, and
    /// more than this many statements at once only wait for its disk.</summary>
    private const int ConnectionsMax = 16;

    /// <summary>Statements that the server keeps parsed and planned for a connection; we have fewer.</summary>
    private const int PreparedMax = 20;

    /// <summary>Commits at a time: while the disk flushes one, the next ones are sent.</summary>
    private const int Writers = 4;

    /// <summary>The server compresses payloads of over 2 KB: lz4 costs it a fraction of what its own method does.
    /// Servers before version 14 and those built without lz4 stay with that; where somebody reads the table for long,
    /// as a backup does, the next start tries again, because whoever waits for this lock keeps all others waiting.
    /// </summary>
    private const string Compression = """
        DO $$ DECLARE before TEXT := current_setting('lock_timeout'); BEGIN
            IF EXISTS (
                SELECT FROM pg_attribute WHERE attrelid = 'customization_state'::regclass
                AND attname = 'payload' AND attcompression <> 'l') THEN
                PERFORM set_config('lock_timeout', '1s', TRUE);
                ALTER TABLE customization_state ALTER payload SET COMPRESSION lz4;
                PERFORM set_config('lock_timeout', before, TRUE);
            END IF;
        EXCEPTION WHEN undefined_column OR syntax_error OR feature_not_supported OR insufficient_privilege
            OR lock_not_available THEN NULL;
        END $$;
        """;

    /// <summary>Serialises the first start of several silos: an arbitrary number, the same in all of them.</summary>
    private const long PrepareLock = 0x4D43_7374;

    private readonly NpgsqlDataSource _source;
    private readonly StatementQueue _queue;

    /// <summary>A database by its connection string; nothing is opened yet.</summary>
    public PostgreSqlDatabase(string connectionString)
    {
        _source = NpgsqlDataSource.Create(Configured(connectionString));
        _queue = new StatementQueue(Commit, fault => fault is PostgresException, Writers);
    }

    /// <inheritdoc/>
    public override async Task Prepare(CancellationToken cancellation)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT pg_advisory_xact_lock({PrepareLock})";
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        command.CommandText = SqlSchema.Create("BYTEA") + Compression + MembershipSchema.Create;
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task<int> Execute(string statement, params SqlValue[] values) => _queue.Execute(statement, values);

    /// <inheritdoc/>
    public override async Task<List<T>> Query<T>(string query, Func<DbDataReader, T> read, params SqlValue[] values)
    {
        await using var command = _source.CreateCommand(query);
        Bind(command, values);
        return await ReadAll(command, read).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _queue.Close().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Without a transaction of its own, a batch is one: one way there and back, one flush.</summary>
    private async Task<int[]> Commit(IReadOnlyList<Statement> statements)
    {
        await using var batch = _source.CreateBatch();
        foreach (var statement in statements)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = statement.Text;
            Bind(command.Parameters, command.CreateParameter, statement.Values);
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
        return [.. batch.BatchCommands.Cast<DbBatchCommand>().Select(command => command.RecordsAffected)];
    }

    /// <summary>The connection string with our own settings where it says nothing.</summary>
    private static string Configured(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        if (!Says("poolsize"))
        {
            parts.MaxPoolSize = ConnectionsMax;
        }

        if (!Says("autoprepare"))
        {
            parts.MaxAutoPrepare = PreparedMax;
        }

        return parts.ToString();

        bool Says(string setting) => connectionString.Replace(" ", "", StringComparison.Ordinal)
            .Contains(setting, StringComparison.OrdinalIgnoreCase);
    }
}
