using System.Collections.Immutable;
using Customization.Kernel.Language;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Which operations a name behind <c>after</c> stands for. In a part, a name means the operation of the same
/// instance first, then of the instance around it, then the product's; <c>cabinet.cut</c> means that of every cabinet.
/// In a lot, it means that of the same lot first, and of the part that ships in lots the instances in it.</summary>
internal sealed class OperationNames(LotTemplate? lots)
{
    private readonly Dictionary<string, PartInstance> _instances = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _byName = new(StringComparer.Ordinal);

    /// <summary>The id of an instance's operation, which it is known by from now on.</summary>
    public string Add(string id, PartInstance instance)
    {
        var whole = $"{instance.Path}.{id}";
        _instances[whole] = instance;
        _byName[whole] = [whole];
        for (var around = instance; around is not null; around = around.Parent)
        {
            // Positions inside the instance around it are left open: cabinet[2].drawer.cut, then cabinet.drawer.cut.
            Entry($"{Open(instance, around.Parent)}.{id}").Add(whole);
        }

        if (lots?.LotOf(instance) is > 0 and var lot)
        {
            Entry($"{lots.Instances[lot - 1].Path}.{Open(instance, null)}.{id}").Add(whole);
        }

        return whole;
    }

    private List<string> Entry(string name)
    {
        if (!_byName.TryGetValue(name, out var ids))
        {
            _byName[name] = ids = [];
        }

        return ids;
    }

    /// <summary>The ids that an operation comes after; a name that stands for none is kept.</summary>
    public ImmutableArray<string> Resolve(string operation, ImmutableArray<string> after) =>
        _byName.Count == 0 ? after : [.. after.SelectMany(name => Find(operation, name)).Distinct()];

    private List<string> Find(string operation, string name)
    {
        for (var around = _instances.GetValueOrDefault(operation); around is not null; around = around.Parent)
        {
            if (_byName.TryGetValue($"{around.Path}.{name}", out var inside))
            {
                return inside;
            }
        }

        return _byName.GetValueOrDefault(name) ?? [name];
    }

    /// <summary>The path of an instance with the positions of <paramref name="kept"/> only.</summary>
    private static string Open(PartInstance instance, PartInstance? kept)
    {
        if (ReferenceEquals(instance, kept))
        {
            return instance.Path;
        }

        var start = instance.Parent is null ? 0 : instance.Parent.Path.Length;
        var own = instance.Path[start..instance.Path.LastIndexOf('[')];
        return instance.Parent is null ? own : Open(instance.Parent, kept) + own;
    }
}
