namespace Customization.Grains.Storage;

/// <summary>The tables of entities, reminders and blobs.</summary>
/// <remarks>Times are Unix milliseconds UTC. <c>etag</c> rises with each write of a row, and
/// begins with the time.</remarks>
internal static class SqlSchema
{
    /// <summary>The tables, with this database's types for bytes.</summary>
    public static string Create(string bytes) => $"""
        CREATE TABLE IF NOT EXISTS customization_state (
            grain TEXT NOT NULL,
            name TEXT NOT NULL,
            etag BIGINT NOT NULL,
            version BIGINT NOT NULL,
            owner TEXT,
            remind_at BIGINT,
            payload {bytes} NOT NULL,
            PRIMARY KEY (grain, name));
        CREATE TABLE IF NOT EXISTS customization_reminder (
            grain TEXT NOT NULL,
            name TEXT NOT NULL,
            hash BIGINT NOT NULL,
            start_at BIGINT NOT NULL,
            period BIGINT NOT NULL,
            etag BIGINT NOT NULL,
            PRIMARY KEY (grain, name));
        CREATE INDEX IF NOT EXISTS customization_reminder_by_hash ON customization_reminder (hash);
        CREATE TABLE IF NOT EXISTS customization_blob (
            name TEXT PRIMARY KEY,
            payload {bytes} NOT NULL);
        """;
}
