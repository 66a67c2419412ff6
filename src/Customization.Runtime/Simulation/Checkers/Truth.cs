using Customization.Domain.Entities;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>Every entity as the store has it, from what was seen to become durable.</summary>
internal sealed class Truth
{
    private readonly Dictionary<EntityAddress, Deed> _latest = [];
    private readonly Dictionary<EntityKind, List<EntityAddress>> _byKind = [];

    public void Take(Deed deed)
    {
        if (!_latest.ContainsKey(deed.Address))
        {
            (_byKind.TryGetValue(deed.Address.Kind, out var known) ? known : _byKind[deed.Address.Kind] = [])
                .Add(deed.Address);
        }

        _latest[deed.Address] = deed;
    }

    /// <summary>An entity was deleted.</summary>
    public void Forget(EntityAddress address)
    {
        if (_latest.Remove(address))
        {
            _byKind[address.Kind].Remove(address);
        }
    }

    /// <summary>The last durable change of an entity, or null.</summary>
    public Deed? Find(EntityAddress address) => _latest.GetValueOrDefault(address);

    /// <summary>The durable state of an entity, or null.</summary>
    public TState? Find<TState>(EntityAddress address)
        where TState : class => _latest.GetValueOrDefault(address)?.After as TState;

    /// <summary>All last durable changes, in the order in which the entities came to be.</summary>
    public IEnumerable<Deed> All() => _byKind.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value)
        .Select(address => _latest[address]);

    /// <summary>All of one kind of state.</summary>
    public IReadOnlyList<(EntityAddress Address, TState State)> States<TState>()
        where TState : class
    {
        var states = new List<(EntityAddress, TState)>();
        foreach (var (_, addresses) in _byKind)
        {
            if (addresses.Count == 0 || _latest[addresses[0]].After is not TState)
            {
                continue;
            }

            foreach (var address in addresses)
            {
                states.Add((address, (TState)_latest[address].After));
            }
        }

        return states;
    }
}
