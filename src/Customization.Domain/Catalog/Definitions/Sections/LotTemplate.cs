using System.Collections.Immutable;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Language;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Declared lots: each is read as an instance of a part named <see cref="Name"/>, which is there where its
/// first instance is.</summary>
/// <param name="Fields">The declaration, for the lines in it.</param>
/// <param name="Instances">The lots that there may be.</param>
internal sealed record LotTemplate(
    Fields Fields, PartTemplate Part, LotDefinition Definition, ImmutableArray<PartInstance> Instances)
{
    /// <summary>What operations of lots begin with: <c>lot[2].pack</c>.</summary>
    public const string Name = "lot";

    /// <summary>Number of the lot, from 1, that an instance is in, itself or with what is around it; 0 for none.
    /// </summary>
    public int LotOf(PartInstance instance)
    {
        while (instance.Parent is { } around)
        {
            instance = around;
        }

        return instance.Path == $"{Part.Name}[{instance.Position}]"
            ? ((instance.Position - 1) / Definition.Size) + 1
            : 0;
    }
}
