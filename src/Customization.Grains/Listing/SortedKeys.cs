namespace Customization.Grains.Listing;

/// <summary>A set of keys in ordinal order, for millions of them: about ten bytes a key beside the key itself, where a
/// node of a tree takes 48.</summary>
/// <remarks>Sorted runs of at most <see cref="RunMax"/> keys, in order. Adding costs O(log n + <see cref="RunMax"/>)
/// and now and then O(n / <see cref="RunMax"/>). Not for concurrent use.</remarks>
internal sealed class SortedKeys
{
    /// <summary>Most keys in one run; a full one is cut in the middle.</summary>
    public const int RunMax = 512;

    private readonly List<List<string>> _runs = [];

    /// <summary>Number of keys.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a key; false where it is there already.</summary>
    public bool Add(string key)
    {
        if (_runs.Count == 0)
        {
            _runs.Add([key]);
            Count = 1;
            return true;
        }

        var at = RunOf(key);
        var run = _runs[at];
        var place = run.BinarySearch(key, StringComparer.Ordinal);
        if (place >= 0)
        {
            return false;
        }

        run.Insert(~place, key);
        Count++;
        if (run.Count > RunMax)
        {
            _runs.Insert(at + 1, run.GetRange(RunMax / 2, run.Count - (RunMax / 2)));
            run.RemoveRange(RunMax / 2, run.Count - (RunMax / 2));
            run.TrimExcess();
        }

        return true;
    }

    /// <summary>Takes a key out; false where it is not there.</summary>
    public bool Remove(string key)
    {
        if (_runs.Count == 0)
        {
            return false;
        }

        var at = RunOf(key);
        var place = _runs[at].BinarySearch(key, StringComparer.Ordinal);
        if (place < 0)
        {
            return false;
        }

        _runs[at].RemoveAt(place);
        Count--;
        if (_runs[at].Count == 0)
        {
            _runs.RemoveAt(at);
        }

        return true;
    }

    /// <summary>The keys that are not before one, in order; all of them where that is empty.</summary>
    public IEnumerable<string> From(string key)
    {
        for (var at = _runs.Count == 0 ? 0 : RunOf(key); at < _runs.Count; at++)
        {
            var run = _runs[at];
            var place = run.BinarySearch(key, StringComparer.Ordinal);
            for (var i = place < 0 ? ~place : place; i < run.Count; i++)
            {
                yield return run[i];
            }
        }
    }

    /// <summary>The last run that does not begin after a key, or the first one.</summary>
    private int RunOf(string key)
    {
        var (low, high) = (0, _runs.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = string.CompareOrdinal(_runs[middle][0], key) <= 0 ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
