using System.Collections.Immutable;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads which characteristics only the customer may know, and sees to it that nothing that production reads
/// depends on them.</summary>
internal static class SecretSection
{
    private const int SecretsMax = 500;

    /// <summary>The secret characteristics, in the author's order.</summary>
    public static ImmutableArray<CharacteristicIndex> Read(
        Fields product, IReadOnlyList<Characteristic> characteristics, Report report)
    {
        var names = new NamedValues(characteristics, report);
        ImmutableArray<CharacteristicIndex> secrets =
            [.. product.Items("secret", SecretsMax).SelectMany(names.CharacteristicsOf).Distinct()];
        var secretNames = secrets.Select(each => characteristics[each.Value].Name)
            .Concat(secrets.Select(each => characteristics[each.Value].Group).Where(group => group.Length > 0))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var section in (string[])["bom", "routing"])
        {
            foreach (var item in secretNames.Count == 0 ? [] : product.Items(section, int.MaxValue))
            {
                if (MentionedNames.Of(item).FirstOrDefault(secretNames.Contains) is { } told)
                {
                    report.Error(CatalogCode.Contradiction, item.Span,
                        $"'{told}' is secret, and production would read it here");
                }
            }
        }

        return secrets;
    }
}
