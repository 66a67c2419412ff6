using System.Text.Json;
using Customization.Domain.Entities;

namespace Customization.Grains.Entities;

/// <summary>The changes of one entity with a <see cref="ChangeLog"/> that wait for their write, oldest first.</summary>
internal sealed class DecidedChanges
{
    private readonly List<Decided> _waiting = [];
    private int _prepared;

    /// <summary>Whether none waits.</summary>
    public bool IsEmpty => _waiting.Count == 0;

    /// <summary>Adds the latest one.</summary>
    public void Add(Change change) => _waiting.Add(new Decided(change));

    /// <summary>Begins to write the new ones as JSON, on another thread.</summary>
    public void Prepare()
    {
        if (_prepared < _waiting.Count)
        {
            var changes = _waiting[_prepared..];
            _prepared = _waiting.Count;
            ThreadPool.QueueUserWorkItem(_ => changes.ForEach(change => _ = change.Json));
        }
    }

    /// <summary>The JSON of those up to a version.</summary>
    public IEnumerable<byte[]> UpTo(long version) =>
        _waiting.TakeWhile(change => change.Version <= version).Select(change => change.Json);

    /// <summary>Those up to a version are durable.</summary>
    public void Written(long version)
    {
        var written = _waiting.RemoveAll(change => change.Version <= version);
        _prepared = Math.Max(0, _prepared - written);
    }

    private sealed class Decided(Change change)
    {
        private byte[]? _json;

        public long Version => change.Version;

        /// <summary>Two threads at once may both write it, the same.</summary>
        public byte[] Json => _json ??= ChangeLog.Json(change);
    }
}
