using Customization.Domain.Entities;
using Microsoft.Data.Sqlite;

namespace Customization.Runtime.Journal;

/// <summary>Compares every checksum of a store with its payload.</summary>
internal static class StoreCheck
{
    private const string Payloads = """
        SELECT entity.kind, entity.key, part.version, part.payload, part.checksum
        FROM (SELECT entity, version, payload, checksum FROM snapshot
              UNION ALL SELECT entity, version, payload, checksum FROM change) AS part
        LEFT JOIN entity ON entity.id = part.entity
        """;

    private const string Gaps = """
        SELECT kind || '/' || key FROM entity
        WHERE version <> max(
            coalesce((SELECT max(version) FROM change WHERE change.entity = entity.id), 0),
            coalesce((SELECT version FROM snapshot WHERE snapshot.entity = entity.id), 0))
        LIMIT 1
        """;

    /// <summary>What is wrong with the first damaged row, or null. O(bytes of the store).</summary>
    public static string? FirstDamage(SqliteConnection connection) =>
        DamagedPayload(connection) ?? LostChange(connection) ?? DamagedBlob(connection);

    private static string? DamagedPayload(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Payloads;
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            if (rows.IsDBNull(0) || !Enum.TryParse<EntityKind>(rows.GetString(0), out var kind))
            {
                return "a row belongs to no known entity";
            }

            var address = new EntityAddress(kind, rows.GetString(1));
            if (Checksum.Of(address, rows.GetInt64(2), rows.GetFieldValue<byte[]>(3)) != rows.GetInt64(4))
            {
                return $"{address} version {rows.GetInt64(2)} does not match its checksum";
            }
        }

        return null;
    }

    private static string? LostChange(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Gaps;
        return command.ExecuteScalar() is string entity ? $"{entity} lacks its last change" : null;
    }

    private static string? DamagedBlob(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT hash, payload, checksum FROM blob";
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            if (Checksum.Of(rows.GetFieldValue<byte[]>(1)) != rows.GetInt64(2))
            {
                return $"blob {rows.GetString(0)} does not match its checksum";
            }
        }

        return null;
    }
}
