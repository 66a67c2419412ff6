using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Display;
using Customization.Domain.Catalog.Pictures;
using Customization.Domain.Sessions;
using Customization.Gateway.Orders;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Gateway.Sessions;

/// <summary>Turns positions in a product's model into names. Linear in the model's values.</summary>
/// <param name="language">Of what is told in sentences.</param>
public sealed class SessionRendering(PublishedProduct product, string language)
{
    private readonly ProductModel _model = product.Model;

    /// <summary>The session.</summary>
    /// <param name="withPicture">Also draw it.</param>
    public SessionResource Of(SessionView view, bool withPicture) => new(
        view.Id, view.Owner, view.Version, view.Product, view.ProductVersion, view.NewerVersion, view.Code,
        view.IsComplete, PriceResource.Of(view.Price), view.Promise,
        [.. view.Answer.Undecided.Select(i => _model.Characteristics[i].Name)],
        Characteristics(view),
        view.Parameters.ToDictionary(entry => entry.Key, entry => ParameterBody.Of(entry.Value)),
        view.ParameterIssues, view.Terms, view.UndoSteps, view.RedoSteps,
        view.Participants.IsEmpty ? null : view.Participants,
        view.Proposals.IsEmpty ? null : [.. view.Proposals.Select(Of)],
        view.Quote, view.Saved, view.Changed.IsEmpty ? null : Of(view.Changed), view.Migration,
        view.Display.Hints.IsEmpty ? null : [.. view.Display.Hints.Select(Of)],
        view.Display.Groups.IsEmpty ? null : [.. view.Display.Groups.Select(Of)],
        view.Lapsed.IsEmpty ? null : [.. view.Lapsed.Select(Of)], view.Answer.Engine,
        withPicture ? PictureOf(view) : null)
    {
        Preferences = view.Preferences.IsEmpty ? null : [.. view.Preferences.Select(Of)],
        NotAsked = product.NotAsked(view.Answer.Decided()) is { IsEmpty: false } codes ? codes : null,
        BlockedOptions = product.BlockedOptions(view.Parameters, language) is { IsEmpty: false } blocked
            ? blocked
            : null,
    };

    /// <summary>An explanation.</summary>
    public ExplanationResource Of(SessionExplanation explanation) => new(
        explanation.Characteristic, explanation.Value, explanation.Status, Of(explanation.Choices),
        explanation.Rules, explanation.Repair is { } repair ? Of(repair) : null);

    /// <summary>What to ask next.</summary>
    public GuidanceResource Of(SessionGuidance guidance) => new(
        guidance.Ways?.ToString(CultureInfo.InvariantCulture),
        [
            .. guidance.Questions.Select(question => new GuidedQuestionResource(
                _model.Characteristics[question.Characteristic].Name, question.Bits)),
        ]);

    /// <summary>A preview.</summary>
    public PreviewResource Of(SessionPreview preview) =>
        new(preview.Version, Of(preview.Changes), preview.Price, preview.PriceDelta);

    private static PreferenceResource Of(OfferedPreference preference) => new(
        preference.Offer.Characteristic, preference.Offer.Value, preference.Offer.Percent / 100.0,
        $"{preference.Offer.Evidence.Text}: {preference.Offer.Preference} {preference.Offer.Observed}",
        preference.IsApplied);

    private PictureResource PictureOf(SessionView view)
    {
        var picture = Picture.Of(
            product.Definition, view.Choices.AsSpan(), view.Answer.Completion.AsSpan(), view.Parameters);
        return new PictureResource(picture.ViewBox, picture.Layers);
    }

    private LapsedResource Of(LapsedChoice lapsed) => new(
        _model.Characteristics[lapsed.Characteristic].Name, NameOf(lapsed.Characteristic, lapsed.Value)!,
        NameOf(lapsed.Characteristic, lapsed.Instead)!, lapsed.Because);

    private HintResource Of(DisplayedHint hint) =>
        new(hint.Name, hint.Level, hint.At < 0 ? null : _model.Characteristics[hint.At].Name, hint.Message);

    private GroupResource Of(DisplayedGroup group) =>
        new(group.Name, group.Title, [.. group.Members.Select(i => _model.Characteristics[i].Name)]);

    private ProposalResource Of(Proposal proposal) =>
        new(proposal.Number, proposal.By, Of(proposal.Choices), proposal.Note, proposal.MadeAt);

    private ImmutableArray<ChoiceChangeResource> Of(ImmutableArray<ChoiceChange> changes) =>
        [.. changes.Select(change => new ChoiceChangeResource(
            _model.Characteristics[change.Characteristic].Name,
            NameOf(change.Characteristic, change.Before), NameOf(change.Characteristic, change.After)))];

    private string? NameOf(int characteristic, int value) =>
        value < 0 ? null : _model.Characteristics[characteristic].Values[value].Name;

    private OrderedDictionary<string, CharacteristicAnswer> Characteristics(SessionView view)
    {
        var answers = new OrderedDictionary<string, CharacteristicAnswer>(_model.Characteristics.Length);
        for (var i = 0; i < _model.Characteristics.Length; i++)
        {
            var values = _model.Characteristics[i].Values;
            var byName = new OrderedDictionary<string, ValueAnswer>(values.Length);
            for (var v = 0; v < values.Length; v++)
            {
                var isDefault = !view.Answer.Defaults.IsEmpty && view.Answer.Defaults[i] == v;
                byName.Add(
                    values[v].Name,
                    ValueOf(view, _model.Literal(new CharacteristicIndex(i), v), isDefault));
            }

            answers.Add(_model.Characteristics[i].Name, new CharacteristicAnswer(
                NameOf(i, view.Choices[i]), values[view.Answer.Completion[i]].Name, VisibleOf(view.Display, i),
                byName)
            {
                Sales = view.Popularity.Sales.IsEmpty ? null : Shown(view.Popularity.Sales[i]),
            });
        }

        return answers;
    }

    private static string? VisibleOf(Displayed display, int characteristic) =>
        display.Visible.IsEmpty ? null : display.Visible[characteristic] switch
        {
            true => null,
            false => "no",
            null => "open",
        };

    private static ValueAnswer ValueOf(SessionView view, int literal, bool isDefault)
    {
        var answer = view.Answer;
        var status = answer.Statuses[literal];
        return new ValueAnswer(
            status, Shown(answer.PriceDelta[literal]), Shown(answer.DayDelta[literal]),
            status == ValueStatus.Excluded && answer.Changes[literal] != Configurator.Some
                ? answer.Changes[literal]
                : null,
            isDefault ? true : null)
        {
            Popularity = view.Popularity.Percent.IsEmpty || view.Popularity.Percent[literal] == 0
                ? null
                : view.Popularity.Percent[literal] / 100.0,
        };
    }

    private static long? Shown(long delta) => delta == 0 ? null : delta;

    private static int? Shown(int delta) => delta == 0 ? null : delta;
}
