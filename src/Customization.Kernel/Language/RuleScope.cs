using System.Collections.Immutable;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language;

/// <summary>What the names in rule texts may stand for: the characteristics of one product, their groups, values and
/// attributes, and the texts that the catalog interned as numbers.</summary>
/// <remarks>Build once per product and use for all its texts; immutable and safe to share between threads. Where two
/// characteristics share a name, texts mean the first.</remarks>
public sealed class RuleScope
{
    private readonly Dictionary<string, int> _indexByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _membersByGroup = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<int>> _carriersByAttribute = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Part> _partByPath = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, string> _renamed = ImmutableDictionary<string, string>.Empty;

    /// <summary>Indexes names. O(values + attributes).</summary>
    /// <param name="symbols">The number of each interned attribute text, so that <c>cpu.socket = "AM4"</c> means
    /// something; null for none.</param>
    /// <param name="parts">The parts with instances, those of instances included; null for none.</param>
    public RuleScope(
        IReadOnlyList<Characteristic> characteristics, IReadOnlyDictionary<string, long>? symbols = null,
        LanguageLimits? limits = null, IReadOnlyList<Part>? parts = null)
    {
        Characteristics = characteristics;
        Symbols = symbols ?? ImmutableDictionary<string, long>.Empty;
        Limits = limits ?? LanguageLimits.Default;
        foreach (var part in parts ?? [])
        {
            _partByPath.TryAdd(part.Path, part);
        }

        for (var i = 0; i < characteristics.Count; i++)
        {
            var characteristic = characteristics[i];
            _indexByName.TryAdd(characteristic.Name, i);
            if (characteristic.Group.Length > 0)
            {
                Entry(_membersByGroup, characteristic.Group).Add(i);
            }

            foreach (var value in characteristic.Values)
            {
                foreach (var attribute in value.Attributes.Keys)
                {
                    Entry(_carriersByAttribute, attribute).Add(i);
                }
            }
        }
    }

    private RuleScope(RuleScope scope, IReadOnlyDictionary<string, string> renamed)
    {
        (Characteristics, Symbols, Limits) = (scope.Characteristics, scope.Symbols, scope.Limits);
        (_indexByName, _membersByGroup) = (scope._indexByName, scope._membersByGroup);
        (_carriersByAttribute, _partByPath) = (scope._carriersByAttribute, scope._partByPath);
        _renamed = renamed;
    }

    /// <summary>The same scope for texts that call characteristics, groups or parts by other names. O(1).</summary>
    /// <param name="renamed">The name in this scope by the name in the texts; it hides what has that name here. A
    /// name with a point is renamed by what is before its first point. Names not among the keys stay.</param>
    public RuleScope Renaming(IReadOnlyDictionary<string, string> renamed) => new(this, renamed);

    /// <summary>Whether a name stands for a characteristic, a group or a part.</summary>
    public bool Has(string name) => Find(name) is not null || MembersOf(name) is not null || FindPart(name) is not null;

    /// <summary>The characteristics by position.</summary>
    public IReadOnlyList<Characteristic> Characteristics { get; }

    /// <summary>The number of each interned text.</summary>
    public IReadOnlyDictionary<string, long> Symbols { get; }

    /// <summary>The bounds on each text.</summary>
    public LanguageLimits Limits { get; }

    internal IEnumerable<string> Names => _indexByName.Keys;

    internal IEnumerable<string> Groups => _membersByGroup.Keys;

    internal IEnumerable<string> Attributes => _carriersByAttribute.Keys;

    internal IEnumerable<string> Parts => _partByPath.Keys;

    internal Characteristic this[CharacteristicIndex index] => Characteristics[index.Value];

    internal CharacteristicIndex? Find(string name) =>
        _indexByName.TryGetValue(Meant(name), out var index) ? new CharacteristicIndex(index) : null;

    internal IReadOnlyCollection<int>? MembersOf(string group) => _membersByGroup.GetValueOrDefault(Meant(group));

    internal IReadOnlyCollection<int>? CarriersOf(string attribute) =>
        _carriersByAttribute.GetValueOrDefault(attribute);

    internal Part? FindPart(string path) => _partByPath.GetValueOrDefault(Meant(path));

    internal bool Carries(CharacteristicIndex characteristic, string attribute) =>
        _carriersByAttribute.TryGetValue(attribute, out var carriers) && carriers.Contains(characteristic.Value);

    internal IEnumerable<string> AttributesOf(CharacteristicIndex characteristic) =>
        _carriersByAttribute.Where(pair => pair.Value.Contains(characteristic.Value)).Select(pair => pair.Key);

    private string Meant(string name)
    {
        if (_renamed.Count == 0)
        {
            return name;
        }

        var point = name.IndexOf('.', StringComparison.Ordinal);
        return point < 0
            ? _renamed.GetValueOrDefault(name, name)
            : _renamed.TryGetValue(name[..point], out var meant) ? meant + name[point..] : name;
    }

    private static TList Entry<TList>(Dictionary<string, TList> lists, string key)
        where TList : new()
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = new TList();
        }

        return list;
    }
}
