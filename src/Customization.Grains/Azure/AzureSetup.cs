#if WITH_AZURE_STORAGE
using Azure.Data.Tables;
using Customization.Client.Publishing;
using Customization.Grains.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Storage;

namespace Customization.Grains.Azure;

/// <summary>A cluster in an Azure Storage account: membership, reminders and entities in tables, definitions and
/// diagrams in blobs.</summary>
/// <remarks>Entities are rows because they are small, written often and need an etag; one request each. Diagrams are
/// larger than a row may be and are read once per process.</remarks>
internal static class AzureSetup
{
    private const string RowsName = "customization-rows";

    /// <summary>Definitions and diagrams.</summary>
    public static IServiceCollection AddAzureBlobs(this IServiceCollection services, ClusterStorage.Azure azure) =>
        services.AddSingleton<IBlobStore>(_ => new AzureBlobStore(azure.ConnectionString));

    /// <summary>Entities and reminders.</summary>
    public static ISiloBuilder AddAzureEntities(this ISiloBuilder silo, ClusterStorage.Azure azure)
    {
        silo.AddAzureTableGrainStorage(RowsName, options => options.Configure<Serializer>((storage, serializer) =>
        {
            storage.TableServiceClient = new TableServiceClient(azure.ConnectionString);
            storage.TableName = "CustomizationEntities";
            storage.DeleteStateOnClear = true;
            storage.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
        }));
        silo.Services.AddGrainStorage(
            GrainParts.StorageName,
            (services, _) => new RowKeyStorage(services.GetRequiredKeyedService<IGrainStorage>(RowsName)));
        return silo.UseAzureTableReminderService(options =>
        {
            options.TableServiceClient = new TableServiceClient(azure.ConnectionString);
            options.TableName = "CustomizationReminders";
        });
    }

    /// <summary>Who the silos are.</summary>
    public static void AddAzureClustering(this ISiloBuilder silo, ClusterStorage.Azure azure) =>
        silo.UseAzureStorageClustering(options =>
            options.TableServiceClient = new TableServiceClient(azure.ConnectionString));

    /// <summary>Where the silos are.</summary>
    public static void AddAzureClustering(this IClientBuilder client, ClusterStorage.Azure azure) =>
        client.UseAzureStorageClustering(options =>
            options.TableServiceClient = new TableServiceClient(azure.ConnectionString));
}
#endif
