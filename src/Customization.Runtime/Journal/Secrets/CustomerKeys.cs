using System.Security.Cryptography;
using Customization.Domain.Entities.Secrets;
using Microsoft.Data.Sqlite;

namespace Customization.Runtime.Journal.Secrets;

/// <summary>The wrapped keys of customers, in a file of their own beside the store: a back-up of the store alone cannot
/// be read, and a deleted key is deleted for all back-ups.</summary>
/// <remarks>A key that is to be deleted is marked first, so that a crash between deleting and what it is deleted for
/// can be finished at the next start. Safe for any number of threads.</remarks>
internal sealed class CustomerKeys : IDisposable
{
    /// <summary>Name of the file in the directory of the store.</summary>
    public const string FileName = "customer-keys.db";

    /// <summary>Unwrapped keys in memory; beyond it they are forgotten and unwrapped again.</summary>
    private const int CachedMax = 10_000;

    private const string Table = """
        CREATE TABLE IF NOT EXISTS customer_key (
            customer TEXT PRIMARY KEY, wrapped BLOB NOT NULL, doomed INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, byte[]> _cached = new(StringComparer.Ordinal);
    private readonly SqliteConnection _connection;
    private readonly MasterKeys _masters;

    private CustomerKeys(SqliteConnection connection, MasterKeys masters) =>
        (_connection, _masters) = (connection, masters);

    /// <summary>Opens the file of a directory whose store is locked; makes it where there is none.</summary>
    public static CustomerKeys Open(string directory, MasterKeys masters)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            var connection = SqliteStore.Open(path, isWriter: true);
            SqliteStore.Execute(connection, "PRAGMA journal_mode = DELETE;" + Table);
            var keys = new CustomerKeys(connection, masters);
            keys.Rewrap();
            return keys;
        }
        catch (SqliteException fault)
        {
            throw new StoreException($"{path}: the keys of customers cannot be opened: {fault.Message}", fault);
        }
    }

    /// <summary>Keys without a file, for simulation.</summary>
    public static CustomerKeys InMemory(MasterKeys masters)
    {
        var connection = SqliteStore.Open(":memory:", isWriter: true);
        SqliteStore.Execute(connection, Table);
        return new CustomerKeys(connection, masters);
    }

    /// <summary>The key of a customer, or null where it was deleted or never made.</summary>
    public byte[]? Find(string customer)
    {
        lock (_lock)
        {
            if (_cached.TryGetValue(customer, out var cached))
            {
                return cached;
            }

            using var command = Command("SELECT wrapped FROM customer_key WHERE customer = $customer", customer);
            return command.ExecuteScalar() is byte[] wrapped ? Keep(customer, Unwrap(customer, wrapped)) : null;
        }
    }

    /// <summary>Makes the keys that are missing, durable on return.</summary>
    public void Ensure(IEnumerable<string> customers)
    {
        lock (_lock)
        {
            SqliteTransaction? transaction = null;
            foreach (var customer in customers.Where(customer => !_cached.ContainsKey(customer)))
            {
                using var find = Command(
                    "SELECT wrapped FROM customer_key WHERE customer = $customer AND doomed = 0", customer);
                find.Transaction = transaction;
                if (find.ExecuteScalar() is byte[] wrapped)
                {
                    Keep(customer, Unwrap(customer, wrapped));
                    continue;
                }

                transaction ??= _connection.BeginTransaction();
                var key = RandomNumberGenerator.GetBytes(MasterKeys.KeyBytes);
                Put(transaction, customer, key);
                Keep(customer, key);
            }

            transaction?.Commit();
            transaction?.Dispose();
        }
    }

    /// <summary>Marks a key: it will be deleted.</summary>
    public void Doom(string customer) => Run("UPDATE customer_key SET doomed = 1 WHERE customer = $customer", customer);

    /// <summary>Takes the mark back.</summary>
    public void Spare(string customer) =>
        Run("UPDATE customer_key SET doomed = 0 WHERE customer = $customer", customer);

    /// <summary>Deletes a key for good.</summary>
    public void Delete(string customer) => Run("DELETE FROM customer_key WHERE customer = $customer", customer);

    /// <summary>The keys that are marked. O(keys).</summary>
    public IReadOnlyList<string> Doomed()
    {
        lock (_lock)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "SELECT customer FROM customer_key WHERE doomed = 1";
            using var rows = command.ExecuteReader();
            var doomed = new List<string>();
            while (rows.Read())
            {
                doomed.Add(rows.GetString(0));
            }

            return doomed;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <summary>Wraps all keys with the current master key, so that older ones can be retired. O(keys).</summary>
    private void Rewrap()
    {
        var older = new List<(string Customer, byte[] Wrapped)>();
        using (var command = _connection.CreateCommand())
        {
            command.CommandText = "SELECT customer, wrapped FROM customer_key";
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                if (rows.GetFieldValue<byte[]>(1) is var wrapped && WrappedKey.VersionOf(wrapped) < _masters.Current)
                {
                    older.Add((rows.GetString(0), wrapped));
                }
            }
        }

        if (older.Count > 0)
        {
            using var transaction = _connection.BeginTransaction();
            foreach (var (customer, wrapped) in older)
            {
                Put(transaction, customer, Unwrap(customer, wrapped), keepsMark: true);
            }

            transaction.Commit();
        }
    }

    private void Put(SqliteTransaction transaction, string customer, byte[] key, bool keepsMark = false)
    {
        using var command = Command(
            "INSERT INTO customer_key VALUES ($customer, $wrapped, 0) "
                + "ON CONFLICT DO UPDATE SET wrapped = $wrapped, doomed = doomed AND $keepsMark", customer);
        command.Transaction = transaction;
        command.Parameters.AddWithValue("$keepsMark", keepsMark);
        command.Parameters.AddWithValue("$wrapped", WrappedKey.Wrap(
            _masters, customer, key, RandomNumberGenerator.GetBytes(SealedPayload.NonceBytes)));
        command.ExecuteNonQuery();
    }

    private byte[] Unwrap(string customer, byte[] wrapped)
    {
        try
        {
            return WrappedKey.Unwrap(_masters, customer, wrapped);
        }
        catch (CryptographicException fault)
        {
            throw new StoreException($"{FileName}: a customer's key cannot be opened: {fault.Message}", fault);
        }
    }

    private byte[] Keep(string customer, byte[] key)
    {
        if (_cached.Count >= CachedMax)
        {
            _cached.Clear();
        }

        return _cached[customer] = key;
    }

    private void Run(string statement, string customer)
    {
        lock (_lock)
        {
            _cached.Remove(customer);
            using var command = Command(statement, customer);
            command.ExecuteNonQuery();
        }
    }

    private SqliteCommand Command(string text, string customer)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        command.Parameters.AddWithValue("$customer", customer);
        return command;
    }
}
