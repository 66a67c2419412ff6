using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Customization.Domain.Entities;
using Microsoft.Data.Sqlite;

namespace Customization.Runtime.Journal;

/// <summary>The durable journal: one SQLite database with a write-ahead log, one writer, a few readers.</summary>
/// <remarks>One transaction and one flush of the log per batch. Readers see the last committed batch and do not wait
/// for the writer. The format is explained in decision record <c>journal</c>.</remarks>
public sealed class SqliteJournal : IJournal
{
    private const int ReadersKept = 8;

    private readonly FileStream _lock;
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly SqliteWriter _writer;
    private readonly ConcurrentBag<SqliteReader> _readers = [];
    private readonly Lock _writing = new();

    private SqliteJournal(FileStream @lock, string path)
    {
        (_lock, _path) = (@lock, path);
        _connection = SqliteStore.Open(path, isWriter: true);
        _writer = new SqliteWriter(_connection);
    }

    /// <summary>Opens the store in a directory; makes both where there are none.</summary>
    /// <exception cref="StoreException">Refused, with the reason in one line; nothing was changed.</exception>
    public static SqliteJournal Open(string directory)
    {
        var held = SqliteStore.Lock(directory);
        try
        {
            var path = Path.Combine(directory, SqliteStore.FileName);
            SqliteStore.Prepare(path);
            return new SqliteJournal(held, path);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Commit(IReadOnlyList<EntityWrite> batch)
    {
        lock (_writing)
        {
            using var transaction = _connection.BeginTransaction();
            _writer.Begin(transaction);
            foreach (var write in batch)
            {
                _writer.Write(write);
            }

            transaction.Commit();
        }
    }

    /// <inheritdoc/>
    public StoredEntity? Load(EntityAddress address) => Read(reader => reader.Load(address));

    /// <inheritdoc/>
    public IEnumerable<StoredWake> Wakes() => Read(reader => reader.Wakes());

    /// <inheritdoc/>
    public EntityPage List(EntityQuery query) => Read(reader => reader.List(query));

    /// <inheritdoc/>
    public byte[]? ReadBlob(string hash) => Read(reader => reader.Blob(hash));

    /// <inheritdoc/>
    public void WriteBlob(string hash, ReadOnlyMemory<byte> content)
    {
        lock (_writing)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "INSERT INTO blob VALUES ($hash, $payload, $checksum) ON CONFLICT DO NOTHING";
            command.Parameters.AddWithValue("$hash", hash);
            command.Parameters.AddWithValue("$payload", Bytes(content));
            command.Parameters.AddWithValue("$checksum", (long)Checksum.Of(content.Span));
            command.ExecuteNonQuery();
        }
    }

    /// <inheritdoc/>
    public void DeleteBlob(string hash)
    {
        lock (_writing)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "DELETE FROM blob WHERE hash = $hash";
            command.Parameters.AddWithValue("$hash", hash);
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Moves the log into the database and lets others in.</summary>
    public void Dispose()
    {
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _writer.Dispose();
        _connection.Dispose();
        _lock.Dispose();
    }

    /// <summary>The array behind a payload, without a copy where it is the whole array.</summary>
    internal static byte[] Bytes(ReadOnlyMemory<byte> payload) =>
        MemoryMarshal.TryGetArray(payload, out var segment) && segment.Array!.Length == payload.Length
            ? segment.Array
            : payload.ToArray();

    private T Read<T>(Func<SqliteReader, T> read)
    {
        var reader = _readers.TryTake(out var kept) ? kept : new SqliteReader(SqliteStore.Open(_path, isWriter: false));
        try
        {
            return read(reader);
        }
        finally
        {
            if (_readers.Count < ReadersKept)
            {
                _readers.Add(reader);
            }
            else
            {
                reader.Dispose();
            }
        }
    }
}
