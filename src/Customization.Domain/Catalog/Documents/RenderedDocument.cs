using System.Text;
using Customization.Domain.Catalog.Parameters;

namespace Customization.Domain.Catalog.Documents;

/// <summary>A document of one finished configuration.</summary>
/// <param name="Language">The one that it is written in, which may be another than was asked for.</param>
/// <param name="ContentType">A media type with its charset.</param>
public sealed record RenderedDocument(string Name, string Title, string Language, string ContentType, string Content)
{
    /// <summary>Its bytes.</summary>
    public byte[] Bytes => Encoding.UTF8.GetBytes(Content);

    /// <summary>What an order keeps of it.</summary>
    public OrderedDocument ToOrdered()
    {
        var bytes = Bytes;
        return new OrderedDocument(Name, Title, Language, ContentType, bytes.Length, ImageReference.Of(bytes));
    }
}

/// <summary>A document that goes with an order: these very bytes, fixed when the order was placed.</summary>
/// <param name="Hash">SHA-256 of the bytes, as 43 URL-safe characters.</param>
public sealed record OrderedDocument(
    string Name, string Title, string Language, string ContentType, int Bytes, string Hash);
