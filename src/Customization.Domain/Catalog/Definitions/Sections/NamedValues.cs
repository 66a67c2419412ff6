using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Finds characteristics and values that a definition names outside its rule texts. Owned by one reading.
/// </summary>
internal sealed class NamedValues(
    IReadOnlyList<Characteristic> characteristics, Report report, IReadOnlyDictionary<string, string>? renamed = null)
{
    private const int NameLengthMax = 200;

    private readonly Dictionary<string, int> _indexByName = characteristics
        .Select((characteristic, index) => (characteristic.Name, index))
        .ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);

    /// <summary>The characteristic that a node names, or null after reporting.</summary>
    public CharacteristicIndex? Characteristic(DefinitionNode? node)
    {
        if (node is null || Scalars.Text(node, NameLengthMax, report) is not { } name)
        {
            return null;
        }

        if (_indexByName.TryGetValue(Meant(name.Text), out var index))
        {
            return new CharacteristicIndex(index);
        }

        report.Error(CatalogCode.NoSuchName, name.Span,
            $"no characteristic '{Scalars.Shown(name.Text)}'" + Nearest.Suggest(name.Text, _indexByName.Keys));
        return null;
    }

    /// <summary>The characteristics that a node names: one of them, or the members of a multi-choice or part; none
    /// after reporting.</summary>
    public IReadOnlyList<CharacteristicIndex> CharacteristicsOf(DefinitionNode node)
    {
        if (node is DefinitionNode.Scalar { Text: var group } && !_indexByName.ContainsKey(group))
        {
            var members = Enumerable.Range(0, characteristics.Count)
                .Where(index => string.Equals(characteristics[index].Group, group, StringComparison.Ordinal))
                .Select(index => new CharacteristicIndex(index)).ToArray();
            if (members.Length > 0)
            {
                return members;
            }
        }

        return Characteristic(node) is { } one ? [one] : [];
    }

    /// <summary>The position of the value that a node names, or -1 after reporting.</summary>
    public int Value(CharacteristicIndex characteristic, DefinitionNode? node)
    {
        if (node is null || Scalars.Text(node, NameLengthMax, report) is not { } name)
        {
            return -1;
        }

        var named = characteristics[characteristic.Value];
        var value = named.IndexOf(name.Text);
        if (value < 0)
        {
            report.Error(CatalogCode.NoSuchName, name.Span,
                $"'{named.Name}' has no value '{Scalars.Shown(name.Text)}'"
                + Nearest.Suggest(name.Text, named.Values.Select(each => each.Name)));
        }

        return value;
    }

    private string Meant(string name)
    {
        var head = name.Split('.')[0];
        return renamed is not null && renamed.TryGetValue(head, out var meant) ? meant + name[head.Length..] : name;
    }
}
