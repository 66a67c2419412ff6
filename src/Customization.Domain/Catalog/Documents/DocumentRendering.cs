using System.Collections.Immutable;
using System.Globalization;
using System.Security;
using System.Text;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Parameters;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Documents;

/// <summary>Fills documents in.</summary>
/// <remarks>The same configuration, answers and language give the same text, character by character. Configurations are
/// full, and the answers those that <see cref="PublishedProduct.CheckAll"/> accepts. O(text).</remarks>
public static class DocumentRendering
{
    /// <summary>The documents that the configuration has, in the author's order.</summary>
    public static ImmutableArray<RenderedDocument> All(
        ProductDefinition definition, ReadOnlySpan<int> configuration,
        ImmutableSortedDictionary<string, ParameterValue> answers, string language)
    {
        var all = ImmutableArray.CreateBuilder<RenderedDocument>();
        foreach (var document in definition.Documents)
        {
            if (Render(definition, document, configuration, answers, language) is { } rendered)
            {
                all.Add(rendered);
            }
        }

        return all.ToImmutable();
    }

    /// <summary>The document of this name, or null where the configuration has none.</summary>
    public static RenderedDocument? Render(
        ProductDefinition definition, string name, ReadOnlySpan<int> configuration,
        ImmutableSortedDictionary<string, ParameterValue> answers, string language) =>
        definition.Documents.FirstOrDefault(each => string.Equals(each.Code, name, StringComparison.Ordinal))
            is { } document
            ? Render(definition, document, configuration, answers, language)
            : null;

    private static RenderedDocument? Render(
        ProductDefinition definition, DocumentDefinition document, ReadOnlySpan<int> configuration,
        ImmutableSortedDictionary<string, ParameterValue> answers, string language)
    {
        if (PartialEvaluation.Holds(document.When, configuration) != true)
        {
            return null;
        }

        var written = document.LanguageFor(language);
        var filling = new Filling(definition, answers, written, document.Format == DocumentFormat.Html);
        var body = new StringBuilder();
        foreach (var piece in document.Pieces)
        {
            if (PartialEvaluation.Holds(piece.When, configuration) == true
                && ParameterAnswers.AreGiven(definition, piece.Parameter, null, configuration, answers))
            {
                body.Append(body.Length == 0 ? "" : "\n\n");
                filling.Write(piece.Texts[written], configuration, body);
            }
        }

        var title = document.Title.In(written, document.Code);
        return document.Format == DocumentFormat.Html
            ? new RenderedDocument(
                document.Code, title, written, "text/html; charset=utf-8", PageOf(document, title, written, body))
            : new RenderedDocument(document.Code, title, written, "text/plain; charset=utf-8", body.ToString());
    }

    private static string PageOf(DocumentDefinition document, string title, string language, StringBuilder body) =>
        $"""
        <!doctype html>
        <html lang="{language}">
        <head><meta charset="utf-8"><title>{SecurityElement.Escape(title)}</title>
        <style>{document.Style}</style></head>
        <body>
        {body}
        </body>
        </html>

        """;

    /// <summary>What is filled in, in one language.</summary>
    private sealed class Filling(
        ProductDefinition definition, ImmutableSortedDictionary<string, ParameterValue> answers, string language,
        bool isEscaped)
    {
        public void Write(
            ImmutableArray<TemplatePart> parts, ReadOnlySpan<int> configuration, StringBuilder into)
        {
            foreach (var part in parts)
            {
                switch (part)
                {
                    case TemplatePart.Words words:
                        into.Append(words.Text);
                        break;
                    case TemplatePart.Answer answer:
                        Add(AnswerOf(answer.Parameter), answer.Forms, into);
                        break;
                    case TemplatePart.Title title:
                        Add(TitleOf(title.Characteristic, configuration), title.Forms, into);
                        break;
                    case TemplatePart.Attribute attribute:
                        Add(ValueOf(attribute.Characteristic, configuration).Texts[attribute.Name], attribute.Forms,
                            into);
                        break;
                    case TemplatePart.ByValue pick:
                        var taken = pick.BranchOf[configuration[pick.Characteristic.Value]];
                        Write(pick.Branches[taken], configuration, into);
                        break;
                    case TemplatePart.ByAnswer pick:
                        Write(pick.Branches[BranchOf(pick, configuration)], configuration, into);
                        break;
                }
            }
        }

        private void Add(string word, ImmutableArray<WordForm> forms, StringBuilder into)
        {
            foreach (var form in forms)
            {
                word = WordForms.Of(word, form, language);
            }

            into.Append(isEscaped ? SecurityElement.Escape(word) : word);
        }

        private ValueDetail ValueOf(CharacteristicIndex characteristic, ReadOnlySpan<int> configuration) =>
            definition.Details[characteristic.Value].Values[configuration[characteristic.Value]];

        private string TitleOf(CharacteristicIndex characteristic, ReadOnlySpan<int> configuration) =>
            ValueOf(characteristic, configuration).Title.In(
                language,
                NameOf(definition.Model.Characteristics[characteristic.Value], configuration[characteristic.Value]));

        private static string NameOf(Characteristic characteristic, int value) => characteristic.Values[value].Name;

        private string AnswerOf(string code) =>
            definition.Parameter(code) is { } parameter && ParameterAnswers.OptionOf(parameter, answers) is { } option
                ? option.Title.In(language, option.Code)
                : answers.GetValueOrDefault(code) switch
                {
                    ParameterValue.Text text => text.Content,
                    ParameterValue.Measurement measured => measured.Amount.ToString(CultureInfo.InvariantCulture),
                    _ => "",
                };

        private int BranchOf(TemplatePart.ByAnswer pick, ReadOnlySpan<int> configuration)
        {
            if (!ParameterAnswers.AreGiven(definition, pick.Parameter, null, configuration, answers))
            {
                return pick.Else;
            }

            var answer = answers.GetValueOrDefault(pick.Parameter) is ParameterValue.Measurement measured
                ? measured.Amount.ToString(CultureInfo.InvariantCulture)
                : ParameterAnswers.OptionOf(definition.Parameter(pick.Parameter)!, answers)?.Code
                    ?? TemplateReader.Given;
            return pick.BranchOf.GetValueOrDefault(answer, pick.Else);
        }
    }
}
