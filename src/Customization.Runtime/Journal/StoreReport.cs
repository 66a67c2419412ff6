namespace Customization.Runtime.Journal;

/// <summary>What a whole store or back-up holds.</summary>
/// <param name="Version">Form of the tables and payloads.</param>
/// <param name="Bytes">Of the database without its write-ahead log.</param>
/// <param name="Changes">Changes since the last snapshot of each entity.</param>
/// <param name="Sha256">Of a back-up, in lower-case hexadecimal digits; null for a store, which changes.</param>
public sealed record StoreReport(
    string File, int Version, long Bytes, long Entities, long Changes, long Snapshots, long Blobs, string? Sha256);
