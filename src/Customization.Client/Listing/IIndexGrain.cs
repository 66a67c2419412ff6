using Customization.Client.Wire;

namespace Customization.Client.Listing;

/// <summary>One partition of the list of stored entities: those of a kind, or those of a kind and an owner.</summary>
/// <remarks>For kinds that every process follows (see <see cref="IndexPartitions.IsFollowed"/>) it also keeps the
/// latest states in memory.</remarks>
[Alias("customization.index")]
public interface IIndexGrain : IGrainWithStringKey
{
    /// <summary>Adds a key; durable on return. Known keys are ignored.</summary>
    [Alias("add")]
    ValueTask Add(string key);

    /// <summary>Adds a key that is in no hurry: listed at once, durable on return, with those that came meanwhile.
    /// </summary>
    [Alias("announce")]
    ValueTask Announce(string key);

    /// <summary>Takes a key out, durable on return; nothing where there is none. O(pages before it).</summary>
    [Alias("remove")]
    ValueTask Remove(string key);

    /// <summary>Begins to walk the entities that may be old and takes out those that go; does nothing where that is
    /// going on.</summary>
    [Alias("sweep")]
    ValueTask Sweep();

    /// <summary>Keys in ordinal order, those among them that are not durable yet.</summary>
    /// <param name="prefix">Only keys that start so; null for all.</param>
    /// <param name="after">Only keys after this one; null for all.</param>
    [Alias("list")]
    ValueTask<string[]> List(string? prefix, string? after, int limit);

    /// <summary>Takes a state, unless it has a later one.</summary>
    [Alias("put")]
    ValueTask Put(StateMessage state);

    /// <summary>The states that changed since an earlier answer; all of them where this activation never gave that
    /// answer.</summary>
    [Alias("news")]
    ValueTask<IndexNews> News(long epoch, long sequence);
}

/// <summary>What changed in a partition.</summary>
/// <param name="Epoch">Names the activation; pass it with <paramref name="Sequence"/> to go on from here.</param>
[GenerateSerializer]
[Alias("customization.index-news")]
[Immutable]
public sealed record IndexNews(
    [property: Id(0)] long Epoch, [property: Id(1)] long Sequence, [property: Id(2)] StateMessage[] States);
