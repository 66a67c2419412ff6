using System.Data.Common;
using System.Globalization;
using Customization.Grains.Entities;
using Orleans.Storage;

namespace Customization.Grains.Storage;

/// <summary>Keeps entities and pages of the index as rows, each with an etag that a write must name.</summary>
public sealed class SqlGrainStorage(SqlDatabase database) : IGrainStorage
{
    private const string Read =
        "SELECT etag, version, owner, remind_at, payload FROM customization_state "
        + "WHERE grain = @grain AND name = @name";

    private const string Insert =
        "INSERT INTO customization_state (grain, name, etag, version, owner, remind_at, payload) "
        + "VALUES (@grain, @name, @etag, @version, @owner, @remindAt, @payload) ON CONFLICT DO NOTHING";

    private const string Update =
        "UPDATE customization_state SET etag = etag + 1, version = @version, owner = @owner, remind_at = @remindAt, "
        + "payload = @payload WHERE grain = @grain AND name = @name AND etag = @etag";

    private const string Delete =
        "DELETE FROM customization_state WHERE grain = @grain AND name = @name AND etag = @etag";

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var rows = await database.Query(
            Read, RowOf, new SqlValue("grain", grainId.ToString()), new SqlValue("name", stateName));
        if (rows is [var (etag, record)])
        {
            (grainState.State, grainState.ETag, grainState.RecordExists) = ((T)(object)record, etag, true);
        }
        else
        {
            (grainState.State, grainState.ETag, grainState.RecordExists) =
                ((T)(object)new StoredRecord(), null, false);
        }
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var record = (StoredRecord)(object)grainState.State!;
        var isNew = grainState.ETag is null;

        // Above all etags of a row that was deleted: who knows one of those must not write over its successor.
        var etag = isNew
            ? TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()
            : long.Parse(grainState.ETag!, CultureInfo.InvariantCulture);
        SqlValue[] values =
        [
            new("grain", grainId.ToString()), new("name", stateName), new("version", record.Version),
            new("owner", record.Owner), new("remindAt", record.RemindAt?.ToUnixTimeMilliseconds()),
            new("payload", record.Payload), new("etag", etag),
        ];
        if (await database.Execute(isNew ? Insert : Update, values) != 1)
        {
            throw new InconsistentStateException($"{grainId} {stateName} is not stored with etag {etag} any more");
        }

        grainState.ETag = (isNew ? etag : etag + 1).ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.ETag is { } etag && await database.Execute(
            Delete, new SqlValue("grain", grainId.ToString()), new SqlValue("name", stateName),
            new SqlValue("etag", long.Parse(etag, CultureInfo.InvariantCulture))) != 1)
        {
            throw new InconsistentStateException($"{grainId} {stateName} is not stored with etag {etag} any more");
        }

        (grainState.ETag, grainState.RecordExists) = (null, false);
    }

    private static (string Etag, StoredRecord Record) RowOf(DbDataReader row) => (
        row.GetInt64(0).ToString(CultureInfo.InvariantCulture),
        new StoredRecord
        {
            Version = row.GetInt64(1),
            Owner = row.IsDBNull(2) ? null : row.GetString(2),
            RemindAt = row.IsDBNull(3) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
            Payload = row.GetFieldValue<byte[]>(4),
        });
}
