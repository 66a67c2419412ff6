using System.Data.Common;

namespace Customization.Grains.Storage;

/// <summary>A value for a parameter of a statement.</summary>
/// <param name="Name">Without the at-sign.</param>
public readonly record struct SqlValue(string Name, object? Value);

/// <summary>A database that speaks the SQL which both of ours understand: SQLite in this process, or
/// PostgreSQL.</summary>
/// <remarks>Safe for any number of threads. Faults are <see cref="DbException"/>, once it is closed
/// <see cref="ObjectDisposedException"/>.</remarks>
public abstract class SqlDatabase : IAsyncDisposable
{
    /// <summary>Makes the tables that are missing.</summary>
    public abstract Task Prepare(CancellationToken cancellation);

    /// <summary>Runs one statement that changes rows; durable on return.</summary>
    /// <returns>The number of rows.</returns>
    public abstract Task<int> Execute(string statement, params SqlValue[] values);

    /// <summary>Runs one query.</summary>
    public abstract Task<List<T>> Query<T>(string query, Func<DbDataReader, T> read, params SqlValue[] values);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Gives a command its values.</summary>
    protected static void Bind(DbCommand command, ReadOnlySpan<SqlValue> values) =>
        Bind(command.Parameters, command.CreateParameter, values);

    /// <summary>Gives a command its values.</summary>
    protected static void Bind(
        DbParameterCollection parameters, Func<DbParameter> create, ReadOnlySpan<SqlValue> values)
    {
        foreach (var (name, value) in values)
        {
            var parameter = create();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            parameters.Add(parameter);
        }
    }

    /// <summary>Reads all rows.</summary>
    protected static async Task<List<T>> ReadAll<T>(DbCommand command, Func<DbDataReader, T> read)
    {
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
