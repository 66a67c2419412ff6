using Microsoft.Data.Sqlite;

namespace Customization.Runtime.Journal;

/// <summary>The prepared statements of the one writer.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _advance;
    private readonly SqliteCommand _change;
    private readonly SqliteCommand _snapshot;
    private readonly SqliteCommand _forget;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _deleteSnapshot;
    private readonly SqliteCommand[] _all;

    public SqliteWriter(SqliteConnection connection)
    {
        _insert = Statement(
            connection,
            "INSERT INTO entity (kind, key, version, wake, owner) VALUES ($kind, $key, $version, $wake, $owner) "
            + "ON CONFLICT DO NOTHING RETURNING id",
            "$kind", "$key", "$version", "$wake", "$owner");
        _advance = Statement(
            connection,
            "UPDATE entity SET version = $version, wake = $wake, owner = $owner "
            + "WHERE kind = $kind AND key = $key AND version = $before RETURNING id",
            "$kind", "$key", "$version", "$wake", "$owner", "$before");
        _change = Statement(
            connection, "INSERT INTO change VALUES ($entity, $version, $payload, $checksum)",
            "$entity", "$version", "$payload", "$checksum");
        _snapshot = Statement(
            connection, "INSERT OR REPLACE INTO snapshot VALUES ($entity, $version, $payload, $checksum)",
            "$entity", "$version", "$payload", "$checksum");
        _forget = Statement(connection, "DELETE FROM change WHERE entity = $entity", "$entity");
        _delete = Statement(
            connection,
            "DELETE FROM entity WHERE kind = $kind AND key = $key AND version = $before RETURNING id",
            "$kind", "$key", "$before");
        _deleteSnapshot = Statement(connection, "DELETE FROM snapshot WHERE entity = $entity", "$entity");
        _all = [_insert, _advance, _change, _snapshot, _forget, _delete, _deleteSnapshot];
    }

    /// <summary>The statements belong to this transaction from now on.</summary>
    public void Begin(SqliteTransaction transaction)
    {
        foreach (var command in _all)
        {
            command.Transaction = transaction;
        }
    }

    /// <summary>Head first, which checks the version; then snapshot or changes.</summary>
    public void Write(EntityWrite write)
    {
        if (write.IsDeletion)
        {
            Delete(write);
            return;
        }

        var head = write.Before == 0 ? _insert : _advance;
        head.Parameters[0].Value = write.Address.Kind.ToString();
        head.Parameters[1].Value = write.Address.Key;
        head.Parameters[2].Value = write.Version;
        head.Parameters[3].Value = write.Wake is { } wake ? wake.ToUnixTimeMilliseconds() : DBNull.Value;
        head.Parameters[4].Value = (object?)write.Owner ?? DBNull.Value;
        if (write.Before != 0)
        {
            head.Parameters[5].Value = write.Before;
        }

        var entity = IdOf(head, write);

        if (write.Snapshot is { } snapshot)
        {
            Put(_snapshot, entity, write, write.Version, snapshot);
            Run(_forget, entity);
        }

        foreach (var change in write.Changes)
        {
            Put(_change, entity, write, change.Version, change.Payload);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _all)
        {
            command.Dispose();
        }
    }

    private void Delete(EntityWrite write)
    {
        _delete.Parameters[0].Value = write.Address.Kind.ToString();
        _delete.Parameters[1].Value = write.Address.Key;
        _delete.Parameters[2].Value = write.Before;
        var entity = IdOf(_delete, write);
        Run(_forget, entity);
        Run(_deleteSnapshot, entity);
    }

    private static long IdOf(SqliteCommand head, EntityWrite write) => head.ExecuteScalar() is long entity
        ? entity
        : throw new StoreConflictException($"{write.Address} is not at version {write.Before} any more");

    private static void Run(SqliteCommand command, long entity)
    {
        command.Parameters[0].Value = entity;
        command.ExecuteNonQuery();
    }

    private static void Put(
        SqliteCommand command, long entity, EntityWrite write, long version, ReadOnlyMemory<byte> payload)
    {
        command.Parameters[0].Value = entity;
        command.Parameters[1].Value = version;
        command.Parameters[2].Value = SqliteJournal.Bytes(payload);
        command.Parameters[3].Value = (long)Checksum.Of(write.Address, version, payload.Span);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Statement(SqliteConnection connection, string text, params ReadOnlySpan<string> names)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }
}
