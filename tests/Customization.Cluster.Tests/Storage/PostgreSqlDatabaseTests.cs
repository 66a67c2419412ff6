using Customization.Cluster.Tests.Processes;
using Customization.Grains.Storage;
using Npgsql;

namespace Customization.Cluster.Tests.Storage;

/// <summary>What a start makes of the tables that it finds.</summary>
public sealed class PostgreSqlDatabaseTests
{
    private const string Compression =
        "SELECT attcompression::text FROM pg_attribute "
        + "WHERE attrelid = 'customization_state'::regclass AND attname = 'payload'";

    [PostgreSqlFact]
    public async Task Payloads_are_compressed_by_lz4_as_soon_as_nobody_reads_the_table_for_long()
    {
        await using var server = await PostgreSqlServer.Start();
        await using var source = NpgsqlDataSource.Create(server.Connection());
        await using var database = new PostgreSqlDatabase(server.Connection());
        await database.Prepare(CancellationToken.None);
        await using var undo = source.CreateCommand(
            "ALTER TABLE customization_state ALTER payload SET COMPRESSION default");
        Assert.Equal(["l"], await database.Query(Compression, row => row.GetString(0)));
        await undo.ExecuteNonQueryAsync();

        await using (var connection = await source.OpenConnectionAsync())
        await using (var backup = await connection.BeginTransactionAsync())
        {
            await using var read = connection.CreateCommand();
            read.CommandText = "SELECT count(*) FROM customization_state";
            await read.ExecuteScalarAsync();
            await database.Prepare(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal([""], await database.Query(Compression, row => row.GetString(0)));
        }

        await database.Prepare(CancellationToken.None);
        Assert.Equal(["l"], await database.Query(Compression, row => row.GetString(0)));
    }
}
