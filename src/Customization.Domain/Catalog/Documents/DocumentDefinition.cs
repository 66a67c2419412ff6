using System.Collections.Immutable;
using Customization.Domain.Catalog.Definitions;

namespace Customization.Domain.Catalog.Documents;

/// <summary>A text that a finished configuration fills in: a label, a script, the print file of a book.</summary>
/// <remarks>Made by the reader of definitions, which has checked that every placeholder has words under every finished
/// configuration, in each of <paramref name="Languages"/>, and that the whole stays within
/// <see cref="DocumentLimits.OutputLengthMax"/>.</remarks>
/// <param name="Style">A style sheet; empty for plain text.</param>
/// <param name="When">There is such a document where this holds; null always.</param>
/// <param name="Languages">Those that every piece is written in.</param>
/// <param name="Pieces">In the order of the text.</param>
public sealed record DocumentDefinition(
    string Code, LocalizedText Title, DocumentFormat Format, string Style, Condition? When,
    ImmutableArray<string> Languages, ImmutableArray<DocumentPiece> Pieces)
{
    /// <summary>Names what the author wrote: another text has another one.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>The language that a reader of another one gets: that of the same tag, of its primary tag, English, or
    /// the first.</summary>
    public string LanguageFor(string language)
    {
        var tag = language.ToLowerInvariant();
        string[] wanted = [tag, tag.Split('-')[0], LocalizedText.FallbackLanguage];
        return wanted.FirstOrDefault(each => Languages.Contains(each)) ?? Languages[0];
    }
}

/// <summary>What a document is written in.</summary>
public enum DocumentFormat
{
    /// <summary>Plain text, UTF-8.</summary>
    Text,

    /// <summary>A page of HTML; what is filled in is escaped.</summary>
    Html,
}

/// <summary>A piece of a document.</summary>
/// <param name="When">It is there where this holds; null always.</param>
/// <param name="Parameter">It is there where this parameter is answered; null always.</param>
/// <param name="Texts">The template by language.</param>
public sealed record DocumentPiece(
    Condition? When, string? Parameter, ImmutableSortedDictionary<string, ImmutableArray<TemplatePart>> Texts);
