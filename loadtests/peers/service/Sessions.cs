using Npgsql;

namespace Peers.Service;

/// <summary>Sessions in PostgreSQL: one row each, read before and written after every click; two prepared statements,
/// pooled connections, commits that do not wait for the disk, as the engine's sessions do not either.</summary>
public sealed class Sessions(string connection) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = new NpgsqlDataSourceBuilder(connection).Build();

    public async Task Create()
    {
        await using var command = _source.CreateCommand(
            "create table if not exists sessions "
            + "(id text primary key, version bigint not null, choices int[] not null)");
        await command.ExecuteNonQueryAsync();
    }

    public async Task Open(string id, int[] choices)
    {
        await using var command = _source.CreateCommand("insert into sessions values ($1, 1, $2)");
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(choices);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<(long Version, int[] Choices)?> Read(string id)
    {
        await using var command = _source.CreateCommand("select version, choices from sessions where id = $1");
        command.Parameters.AddWithValue(id);
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? (reader.GetInt64(0), reader.GetFieldValue<int[]>(1)) : null;
    }

    /// <summary>Stores the next version; false where somebody else was faster.</summary>
    public async Task<bool> Write(string id, long version, int[] choices)
    {
        await using var command = _source.CreateCommand(
            "update sessions set version = version + 1, choices = $3 where id = $1 and version = $2");
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(version);
        command.Parameters.AddWithValue(choices);
        return await command.ExecuteNonQueryAsync() == 1;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
