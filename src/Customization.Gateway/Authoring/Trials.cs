using Customization.Domain.Catalog;

namespace Customization.Gateway.Authoring;

/// <summary>Definitions that were checked lately in this process and can be tried without being published.</summary>
/// <remarks>At most <see cref="KeptMax"/>, the one used longest ago leaves first; lost with the process, and unknown to
/// others: checking again brings one back. Safe for any number of threads.</remarks>
public sealed class Trials
{
    /// <summary>Trials kept.</summary>
    public const int KeptMax = 8;

    private readonly LinkedList<PublishedProduct> _kept = new();
    private readonly Lock _gate = new();

    /// <summary>Keeps a product; its id is the hash of its definition.</summary>
    public void Keep(PublishedProduct product)
    {
        lock (_gate)
        {
            Take(product.ContentHash);
            _kept.AddFirst(product);
            if (_kept.Count > KeptMax)
            {
                _kept.RemoveLast();
            }
        }
    }

    /// <summary>The product of an id, or null.</summary>
    public PublishedProduct? Find(string id)
    {
        lock (_gate)
        {
            var found = Take(id);
            if (found is not null)
            {
                _kept.AddFirst(found);
            }

            return found;
        }
    }

    private PublishedProduct? Take(string id)
    {
        var found = _kept.FirstOrDefault(product => string.Equals(product.ContentHash, id, StringComparison.Ordinal));
        if (found is not null)
        {
            _kept.Remove(found);
        }

        return found;
    }
}
