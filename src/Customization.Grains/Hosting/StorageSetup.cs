using Customization.Client.Publishing;
#if WITH_AZURE_STORAGE
using Customization.Grains.Azure;
#endif
using Customization.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Customization.Grains.Hosting;

/// <summary>Connects a silo or client to the storage of its cluster.</summary>
internal static class StorageSetup
{
    private const string NpgsqlInvariant = "Npgsql";

    /// <summary>The database or blob store that silos and clients read definitions from.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, ClusterStorage storage)
    {
        switch (storage)
        {
            case ClusterStorage.Memory:
                return services.AddSingleton<IBlobStore, MemoryBlobStore>();
            case ClusterStorage.Sqlite sqlite:
                return services.AddSql(_ => SqliteDatabase.Open(sqlite.Folder));
            case ClusterStorage.PostgreSql postgreSql:
                return services.AddSql(_ => new PostgreSqlDatabase(postgreSql.ConnectionString));
            case ClusterStorage.Azure azure:
#if WITH_AZURE_STORAGE
                return services.AddAzureBlobs(azure);
#else
                throw NoAzure(azure);
#endif
            default:
                throw new NotSupportedException($"no storage of kind {storage.GetType().Name}");
        }
    }

    /// <summary>Where grains and reminders are kept.</summary>
    public static ISiloBuilder AddEntityStorage(this ISiloBuilder silo, ClusterStorage storage)
    {
        switch (storage)
        {
            case ClusterStorage.Memory:
                return silo.AddMemoryGrainStorage(GrainParts.StorageName).UseInMemoryReminderService();
            case ClusterStorage.Azure azure:
#if WITH_AZURE_STORAGE
                return silo.AddAzureEntities(azure);
#else
                throw NoAzure(azure);
#endif
            default:
                silo.Services.AddGrainStorage(
                    GrainParts.StorageName,
                    (services, _) => new SqlGrainStorage(services.GetRequiredService<SqlDatabase>()));
                silo.Services.AddSingleton<IReminderTable, SqlReminderTable>();
                return silo;
        }
    }

    /// <summary>Who the silos are.</summary>
    public static void AddClustering(this ISiloBuilder silo, SiloSettings settings)
    {
        switch (settings.Storage)
        {
            case ClusterStorage.PostgreSql postgreSql:
                silo.UseAdoNetClustering(options =>
                    (options.Invariant, options.ConnectionString) = (NpgsqlInvariant, postgreSql.ConnectionString));
                break;
            case ClusterStorage.Azure azure:
#if WITH_AZURE_STORAGE
                silo.AddAzureClustering(azure);
                break;
#else
                throw NoAzure(azure);
#endif
        }
    }

    /// <summary>Where the silos are.</summary>
    public static void AddClustering(this IClientBuilder client, SiloSettings settings)
    {
        switch (settings.Storage)
        {
            case ClusterStorage.PostgreSql postgreSql:
                client.UseAdoNetClustering(options =>
                    (options.Invariant, options.ConnectionString) = (NpgsqlInvariant, postgreSql.ConnectionString));
                break;
            case ClusterStorage.Azure azure:
#if WITH_AZURE_STORAGE
                client.AddAzureClustering(azure);
                break;
#else
                throw NoAzure(azure);
#endif
            default:
                client.UseLocalhostClustering(
                    settings.GatewayPort, serviceId: settings.Cluster, clusterId: settings.Cluster);
                break;
        }
    }

    /// <summary>The database is prepared before the silo or client starts: hosted services start in this
    /// order.</summary>
    private static IServiceCollection AddSql(
        this IServiceCollection services, Func<IServiceProvider, SqlDatabase> open) => services
        .AddSingleton(open)
        .AddSingleton<IBlobStore, SqlBlobStore>()
        .AddHostedService<SqlPreparation>();

#if !WITH_AZURE_STORAGE
    private static NotSupportedException NoAzure(ClusterStorage.Azure _) => new(
        "this build has no Azure Storage, because the package feed it was built from lacks Orleans' providers for it");
#endif

    /// <summary>Makes the tables.</summary>
    private sealed class SqlPreparation(SqlDatabase database) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) => database.Prepare(cancellationToken);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
