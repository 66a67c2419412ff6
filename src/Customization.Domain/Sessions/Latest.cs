namespace Customization.Domain.Sessions;

/// <summary>Remembers what was made of the latest world and key: for pure functions that are mostly asked the same
/// again.</summary>
/// <remarks>The world, such as an outlook, is told by reference and not kept alive. Safe for any number of threads; two
/// may make the same value at once. O(1) and one comparison of keys.</remarks>
internal sealed class Latest<TKey, TValue>
    where TKey : IEquatable<TKey>
{
    private Entry? _entry;

    /// <summary>The value of a world and a key.</summary>
    /// <param name="make">A pure function of state, where world and key tell states apart.</param>
    public TValue Of<TState>(object world, TKey key, TState state, Func<TState, TValue> make)
    {
        if (Volatile.Read(ref _entry) is { } entry && entry.Key.Equals(key)
            && ReferenceEquals(entry.World.Target, world))
        {
            return entry.Value;
        }

        var made = new Entry(new WeakReference(world), key, make(state));
        Volatile.Write(ref _entry, made);
        return made.Value;
    }

    private sealed record Entry(WeakReference World, TKey Key, TValue Value);
}
