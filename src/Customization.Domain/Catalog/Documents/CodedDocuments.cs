using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Sessions;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Documents;

/// <summary>Documents of what a configuration code stands for.</summary>
public static class CodedDocuments
{
    /// <summary>The document of a configuration that a customer still works on; false with the rejection that says why
    /// there is none.</summary>
    public static bool TryRender(
        string code, string name, ICatalog catalog, string language,
        [NotNullWhen(true)] out RenderedDocument? document, [NotNullWhen(false)] out Rejection? rejection)
    {
        document = null;
        rejection = null;
        if (!CodedConfiguration.TryRead(code, catalog, out var coded, out var refused))
        {
            rejection = refused;
        }
        else if (FullConfiguration.Of(coded.Product, coded.Selection) is not { } values
            || !coded.Product.CheckAll(coded.Parameters, values, language).IsEmpty)
        {
            rejection = new DocumentRejection.NotFinished();
        }
        else
        {
            document = DocumentRendering.Render(
                coded.Product.Definition, name, values, coded.Parameters, language);
            rejection = document is null ? new DocumentRejection.Unknown(name) : null;
        }

        return document is not null;
    }

    /// <summary>The very bytes that the order was given, made again; null where this release makes other ones.
    /// </summary>
    /// <remarks>What was ordered was checked then; it is not checked again, since its day may be over.</remarks>
    public static byte[]? Render(OrderItem item, OrderedDocument ordered, ICatalog catalog)
    {
        if (!CodedConfiguration.TryRead(item.Configuration, catalog, out var coded, out _)
            || !CodedConfiguration.TryRead(item.Sold, catalog, out var sold, out _))
        {
            return null;
        }

        var document = DocumentRendering.Render(
            coded.Product.Definition, ordered.Name, sold.Selection.ToArray(), coded.Parameters, ordered.Language);
        return document?.ToOrdered() == ordered ? document.Bytes : null;
    }

    /// <summary>The documents that an order of this configuration is given.</summary>
    internal static ImmutableArray<OrderedDocument> Ordered(
        CodedConfiguration coded, ReadOnlySpan<int> values, string language) =>
    [
        .. DocumentRendering.All(coded.Product.Definition, values, coded.Parameters, language)
            .Select(document => document.ToOrdered()),
    ];
}
