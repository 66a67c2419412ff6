using System.Diagnostics.CodeAnalysis;
using Customization.Domain.Catalog;
using Customization.Domain.Sessions;
using Customization.Kernel.Model;

namespace Customization.Domain.Tests.Sessions;

/// <summary>What a configuration code chooses, by names.</summary>
internal static class ReadCode
{
    public static bool TryRead(string code, PublishedProduct product, [NotNullWhen(true)] out string? choices)
    {
        choices = CodedConfiguration.TryRead(code, new OneProductCatalog(product), out var coded, out _)
            ? string.Join(' ', product.Model.Characteristics.Select((each, i) =>
                $"{each.Name}={each.Values[coded.Selection[new CharacteristicIndex(i)]].Name}"))
            : null;
        return choices is not null;
    }
}
