using System.Diagnostics.CodeAnalysis;

namespace Customization.Kernel.Queries;

/// <summary>How an answer cache fared so far.</summary>
/// <param name="Hits">Answers found.</param>
/// <param name="Misses">Answers asked for and not found.</param>
/// <param name="Bytes">What the answers in it weigh now.</param>
/// <param name="Count">Answers in it now.</param>
public readonly record struct AnswerCacheStatus(long Hits, long Misses, long Bytes, int Count);

/// <summary>Remembers answers by exactly what was asked: customers walk the same first steps.</summary>
/// <remarks>
/// <para>Keys are compared in full, so an equal hash never gives a wrong answer. Bounded by the weight of its entries;
/// an answer that was not asked for again since the hand passed it is the first to go (second chance, as in the CLOCK
/// of Corbato 1968), so that steps that only one customer takes push out nothing that many do.</para>
/// <para>Takes in only what is added a second time, told by its hash (the doorkeeper of Einziger, Friedman and Manes
/// 2017): to keep an answer that nobody asks for again costs more than to work it out.</para>
/// <para>Safe for any number of threads: keys are spread over parts, each with a lock that is held for a look-up, never
/// while an answer is worked out. Two threads may work out one answer at once; the first stays. O(1).</para>
/// </remarks>
/// <typeparam name="TKey">Equality by everything that the answer depends on.</typeparam>
public sealed class AnswerCache<TKey, TAnswer>
    where TKey : notnull, IEquatable<TKey>
    where TAnswer : class
{
    /// <summary>Parts, a power of two.</summary>
    private const int PartCount = 16;

    /// <summary>Hashes of answers added once that each part knows; a prime.</summary>
    private const int SeenMax = 4093;

    /// <summary>What an entry weighs besides key and answer: its place in ring and table.</summary>
    public const int EntryBytes = 96;

    private readonly Part[] _parts = new Part[PartCount];
    private readonly long _bytesMax;

    /// <summary>An empty cache.</summary>
    /// <param name="bytesMax">What its entries may weigh together; each of its parts has an equal share.</param>
    public AnswerCache(long bytesMax)
    {
        _bytesMax = bytesMax;
        Clear();
    }

    /// <summary>How it fared so far. Counts of several threads may be a moment apart.</summary>
    public AnswerCacheStatus Status
    {
        get
        {
            var (hits, misses, bytes, count) = (0L, 0L, 0L, 0);
            foreach (var part in _parts)
            {
                var status = part.Status;
                (hits, misses) = (hits + status.Hits, misses + status.Misses);
                (bytes, count) = (bytes + status.Bytes, count + status.Count);
            }

            return new AnswerCacheStatus(hits, misses, bytes, count);
        }
    }

    /// <summary>Looks an answer up.</summary>
    public bool TryGet(TKey key, [NotNullWhen(true)] out TAnswer? answer)
    {
        answer = PartOf(key).Find(key);
        return answer is not null;
    }

    /// <summary>Whether an answer is there; counts as no use of it.</summary>
    public bool Contains(TKey key) => PartOf(key).Contains(key);

    /// <summary>Remembers an answer that is added a second time, where it is not too heavy for the cache.</summary>
    /// <param name="bytes">What key and answer weigh together.</param>
    public void Add(TKey key, TAnswer answer, int bytes) => PartOf(key).Add(key, answer, bytes + EntryBytes);

    /// <summary>Forgets all answers and counts from 0 again.</summary>
    public void Clear()
    {
        for (var i = 0; i < PartCount; i++)
        {
            _parts[i] = new Part(_bytesMax / PartCount);
        }
    }

    /// <summary>Mixes the hash (Fibonacci hashing), as the table inside a part uses its low bits too.</summary>
    private Part PartOf(TKey key) => _parts[(int)((uint)(key.GetHashCode() * 0x9E3779B9L) >> 28) & (PartCount - 1)];

    private struct Entry
    {
        public TKey Key;
        public TAnswer? Answer;
        public int Bytes;
        public bool WasUsed;
    }

    /// <summary>Owns a lock, a table of places, and the ring of places over which the hand goes.</summary>
    private sealed class Part(long bytesMax)
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<TKey, int> _places = [];
        private readonly Stack<int> _free = new();
        private readonly int[] _seen = new int[SeenMax];
        private Entry[] _ring = new Entry[16];
        private int _used;
        private int _hand;
        private long _bytes;
        private long _hits;
        private long _misses;

        public AnswerCacheStatus Status
        {
            get
            {
                lock (_gate)
                {
                    return new AnswerCacheStatus(_hits, _misses, _bytes, _places.Count);
                }
            }
        }

        public TAnswer? Find(TKey key)
        {
            lock (_gate)
            {
                if (!_places.TryGetValue(key, out var place))
                {
                    _misses++;
                    return null;
                }

                _hits++;
                _ring[place].WasUsed = true;
                return _ring[place].Answer;
            }
        }

        public bool Contains(TKey key)
        {
            lock (_gate)
            {
                return _places.ContainsKey(key);
            }
        }

        public void Add(TKey key, TAnswer answer, int bytes)
        {
            var hash = key.GetHashCode() | 1;
            lock (_gate)
            {
                ref var seen = ref _seen[(uint)hash % SeenMax];
                if (bytes > bytesMax || _places.ContainsKey(key))
                {
                    return;
                }

                if (seen != hash)
                {
                    seen = hash;
                    return;
                }

                while (_bytes + bytes > bytesMax)
                {
                    DropOne();
                }

                var place = _free.TryPop(out var free) ? free : _used++;
                if (place == _ring.Length)
                {
                    Array.Resize(ref _ring, 2 * place);
                }

                _ring[place] = new Entry { Key = key, Answer = answer, Bytes = bytes };
                _places.Add(key, place);
                _bytes += bytes;
            }
        }

        /// <summary>Moves the hand to the first entry without a second chance, at most twice around.</summary>
        private void DropOne()
        {
            while (true)
            {
                _hand = _hand + 1 < _used ? _hand + 1 : 0;
                ref var entry = ref _ring[_hand];
                if (entry.Answer is null || entry.WasUsed)
                {
                    entry.WasUsed = false;
                    continue;
                }

                _places.Remove(entry.Key);
                _free.Push(_hand);
                _bytes -= entry.Bytes;
                entry = default;
                return;
            }
        }
    }
}
