using System.Collections.Immutable;
using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Catalog.Display;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Delivery;
using Customization.Domain.Demand.Recommending;
using Customization.Kernel.Model;
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
        var answer = Answer(scene);
        var completion = answer.Completion.AsSpan();
        var issues = Issues(scene, answer);
        var lapsed = SessionLapse.Of(scene);
        var newest = scene.Context.Catalog.Current(state.Product)?.Version;
        return new SessionView(
            state.Id, state.Owner, state.Version, state.Product, state.ProductVersion,
            newest > state.ProductVersion ? newest : null, scene.Code(), state.Terms, Choices(scene), answer,
            state.Parameters, issues, scene.Price(completion), Estimate(scene, completion),
            answer.Undecided.IsEmpty && issues.IsEmpty && lapsed.IsEmpty, state.Undo.Length, state.Redo.Length,
            state.Participants, state.Proposals, state.Quote, state.Saved, changed, migration)
        {
            Display = Displayed(scene),
            Popularity = scene.Context.Demand.Of(scene.Product) is { } demand
                ? Popularity.Of(demand, answer)
                : Popularity.None,
            Lapsed = lapsed,
        };
    }

    /// <summary>What the kernel says about the session's selection.</summary>
    public static SessionAnswer Answer(SessionScene scene)
    {
        var further = 0L;
        if (!scene.State.Parameters.IsEmpty || !scene.Product.Definition.Parameters.IsEmpty)
        {
            var cheapest = scene.CompletionOf(scene.Selection);
            further = scene.Product.FurtherPrice(cheapest.Values.AsSpan(), scene.State.Parameters, scene.Table);
        }

        var days = DayEstimate.PerLiteral(
            scene.Product, scene.Context.Outlook, PlantMinute.DayOf(scene.Context.Now));
        return scene.Product.Answers is { } answers
            ? answers.Find(scene.Product, scene.Table, further, days, scene.Selection)
            : SessionAnswer.Compute(scene.Product, scene.Table, further, days, scene.Selection);
    }

    /// <summary>Parameters that stand in the way of ordering.</summary>
    public static ImmutableArray<ParameterIssue> Issues(SessionScene scene, SessionAnswer answer)
    {
        var values = new int[scene.Selection.Length];
        for (var c = 0; c < values.Length; c++)
        {
            values[c] = answer.Undecided.BinarySearch(c) < 0 ? answer.Completion[c] : -1;
        }

        return
        [
            .. scene.Product.CheckAll(scene.State.Parameters, values, scene.Language).Select(refusal =>
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

    private static Displayed Displayed(SessionScene scene)
    {
        var rules = scene.Product.Definition.Display;
        return rules.IsEmpty
            ? Catalog.Display.Displayed.All
            : scene.Product.Configurators.Use(configurator => Catalog.Display.Displayed.Of(
                rules, scene.Selection,
                DefaultFilling.Fill(scene.Product, configurator, scene.Selection).Possible, scene.Language));
    }

    private static ImmutableArray<int> Choices(SessionScene scene)
    {
        var choices = ImmutableArray.CreateBuilder<int>(scene.Selection.Length);
        for (var c = 0; c < scene.Selection.Length; c++)
        {
            choices.Add(scene.Selection[new CharacteristicIndex(c)]);
        }

        return choices.MoveToImmutable();
    }

    private static PromiseEstimate? Estimate(SessionScene scene, ReadOnlySpan<int> completion)
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
