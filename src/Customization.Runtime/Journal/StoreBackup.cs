using System.Security.Cryptography;
using Customization.Runtime.Journal.Secrets;
using Microsoft.Data.Sqlite;

namespace Customization.Runtime.Journal;

/// <summary>Copies a store, also while a server runs on it, and makes a store of a copy.</summary>
/// <remarks>A back-up is one SQLite file, the store as it was at one commit, and beside it <c>FILE.sha256</c> in the
/// form that <c>sha256sum -c</c> reads. Beside a store with customers there is also <c>FILE.keys</c>, their wrapped
/// keys: the latest one opens all older back-ups, so older ones are to be deleted; that is what erases a customer
/// from them. The master key is not copied. Nothing is copied or brought back before every page, checksum and
/// version was looked at.</remarks>
public static class StoreBackup
{
    private const string DigestExtension = ".sha256";
    private const string KeysExtension = ".keys";

    /// <summary>Copies the store of a directory to a new file. O(bytes of the store).</summary>
    /// <exception cref="StoreException">There is no store, it is damaged, or the file cannot be made; no file is left.
    /// </exception>
    public static StoreReport Save(string directory, string file)
    {
        var source = PathOf(directory);
        Refuse(File.Exists(file) || File.Exists(file + DigestExtension), $"{file}: there is such a file already");
        var draft = file + ".part";
        try
        {
            SqliteStore.Check(source);
            File.Delete(draft);
            Copy(source, draft);
            SqliteStore.Check(draft);
            var digest = DigestOf(draft);
            WriteDurably(file + DigestExtension, $"{digest}  {Path.GetFileName(file)}\n");
            CopyKeys(directory, file + KeysExtension);
            File.Move(draft, file);
            return Report(file, digest);
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{file}: the back-up failed: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
        finally
        {
            Remove(draft);
            if (!File.Exists(file))
            {
                Remove(file + DigestExtension);
            }
        }
    }

    /// <summary>Makes the store of a directory from a back-up.</summary>
    /// <exception cref="StoreException">The back-up is damaged or of a newer version, or the directory has a store or
    /// is in use; the directory is as it was.</exception>
    public static StoreReport Restore(string file, string directory)
    {
        var digest = Verify(file);
        SqliteStore.Check(file);
        using var held = SqliteStore.Lock(directory);
        var path = Path.Combine(directory, SqliteStore.FileName);

        // Its write-ahead log, left alone, would be played into the restored store.
        Refuse(
            Directory.EnumerateFiles(directory, SqliteStore.FileName + "*").Any(),
            $"{path}: there is a store already, or a part of one; move {SqliteStore.FileName}* away first");
        var draft = path + ".new";
        try
        {
            File.Copy(file, draft, overwrite: true);
            Refuse(DigestOf(draft) != digest, $"{file}: the back-up changed while it was read");
            using (var connection = SqliteStore.Open(draft, isWriter: true))
            {
                SqliteStore.Execute(connection, "PRAGMA journal_mode = WAL;");
            }

            SqliteStore.Check(draft);
            var keys = Path.Combine(directory, CustomerKeys.FileName);
            if (File.Exists(file + KeysExtension) && !File.Exists(keys))
            {
                File.Copy(file + KeysExtension, keys);
            }

            File.Move(draft, path);
            return Report(path, null);
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"{directory}: restoring failed: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
        finally
        {
            Remove(draft);
            Remove(draft + "-wal");
            Remove(draft + "-shm");
        }
    }

    /// <summary>Looks at every byte of the store of a directory, also of a running server, or of a back-up.</summary>
    /// <exception cref="StoreException">It is missing, damaged, of a newer version or no store.</exception>
    public static StoreReport Check(string path)
    {
        if (Directory.Exists(path))
        {
            var store = PathOf(path);
            SqliteStore.Check(store);
            return Report(store, null);
        }

        var digest = Verify(path);
        SqliteStore.Check(path);
        return Report(path, digest);
    }

    private static string PathOf(string directory)
    {
        var path = Path.Combine(directory, SqliteStore.FileName);
        Refuse(!File.Exists(path), $"{directory}: there is no store ({SqliteStore.FileName})");
        return path;
    }

    /// <summary>The pages as of one commit, in a file that needs no others.</summary>
    private static void Copy(string from, string to)
    {
        using (var source = SqliteStore.OpenToLook(from))
        using (var target = SqliteStore.Open(to, isWriter: true))
        {
            source.BackupDatabase(target);
            SqliteStore.Execute(target, "PRAGMA journal_mode = DELETE;");
        }

        using var written = new FileStream(to, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    /// <summary>The keys of customers as they are now. They open older back-ups too, but nothing of who was erased
    /// since.</summary>
    private static void CopyKeys(string directory, string to)
    {
        var path = Path.Combine(directory, CustomerKeys.FileName);
        if (File.Exists(path))
        {
            Remove(to);
            using var source = SqliteStore.OpenToLook(path);
            using var target = SqliteStore.Open(to, isWriter: true);
            source.BackupDatabase(target);
        }
    }

    private static string Verify(string file)
    {
        Refuse(!File.Exists(file), $"{file}: there is no such file");
        Refuse(
            !File.Exists(file + DigestExtension),
            $"{file}: {file}{DigestExtension} is missing, so nothing can tell whether the back-up is whole");
        try
        {
            var expected = File.ReadAllText(file + DigestExtension).Split(' ')[0].Trim();
            var digest = DigestOf(file);
            Refuse(
                digest != expected,
                $"{file}: the back-up is damaged: its SHA-256 is {digest}, {file}{DigestExtension} says '{expected}'");
            return digest;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{file}: the back-up cannot be read: {fault.Message}", fault);
        }
    }

    private static string DigestOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static void WriteDurably(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.CreateNew);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }

    private static StoreReport Report(string path, string? digest)
    {
        using var connection = SqliteStore.OpenToLook(path);
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM entity),
                   (SELECT count(*) FROM change), (SELECT count(*) FROM snapshot), (SELECT count(*) FROM blob)
            """;
        using var rows = command.ExecuteReader();
        rows.Read();
        return new StoreReport(
            path, rows.GetInt32(0), new FileInfo(path).Length, rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3),
            rows.GetInt64(4), digest);
    }

    private static void Refuse(bool isWrong, string reason)
    {
        if (isWrong)
        {
            throw new StoreException(reason);
        }
    }

    /// <summary>What is in the way of a directory that cannot be written stays; the reason was told already.</summary>
    private static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (IOException)
        {
        }
    }
}
