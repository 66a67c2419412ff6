using System.Data.Common;
using System.Globalization;

namespace Customization.Grains.Storage;

/// <summary>Keeps reminders as rows.</summary>
public sealed class SqlReminderTable(SqlDatabase database) : IReminderTable
{
    private const string Columns = "SELECT grain, name, start_at, period, etag FROM customization_reminder ";

    /// <inheritdoc/>
    public async Task<ReminderTableData> ReadRows(GrainId grainId) => new(await database.Query(
        Columns + "WHERE grain = @grain", RowOf, new SqlValue("grain", grainId.ToString())));

    /// <summary>The reminders whose grains hash into a range: above begin, up to end; around the top where begin is not
    /// below end.</summary>
    public async Task<ReminderTableData> ReadRows(uint begin, uint end) => new(await database.Query(
        Columns + (begin < end ? "WHERE hash > @begin AND hash <= @end" : "WHERE hash > @begin OR hash <= @end"),
        RowOf, new SqlValue("begin", (long)begin), new SqlValue("end", (long)end)));

    /// <inheritdoc/>
    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => (await database.Query(
        Columns + "WHERE grain = @grain AND name = @name", RowOf,
        new SqlValue("grain", grainId.ToString()), new SqlValue("name", reminderName))).FirstOrDefault();

    /// <inheritdoc/>
    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        // Only an identity: whoever removes a reminder must name the latest.
        var etag = Random.Shared.NextInt64(1, long.MaxValue);
        await database.Execute(
            "INSERT INTO customization_reminder (grain, name, hash, start_at, period, etag) "
            + "VALUES (@grain, @name, @hash, @start, @period, @etag) ON CONFLICT (grain, name) DO UPDATE "
            + "SET start_at = excluded.start_at, period = excluded.period, etag = excluded.etag",
            new SqlValue("grain", entry.GrainId.ToString()), new SqlValue("name", entry.ReminderName),
            new SqlValue("hash", (long)entry.GrainId.GetUniformHashCode()),
            new SqlValue("start", new DateTimeOffset(entry.StartAt, TimeSpan.Zero).ToUnixTimeMilliseconds()),
            new SqlValue("period", (long)entry.Period.TotalMilliseconds), new SqlValue("etag", etag));
        return etag.ToString(CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => await database.Execute(
        "DELETE FROM customization_reminder WHERE grain = @grain AND name = @name AND etag = @etag",
        new SqlValue("grain", grainId.ToString()), new SqlValue("name", reminderName),
        new SqlValue("etag", long.Parse(eTag, CultureInfo.InvariantCulture))) == 1;

    /// <inheritdoc/>
    public Task TestOnlyClearTable() => database.Execute("DELETE FROM customization_reminder");

    private static ReminderEntry RowOf(DbDataReader row) => new()
    {
        GrainId = GrainId.Parse(row.GetString(0)),
        ReminderName = row.GetString(1),
        StartAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)).UtcDateTime,
        Period = TimeSpan.FromMilliseconds(row.GetInt64(3)),
        ETag = row.GetInt64(4).ToString(CultureInfo.InvariantCulture),
    };
}
