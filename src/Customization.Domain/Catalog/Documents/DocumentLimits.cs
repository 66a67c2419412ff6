namespace Customization.Domain.Catalog.Documents;

/// <summary>How large documents may be.</summary>
public static class DocumentLimits
{
    /// <summary>Most documents of a product.</summary>
    public const int DocumentsMax = 20;

    /// <summary>Most pieces of a document.</summary>
    public const int PiecesMax = 500;

    /// <summary>Most characters of one template, or of a style sheet.</summary>
    public const int TextLengthMax = 100_000;

    /// <summary>Most characters that a document may come to, whatever is configured; checked at publication.</summary>
    public const int OutputLengthMax = 1_000_000;

    /// <summary>How deep choices of words nest.</summary>
    public const int NestingMax = 4;
}
