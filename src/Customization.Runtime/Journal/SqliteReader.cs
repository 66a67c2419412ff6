using System.Collections.Immutable;
using Customization.Domain.Entities;
using Microsoft.Data.Sqlite;

namespace Customization.Runtime.Journal;

/// <summary>The statements of one reader; used by one thread at a time.</summary>
internal sealed class SqliteReader(SqliteConnection connection) : IDisposable
{
    /// <summary>In one statement, so that it sees one commit.</summary>
    private const string LoadText = """
        SELECT entity.version, snapshot.version, snapshot.payload, snapshot.checksum,
               change.version, change.payload, change.checksum
        FROM entity
        LEFT JOIN snapshot ON snapshot.entity = entity.id
        LEFT JOIN change ON change.entity = entity.id
        WHERE entity.kind = $kind AND entity.key = $key
        ORDER BY change.version
        """;

    private const string ListText = """
        SELECT key FROM entity
        WHERE kind = $kind AND key > $after AND ($owner IS NULL OR owner = $owner)
          AND ($prefix IS NULL OR (key >= $prefix AND key < $beyond))
        ORDER BY key LIMIT $limit
        """;

    private readonly SqliteCommand _load = Statement(connection, LoadText);

    public StoredEntity? Load(EntityAddress address)
    {
        _load.Parameters.Clear();
        _load.Parameters.AddWithValue("$kind", address.Kind.ToString());
        _load.Parameters.AddWithValue("$key", address.Key);
        using var rows = _load.ExecuteReader();
        if (!rows.Read())
        {
            return null;
        }

        var version = rows.GetInt64(0);
        var snapshotVersion = rows.IsDBNull(1) ? 0 : rows.GetInt64(1);
        ReadOnlyMemory<byte>? snapshot = rows.IsDBNull(1)
            ? default(ReadOnlyMemory<byte>?) // A bare null would become an empty memory.
            : Checked(rows, address, snapshotVersion, 2);
        var changes = ImmutableArray.CreateBuilder<StoredChange>();
        do
        {
            if (!rows.IsDBNull(4))
            {
                changes.Add(new StoredChange(rows.GetInt64(4), Checked(rows, address, rows.GetInt64(4), 5)));
            }
        }
        while (rows.Read());
        return new StoredEntity(version, snapshotVersion, snapshot, changes.ToImmutable());
    }

    public List<StoredWake> Wakes()
    {
        using var command = Statement(
            connection, "SELECT kind, key, wake FROM entity WHERE wake IS NOT NULL ORDER BY wake, id");
        using var rows = command.ExecuteReader();
        List<StoredWake> wakes = [];
        while (rows.Read())
        {
            var address = new EntityAddress(Enum.Parse<EntityKind>(rows.GetString(0)), rows.GetString(1));
            wakes.Add(new StoredWake(address, DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(2))));
        }

        return wakes;
    }

    public EntityPage List(EntityQuery query)
    {
        var hasOwner = query.Owner is not null;
        var text = hasOwner ? ListText.Replace("($owner IS NULL OR owner = $owner)", "owner = $owner") : ListText;
        using var command = Statement(connection, text);
        command.Parameters.AddWithValue("$kind", query.Kind.ToString());
        command.Parameters.AddWithValue("$after", query.After ?? "");
        command.Parameters.AddWithValue("$owner", (object?)query.Owner ?? DBNull.Value);
        command.Parameters.AddWithValue("$prefix", (object?)query.KeyPrefix ?? DBNull.Value);
        command.Parameters.AddWithValue("$beyond", $"{query.KeyPrefix}\U0010FFFF");
        command.Parameters.AddWithValue("$limit", query.Limit + 1);
        using var rows = command.ExecuteReader();
        var keys = ImmutableArray.CreateBuilder<string>();
        while (rows.Read())
        {
            keys.Add(rows.GetString(0));
        }

        return keys.Count > query.Limit
            ? new EntityPage([.. keys.Take(query.Limit)], keys[query.Limit - 1])
            : new EntityPage(keys.ToImmutable(), null);
    }

    public byte[]? Blob(string hash)
    {
        using var command = Statement(connection, "SELECT payload, checksum FROM blob WHERE hash = $hash");
        command.Parameters.AddWithValue("$hash", hash);
        using var rows = command.ExecuteReader();
        if (!rows.Read())
        {
            return null;
        }

        var payload = rows.GetFieldValue<byte[]>(0);
        return Checksum.Of(payload) == rows.GetInt64(1)
            ? payload
            : throw new StoreException($"blob {hash} does not match its checksum");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _load.Dispose();
        connection.Dispose();
    }

    private static byte[] Checked(SqliteDataReader rows, EntityAddress address, long version, int column)
    {
        var payload = rows.GetFieldValue<byte[]>(column);
        return Checksum.Of(address, version, payload) == rows.GetInt64(column + 1)
            ? payload
            : throw new StoreException($"{address} version {version} does not match its checksum");
    }

    private static SqliteCommand Statement(SqliteConnection connection, string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }
}
