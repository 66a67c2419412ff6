using System.Collections.Immutable;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Delivery;
using Customization.Domain.Demand.Recommending;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>Makes the answer to a command out of the session after it.</summary>
internal static class SessionViews
{
    /// <summary>The session as its participants see it.</summary>
    public static SessionView View(
        SessionScene scene, ImmutableArray<ChoiceChange> changed, MigrationReport? migration = null)
    {
        var state = scene.State;
        var known = Known(scene);
        var (answer, summary) = (known.Answer, known.Summary(scene));
        var lapsed = SessionLapse.Of(scene);
        var newest = scene.Context.Catalog.Current(state.Product)?.Version;
        return new SessionView(
            state.Id, state.Owner, state.Version, state.Product, state.ProductVersion,
            newest > state.ProductVersion ? newest : null, summary.Code, state.Terms, summary.Choices, answer,
            state.Parameters, summary.Issues, summary.Price, known.Estimate(scene),
            answer.Undecided.IsEmpty && summary.Issues.IsEmpty && lapsed.IsEmpty, state.Undo.Length, state.Redo.Length,
            state.Participants, state.Proposals, state.Quote, state.Saved, changed, migration)
        {
            Display = summary.Display,
            Popularity = scene.Context.Demand.Of(scene.Product) is { } demand
                ? Popularity.Of(demand, answer)
                : Popularity.None,
            Lapsed = lapsed,
            Preferences = SessionPreferences.Standing(scene),
        };
    }

    /// <summary>What the kernel says about the session's selection.</summary>
    public static SessionAnswer Answer(SessionScene scene) => Known(scene).Answer;

    private static RememberedAnswer Known(SessionScene scene)
    {
        var further = 0L;
        if (!scene.State.Parameters.IsEmpty || !scene.Product.Definition.Parameters.IsEmpty)
        {
            var cheapest = scene.CompletionOf(scene.Selection);
            further = scene.Product.FurtherPrice(cheapest.Values.AsSpan(), scene.State.Parameters, scene.Table);
        }

        var days = scene.Product.DaysFrom(scene.Context.Outlook, PlantMinute.DayOf(scene.Context.Now));
        return scene.Product.Answers is { } answers
            ? answers.Find(scene.Product, scene.Table, further, days, scene.Selection)
            : new RememberedAnswer(
                SessionAnswer.Compute(scene.Product, scene.Table, further, days, scene.Selection));
    }

    /// <summary>Whether somebody was told about a selection before: then it has a completion.</summary>
    public static bool IsRemembered(SessionScene scene, Selection selection) =>
        scene.Product.Definition.Parameters.IsEmpty && scene.Product.Answers is { } answers
        && answers.Knows(
            scene.Product, scene.Table, 0,
            scene.Product.DaysFrom(scene.Context.Outlook, PlantMinute.DayOf(scene.Context.Now)), selection);

    /// <summary>Parameters that stand in the way of ordering.</summary>
    public static ImmutableArray<ParameterIssue> Issues(SessionScene scene, SessionAnswer answer)
    {
        if (scene.Product.Definition.Parameters.IsEmpty && scene.State.Parameters.IsEmpty)
        {
            return [];
        }

        return
        [
            .. scene.Product.CheckAll(scene.State.Parameters, answer.Decided(), scene.Language).Select(refusal =>
                new ParameterIssue(refusal.Parameter, refusal.Code == ParameterRefusal.Missing, refusal.Detail)),
        ];
    }

    /// <summary>What a change to another selection would do.</summary>
    public static SessionPreview Preview(SessionScene scene, Selection after)
    {
        var price = scene.Price(scene.CompletionOf(after).Values.AsSpan()).Total;
        return new SessionPreview(
            scene.State.Version, scene.ChangesTo(after), price,
            price - scene.Price(scene.CompletionOf(scene.Selection).Values.AsSpan()).Total);
    }

    /// <summary>The promise for a completion as of now; null where none can be given.</summary>
    public static PromiseEstimate? Estimate(SessionScene scene, ReadOnlySpan<int> completion)
    {
        if (scene.Lane.Length == 0)
        {
            return null;
        }

        var work = scene.Product.Explode(completion, scene.State.Parameters);
        return PromisePlanner.Plan(work, scene.Lane, scene.Context.Outlook, scene.Context.Now) is PromisePlan plan
            ? new PromiseEstimate(
                plan.Promise.ShipDate, plan.Promise.DeliveryDate, plan.Promise.Lane,
                [.. plan.Promise.Evidence.Late.Select(late => late.Name)])
            : null;
    }
}
