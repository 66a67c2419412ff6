using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Documents;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Sessions;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Runs.Recipients;

/// <summary>What one recipient gets.</summary>
/// <remarks>Price and documents are worked out when they are asked for.</remarks>
/// <param name="Code">Configuration code of the full configuration; empty where there is none.</param>
/// <param name="Why">Why there is none: a stable kebab-case code.</param>
/// <param name="Detail">The same in one sentence.</param>
internal sealed record Personalized(string Code, string Why, string Detail)
{
    private readonly SessionScene? _scene;
    private readonly int[] _values = [];

    /// <summary>A full configuration.</summary>
    public Personalized(string code, SessionScene scene, int[] values)
        : this(code, "", "") => (_scene, _values) = (scene, values);

    /// <summary>There is nothing for this recipient, and why.</summary>
    public static Personalized Failed(string why, string detail) => new("", why, detail);

    /// <summary>What it costs.</summary>
    public PriceQuote? Price => _scene?.Price(_values);

    /// <summary>What is printed for it.</summary>
    public ImmutableArray<RenderedDocument> Documents => _scene is null
        ? []
        : DocumentRendering.All(_scene.Product.Definition, _values, _scene.State.Parameters, _scene.Language);
}

/// <summary>Turns the fields of a recipient into a full configuration: fields answer questions by name, the product's
/// rules decide what follows, and the run's goal completes what is still open.</summary>
internal static class Personalization
{
    /// <summary>Whether a field can answer a question of this name.</summary>
    public static bool CanAnswer(PublishedProduct product, string name) =>
        product.Definition.Parameter(name) is { } parameter
            ? parameter.Guard is not ParameterGuard.Image
            : product.Model.Find(name) is not null || IsGroup(product, name);

    /// <summary>What a recipient gets. O(fields) questions to the kernel where the fields contradict each other, a few
    /// where they do not.</summary>
    /// <param name="row">A value for each field, in their order.</param>
    public static Personalized Of(RunSettings settings, ImmutableArray<string> row, DecisionContext context)
    {
        if (context.Catalog.Version(settings.Product, settings.Version) is not { } product)
        {
            return Personalized.Failed(
                "product-unknown", $"Version {settings.Version} of {settings.Product} is not published.");
        }

        var answers = new RecipientAnswers(product);
        var at = 0;
        foreach (var (field, target) in settings.Fields)
        {
            var value = at < row.Length ? row[at++].Trim() : "";
            var isAnswer = target != RunSettings.ShownOnly && (value.Length > 0 || IsGroup(product, target));
            if (isAnswer && answers.Add(field, target, value) is { } wrong)
            {
                return wrong;
            }
        }

        return answers.Contradiction(settings.Language) ?? Completed(settings, product, answers, context);
    }

    /// <summary>What a recipient got, by its configuration code.</summary>
    public static Personalized Of(RunSettings settings, string code, DecisionContext context) =>
        CodedConfiguration.TryRead(code, context.Catalog, out var coded, out var rejection)
            ? Finished(
                SceneOf(settings, coded.Product, coded.Selection, coded.Parameters, context), coded.Selection.ToArray())
            : Personalized.Failed(rejection.Code, rejection.Detail);

    private static bool IsGroup(PublishedProduct product, string name) =>
        product.Model.Find(name) is null && product.Model.Characteristics.Any(each => each.Group == name);

    private static Personalized Completed(
        RunSettings settings, PublishedProduct product, RecipientAnswers answers, DecisionContext context)
    {
        var scene = SceneOf(settings, product, answers.Selection, answers.Parameters, context);
        var values = SessionChoices.CompletionFor(scene, settings.Goal).Values.ToArray();

        // What is not asked of this recipient is not answered, whatever the table says.
        var parameters = scene.State.Parameters.RemoveRange(product.NotAsked(values));
        var refusals = product.CheckAll(parameters, values, settings.Language);
        return refusals.IsEmpty
            ? Finished(scene with { State = scene.State with { Parameters = parameters } }, values)
            : Personalized.Failed(refusals[0].Code, refusals[0].Detail);
    }

    private static Personalized Finished(SessionScene scene, int[] values)
    {
        var code = new CodedConfiguration(
            scene.Product, Selection.From(values), scene.State.Parameters, scene.State.Terms).Write();
        return code.Length > OrderLimits.ConfigurationLengthMax
            ? Personalized.Failed("configuration-too-long", "The answers of this recipient are too long.")
            : new Personalized(code, scene, values);
    }

    private static SessionScene SceneOf(
        RunSettings settings, PublishedProduct product, Selection selection,
        ImmutableSortedDictionary<string, ParameterValue> parameters, DecisionContext context) => new(
        SessionState.Unopened("") with
        {
            Product = product.Code,
            ProductVersion = product.Version,
            Selection = selection,
            Parameters = parameters,
            Terms = new SessionTerms(settings.PriceList, settings.Lane),
        },
        product, context, settings.Language);
}
