using Customization.Domain.Entities;

namespace Customization.Client.Listing;

/// <summary>Lists over the partitions of the index.</summary>
internal sealed class ClusterIndex(IGrainFactory grains)
{
    /// <summary>One page; asks one grain for the list of an owner, otherwise every partition of the kind.</summary>
    public async ValueTask<EntityPage> List(EntityQuery query, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, EntityQuery.LimitMax, nameof(query));
        var names = query.Owner is { } owner
            ? [IndexPartitions.NameOf(query.Kind, owner)]
            : Enumerable.Range(0, IndexPartitions.CountOf(query.Kind))
                .Select(partition => IndexPartitions.NameOf(query.Kind, partition)).ToArray();

        // One more than asked for, to see whether there is a next page.
        var parts = await Task.WhenAll(names.Select(name => Part(name, query)))
            .WaitAsync(cancellation).ConfigureAwait(false);
        var keys = parts.Length == 1 ? parts[0] : [.. parts.SelectMany(part => part).Order(StringComparer.Ordinal)];
        return keys.Length > query.Limit
            ? new EntityPage([.. keys.Take(query.Limit)], keys[query.Limit - 1])
            : new EntityPage([.. keys], null);
    }

    private async Task<string[]> Part(string name, EntityQuery query)
    {
        try
        {
            return await grains.GetGrain<IIndexGrain>(name).List(query.KeyPrefix, query.After, query.Limit + 1)
                .ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not TimeoutException)
        {
            // Whatever a silo or the storage threw, on its way through grains that is no longer told apart.
            throw ClusterFaults.Of(fault, "a list");
        }
    }
}
