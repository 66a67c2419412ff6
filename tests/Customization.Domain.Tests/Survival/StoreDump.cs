using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Customization.Domain.Tests.Survival;

/// <summary>A store as SQL text, for keeping stores of earlier versions among the tests: payloads stay readable.
/// </summary>
internal static class StoreDump
{
    private static readonly string[] Tables = ["entity", "change", "snapshot", "blob"];

    public static string Write(string file)
    {
        using var connection = Open(file);
        var text = new StringBuilder();
        foreach (var pragma in (string[])["application_id", "user_version"])
        {
            text.Append(CultureInfo.InvariantCulture, $"PRAGMA {pragma} = {Scalar(connection, $"PRAGMA {pragma}")};\n");
        }

        foreach (var row in Rows(connection, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"))
        {
            text.Append(row[0]).Append(";\n");
        }

        foreach (var table in Tables)
        {
            foreach (var row in Rows(connection, $"SELECT * FROM {table} ORDER BY 1, 2"))
            {
                text.Append($"INSERT INTO {table} VALUES (").AppendJoin(", ", row.Select(Literal)).Append(");\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Makes the store anew.</summary>
    public static void Read(string dump, string file)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA journal_mode = WAL; BEGIN; {dump} COMMIT;";
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    private static object Scalar(SqliteConnection connection, string query) => Rows(connection, query).Single()[0];

    private static IEnumerable<object[]> Rows(SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var row = new object[rows.FieldCount];
            rows.GetValues(row);
            yield return row;
        }
    }

    private static string Literal(object value) => value switch
    {
        DBNull => "NULL",
        long number => number.ToString(CultureInfo.InvariantCulture),
        string text => Quoted(text),
        byte[] bytes when IsText(bytes) => $"CAST({Quoted(Encoding.UTF8.GetString(bytes))} AS BLOB)",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        _ => throw new InvalidOperationException($"{value.GetType()} is no type of a store"),
    };

    private static bool IsText(byte[] bytes) =>
        !bytes.Contains((byte)0) && Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes)).SequenceEqual(bytes);

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
