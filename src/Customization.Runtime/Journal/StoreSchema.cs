namespace Customization.Runtime.Journal;

/// <summary>The form of the store on disk.</summary>
/// <remarks>Times are Unix milliseconds UTC; <c>wake</c> is 0 where something waits to be sent. Kinds are stored by
/// name.</remarks>
internal static class StoreSchema
{
    /// <summary>Marks an SQLite file as ours: ASCII <c>MCst</c>, at byte 68 of the file.</summary>
    public const int ApplicationId = 0x4D437374;

    /// <summary>Form of the tables and of the payloads, at byte 60 of the file. A higher one is refused.</summary>
    public const int Version = 1;

    /// <summary>The tables of a new store.</summary>
    /// <remarks><c>change</c> is clustered by entity, so that loading one and forgetting its old changes touch
    /// neighbouring pages.</remarks>
    public const string Create = """
        CREATE TABLE entity (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            version INTEGER NOT NULL,
            wake INTEGER,
            owner TEXT,
            UNIQUE (kind, key)) STRICT;
        CREATE INDEX entity_by_wake ON entity (wake) WHERE wake IS NOT NULL;
        CREATE INDEX entity_by_owner ON entity (kind, owner, key) WHERE owner IS NOT NULL;
        CREATE TABLE change (
            entity INTEGER NOT NULL,
            version INTEGER NOT NULL,
            payload BLOB NOT NULL,
            checksum INTEGER NOT NULL,
            PRIMARY KEY (entity, version)) STRICT, WITHOUT ROWID;
        CREATE TABLE snapshot (
            entity INTEGER PRIMARY KEY,
            version INTEGER NOT NULL,
            payload BLOB NOT NULL,
            checksum INTEGER NOT NULL) STRICT;
        CREATE TABLE blob (
            hash TEXT PRIMARY KEY,
            payload BLOB NOT NULL,
            checksum INTEGER NOT NULL) STRICT;
        """;
}
