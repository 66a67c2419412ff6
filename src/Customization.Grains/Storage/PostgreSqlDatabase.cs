using System.Data.Common;
using Npgsql;

namespace Customization.Grains.Storage;

/// <summary>A PostgreSQL database that all silos and gateways of a cluster share.</summary>
public sealed class PostgreSqlDatabase(string connectionString) : SqlDatabase
{
    /// <summary>Connections of one process where the connection string does not say: a server takes 100 by default, and
    /// more than this many statements at once only wait for its disk.</summary>
    private const int ConnectionsMax = 16;

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(Bounded(connectionString));

    /// <summary>Serialises the first start of several silos: an arbitrary number, the same in all of them.</summary>
    private const long PrepareLock = 0x4D43_7374;

    /// <inheritdoc/>
    public override async Task Prepare(CancellationToken cancellation)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT pg_advisory_xact_lock({PrepareLock})";
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        command.CommandText = SqlSchema.Create("BYTEA") + MembershipSchema.Create;
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task<int> Execute(string statement, params SqlValue[] values)
    {
        await using var command = _source.CreateCommand(statement);
        Bind(command, values);
        return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task<List<T>> Query<T>(string query, Func<DbDataReader, T> read, params SqlValue[] values)
    {
        await using var command = _source.CreateCommand(query);
        Bind(command, values);
        return await ReadAll(command, read).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private static string Bounded(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        if (!connectionString.Contains("pool size", StringComparison.OrdinalIgnoreCase)
            && !connectionString.Contains("poolsize", StringComparison.OrdinalIgnoreCase))
        {
            parts.MaxPoolSize = ConnectionsMax;
        }

        return parts.ToString();
    }
}
