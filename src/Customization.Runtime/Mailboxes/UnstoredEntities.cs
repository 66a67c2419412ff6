using System.Collections.Concurrent;
using Customization.Domain.Entities;

namespace Customization.Runtime.Mailboxes;

/// <summary>Lazy entities of which the store has nothing yet: lists name them all the same.</summary>
/// <remarks>As many as were made within <see cref="RuntimeLimits.LazyInterval"/>. Safe for any number of threads.
/// </remarks>
internal sealed class UnstoredEntities
{
    private readonly ConcurrentDictionary<EntityAddress, string?> _owners = new();

    /// <summary>An entity was made in memory; its owner stays until it is stored.</summary>
    public void Add(EntityAddress address, string? owner) => _owners[address] = owner;

    /// <summary>The store has it, or it was given up.</summary>
    public void Remove(EntityAddress address) => _owners.TryRemove(address, out _);

    /// <summary>A page of the stored entities and of these. O(n) for n of these.</summary>
    public EntityPage AddTo(EntityQuery query, Func<EntityQuery, EntityPage> stored)
    {
        // Looked up before the store, so that one which is stored in between is in both rather than in neither.
        string[] unstored =
        [
            .. _owners.Where(entity => entity.Key.Kind == query.Kind
                    && (query.Owner is null || entity.Value == query.Owner)
                    && (query.KeyPrefix is null || entity.Key.Key.StartsWith(query.KeyPrefix, StringComparison.Ordinal))
                    && (query.After is null || string.CompareOrdinal(entity.Key.Key, query.After) > 0))
                .Select(entity => entity.Key.Key),
        ];
        var page = stored(query);
        if (unstored.Length == 0)
        {
            return page;
        }

        string[] keys = [.. page.Keys.Union(unstored).Order(StringComparer.Ordinal)];
        return keys.Length > query.Limit || page.Next is not null
            ? new EntityPage([.. keys.Take(query.Limit)], keys[query.Limit - 1])
            : new EntityPage([.. keys], null);
    }
}
