using System.Collections.Immutable;
using System.Text;
using Customization.Domain.Catalog.Documents;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Language;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads documents. Owned by one reading.</summary>
internal sealed class DocumentSection(
    ModelReading model, IEnumerable<ParameterDefinition> parameters, Conditions conditions,
    Func<string, string?> resolve, Report report)
{
    private const int PathLengthMax = 500;

    private const int FingerprintLength = 12;

    private readonly StringBuilder _written = new();
    private readonly Dictionary<string, ParameterDefinition> _parameters =
        parameters.DistinctBy(parameter => parameter.Code).ToDictionary(
            parameter => parameter.Code, StringComparer.Ordinal);

    /// <summary>The documents in the author's order.</summary>
    public ImmutableArray<DocumentDefinition> Read(Fields product)
    {
        var documents = ImmutableArray.CreateBuilder<DocumentDefinition>();
        foreach (var (key, value) in product.Entries("documents", DocumentLimits.DocumentsMax))
        {
            if (Fields.Of(value, DefinitionFields.Document, report) is { } fields
                && Read(key.Text, fields) is { } document)
            {
                documents.Add(document);
            }
        }

        return documents.ToImmutable();
    }

    private DocumentDefinition? Read(string code, Fields fields)
    {
        _written.Clear();
        var format = fields.OneOf("format", "text", "html") == "html" ? DocumentFormat.Html : DocumentFormat.Text;
        var style = fields.Text("style", DocumentLimits.TextLengthMax);
        if (fields.Has("style") && (format == DocumentFormat.Text || style.Contains("</", StringComparison.Ordinal)))
        {
            report.Error(CatalogCode.WrongValue, fields.SpanOf("style"),
                "only a document of the format html has a style, which does not contain </");
        }

        if ((fields.Has("text") || fields.Has("file")) == fields.Has("pieces"))
        {
            report.Error(
                CatalogCode.Contradiction, fields.Span, "a document needs either 'pieces', or 'text' or 'file'");
            return null;
        }

        var pieces = fields.Has("pieces")
            ? ReadPieces(fields.Items("pieces", DocumentLimits.PiecesMax))
            : [new DocumentPiece(null, null, ReadTexts(fields, null))];
        var languages = pieces.FirstOrDefault()?.Texts.Keys.ToImmutableArray() ?? [];
        if (languages.IsEmpty)
        {
            return null;
        }

        var document = new DocumentDefinition(
            code, fields.Localized("title"), format, style, conditions.Read(fields["when"]), languages, pieces)
        {
            Fingerprint = Fingerprint(style),
        };
        CheckLength(document, fields.Span);
        return document;
    }

    private string Fingerprint(string style) =>
        ImageReference.Of(Encoding.UTF8.GetBytes(_written.Append(style).ToString()))[..FingerprintLength];

    private ImmutableArray<DocumentPiece> ReadPieces(ImmutableArray<DefinitionNode> items)
    {
        var pieces = ImmutableArray.CreateBuilder<DocumentPiece>();
        foreach (var item in items)
        {
            if (Fields.Of(item, DefinitionFields.Piece, report) is not { } fields)
            {
                continue;
            }

            var parameter = fields.Has("parameter") ? fields.Text("parameter", Scalars.CodeLengthMax) : null;
            if (parameter is not null && !_parameters.ContainsKey(parameter))
            {
                report.Error(CatalogCode.NoSuchName, fields.SpanOf("parameter"),
                    $"the product has no parameter '{Scalars.Shown(parameter)}'"
                    + Nearest.Suggest(parameter, _parameters.Keys));
                continue;
            }

            var piece = new DocumentPiece(conditions.Read(fields["when"]), parameter, ReadTexts(fields, parameter));
            _written.Append(piece.When?.Text).Append('\0').Append(parameter).Append('\0');
            if (pieces.Count > 0 && !pieces[0].Texts.Keys.SequenceEqual(piece.Texts.Keys))
            {
                report.Error(CatalogCode.NoForm, fields.Span,
                    $"expected the languages of the first piece: {string.Join(", ", pieces[0].Texts.Keys)}");
            }

            pieces.Add(piece);
        }

        return pieces.ToImmutable();
    }

    private ImmutableSortedDictionary<string, ImmutableArray<TemplatePart>> ReadTexts(Fields fields, string? given)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<TemplatePart>>(
            StringComparer.Ordinal);
        if (fields.Has("text") == fields.Has("file"))
        {
            report.Error(CatalogCode.Contradiction, fields.Span, "expected either 'text' or 'file'");
            return texts.ToImmutable();
        }

        var isFile = fields.Has("file");
        foreach (var (language, node) in ByLanguage(fields[isFile ? "file" : "text"]!))
        {
            if (Scalars.Text(node, isFile ? PathLengthMax : DocumentLimits.TextLengthMax, report) is not { } scalar
                || (isFile ? FileAt(scalar) : (scalar.Text, scalar.Content)) is not var (text, origin))
            {
                continue;
            }

            _written.Append(language).Append('\0').Append(text).Append('\0');
            var names = new TemplateNames(model.Model, model.Details, _parameters, language, given, report);
            texts[language] = TemplateReader.Read(text, origin, names, report);
        }

        return texts.ToImmutable();
    }

    private IEnumerable<(string Language, DefinitionNode Node)> ByLanguage(DefinitionNode node)
    {
        if (node is not DefinitionNode.Mapping mapping)
        {
            return [(LocalizedText.FallbackLanguage, node)];
        }

        return mapping.Entries.Where(entry => Scalars.IsLanguage(entry.Key, report))
            .Select(entry => (entry.Key.Text.ToLowerInvariant(), entry.Value));
    }

    private (string Text, SourceSpan Origin)? FileAt(DefinitionNode.Scalar path)
    {
        var text = resolve(path.Text);
        if (text is { Length: <= DocumentLimits.TextLengthMax })
        {
            return (text.ReplaceLineEndings("\n"), new SourceSpan(path.Text, 1, 1));
        }

        report.Error(CatalogCode.ImportMissing, path.Span,
            $"the file '{Scalars.Shown(path.Text)}' is missing or has more than {DocumentLimits.TextLengthMax} "
            + "characters");
        return null;
    }

    private void CheckLength(DocumentDefinition document, SourceSpan span)
    {
        if (report.HasErrors)
        {
            return;
        }

        var isEscaped = document.Format == DocumentFormat.Html;
        var most = document.Style.Length + document.Languages.Max(language => document.Pieces.Sum(piece =>
            TemplateLength.Of(piece.Texts[language], model.Details, _parameters, isEscaped)));
        if (most > DocumentLimits.OutputLengthMax)
        {
            report.Error(CatalogCode.TooMany, span,
                $"this document can come to {most} characters; at most {DocumentLimits.OutputLengthMax} are accepted");
        }
    }
}
