using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace Customization.Runtime.Journal;

/// <summary>Opens the store of a directory: alone, checked, and only if it is one that this version can write.
/// </summary>
/// <remarks>A file <c>customization.lock</c>, locked by the operating system while the process lives, keeps a second
/// process out. Format and version are read from the file's header before SQLite touches it, so a store that is refused
/// keeps every byte.</remarks>
internal static class SqliteStore
{
    /// <summary>Name of the database in the directory.</summary>
    public const string FileName = "customization.db";

    private const int HeaderLength = 100;
    private const int VersionAt = 60;
    private const int ApplicationIdAt = 68;

    /// <summary>SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE: closing does not move the write-ahead log into the database.
    /// </summary>
    private const int NoCheckpointOnClose = 1006;

    /// <summary>Keeps other processes out of a directory until disposed.</summary>
    public static FileStream Lock(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return new FileStream(
                Path.Combine(directory, "customization.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite,
                FileShare.None);
        }
        catch (IOException fault)
        {
            throw new StoreException($"{directory}: the store is in use by another process", fault);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new StoreException($"{directory}: the store cannot be opened: {fault.Message}", fault);
        }
    }

    /// <summary>Makes sure that a usable store exists in a locked directory.</summary>
    /// <exception cref="StoreException">Not a store, of a newer version, or corrupted. Nothing was changed.</exception>
    public static void Prepare(string path)
    {
        if (File.Exists(path) && new FileInfo(path).Length > 0)
        {
            Check(path);
            return;
        }

        try
        {
            Create(path);
        }
        catch (Exception fault) when (fault is SqliteException or IOException)
        {
            throw new StoreException($"{path}: the store cannot be made: {OneLine(fault.Message)}", fault);
        }
    }

    /// <summary>Reads every byte of a store or a back-up and changes none.</summary>
    /// <exception cref="StoreException">Not a store, of a newer version, or corrupted.</exception>
    public static void Check(string path)
    {
        try
        {
            CheckHeader(path);
            CheckContent(path);
        }
        catch (SqliteException fault)
        {
            throw new StoreException($"{path}: the store is corrupted: {OneLine(fault.Message)}", fault);
        }
        catch (IOException fault)
        {
            throw new StoreException($"{path}: the store cannot be read: {OneLine(fault.Message)}", fault);
        }
    }

    /// <summary>A connection that only looks: it leaves the write-ahead log as it is, also where it is the last one.
    /// </summary>
    public static SqliteConnection OpenToLook(string path)
    {
        var connection = Open(path, isWriter: false);
        SQLitePCL.raw.sqlite3_db_config(connection.Handle, NoCheckpointOnClose, 1, out _);
        return connection;
    }

    /// <summary>A connection with the settings that durability rests on.</summary>
    /// <remarks><c>synchronous = FULL</c> flushes the log at each commit: with NORMAL a power cut could take back what
    /// was acknowledged. <c>secure_delete</c> overwrites what is deleted: erased customers must not be readable in the
    /// free pages.</remarks>
    public static SqliteConnection Open(string path, bool isWriter)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            Mode = isWriter ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
        }.ToString());
        connection.Open();
        Execute(connection, isWriter
            ? "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 8000; "
                + "PRAGMA cache_size = -65536;"
            : "PRAGMA query_only = 1; PRAGMA cache_size = -4096;");
        return connection;
    }

    /// <summary>Runs statements that return nothing of interest.</summary>
    public static void Execute(SqliteConnection connection, string statements)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }

    /// <summary>Builds the store under another name first: a crash leaves none or a whole one.</summary>
    private static void Create(string path)
    {
        var draft = path + ".new";
        File.Delete(draft);
        File.Delete(draft + "-wal");
        File.Delete(draft + "-shm");
        using (var connection = Open(draft, isWriter: true))
        {
            Execute(connection, "PRAGMA journal_mode = WAL;");
            Execute(connection, $"""
                PRAGMA application_id = {StoreSchema.ApplicationId};
                PRAGMA user_version = {StoreSchema.Version};
                {StoreSchema.Create}
                PRAGMA wal_checkpoint(TRUNCATE);
                """);
        }

        File.Move(draft, path, overwrite: true);
    }

    private static void CheckHeader(string path)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        {
            if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength
                || !header.StartsWith("SQLite format 3\0"u8))
            {
                throw new StoreException($"{path}: this is not a store of customization, or it is corrupted");
            }
        }

        var application = BinaryPrimitives.ReadInt32BigEndian(header[ApplicationIdAt..]);
        var version = BinaryPrimitives.ReadInt32BigEndian(header[VersionAt..]);
        if (application != StoreSchema.ApplicationId)
        {
            throw new StoreException($"{path}: this is not a store of customization, or it is corrupted");
        }

        if (version > StoreSchema.Version)
        {
            throw new StoreException(
                $"{path}: the store has version {version}, this program knows versions up to {StoreSchema.Version}");
        }
    }

    /// <summary>Reads every page and compares every checksum: O(bytes of the store).</summary>
    private static void CheckContent(string path)
    {
        using var connection = OpenToLook(path);
        using (var check = connection.CreateCommand())
        {
            check.CommandText = "PRAGMA quick_check(1)";
            if (check.ExecuteScalar() is not "ok" and var finding)
            {
                throw new StoreException($"{path}: the store is corrupted: {OneLine($"{finding}")}");
            }
        }

        if (StoreCheck.FirstDamage(connection) is { } damage)
        {
            throw new StoreException($"{path}: the store is corrupted: {damage}");
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
