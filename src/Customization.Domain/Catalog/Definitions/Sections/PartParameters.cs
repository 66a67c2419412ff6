using System.Collections.Immutable;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Language;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Which parameters the instances of parts have, and what a name means inside one: the instance's own first,
/// then that of the instance around it, then the product's.</summary>
internal sealed class PartParameters
{
    private readonly ImmutableHashSet<string> _names;

    /// <summary>Knows the parameters that these parts declare.</summary>
    public PartParameters(IEnumerable<PartTemplate> parts)
    {
        _names =
        [
            .. from part in parts
               where part.Fields["parameters"] is DefinitionNode.Mapping
               from entry in ((DefinitionNode.Mapping)part.Fields["parameters"]!).Entries
               select $"{part.Path}.{entry.Key.Text}",
        ];
    }

    /// <summary>The whole code of what a name means; the name itself where no instance has such a parameter.
    /// </summary>
    /// <param name="path">Of the part, without positions.</param>
    public string Resolve(string name, string path, PartInstance instance)
    {
        for (var around = instance; around is not null; around = around.Parent)
        {
            if (_names.Contains($"{path}.{name}"))
            {
                return $"{around.Path}.{name}";
            }

            path = path[..Math.Max(0, path.LastIndexOf('.'))];
        }

        return name;
    }
}
