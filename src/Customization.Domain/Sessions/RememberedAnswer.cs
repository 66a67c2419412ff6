using Customization.Domain.Delivery;

namespace Customization.Domain.Sessions;

/// <summary>An answer, and what was said with it last: on a sale day most sessions have the same terms, language and no
/// parameters, so that their views differ in little more than their ids.</summary>
/// <remarks>Safe for any number of threads.</remarks>
public sealed class RememberedAnswer(SessionAnswer answer)
{
    private readonly Latest<SummaryKey, SelectionSummary> _summary = new();
    private readonly Latest<EstimateKey, PromiseEstimate?> _estimate = new();

    /// <summary>What the kernel says about every value.</summary>
    public SessionAnswer Answer => answer;

    /// <summary>The rest of what follows from the selection.</summary>
    internal SelectionSummary Summary(SessionScene scene) => IsPlain(scene)
        ? _summary.Of(
            scene.Product, new SummaryKey(scene.State.Terms, scene.Lane, scene.Language), (scene, answer),
            static asked => SelectionSummary.Of(asked.scene, asked.answer))
        : SelectionSummary.Of(scene, answer);

    /// <summary>The promise for the completion; it changes with the outlook and from minute to minute.</summary>
    internal PromiseEstimate? Estimate(SessionScene scene) => IsPlain(scene) && scene.Lane.Length > 0
        ? _estimate.Of(
            scene.Context.Outlook,
            new EstimateKey(
                scene.Lane, PlantMinute.DayOf(scene.Context.Now), PlantMinute.AtOrAfter(scene.Context.Now)),
            (scene, answer), static asked => SessionViews.Estimate(asked.scene, asked.answer.Completion.AsSpan()))
        : SessionViews.Estimate(scene, answer.Completion.AsSpan());

    /// <summary>Nothing but selection, terms and language tells such sessions apart.</summary>
    private static bool IsPlain(SessionScene scene) =>
        scene.State.Parameters.IsEmpty && ReferenceEquals(scene.Selection, scene.State.Selection);

    private readonly record struct SummaryKey(SessionTerms Terms, string Lane, string Language);

    private readonly record struct EstimateKey(string Lane, DateOnly Today, PlantMinute Now);
}
