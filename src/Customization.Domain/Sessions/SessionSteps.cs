using System.Collections.Immutable;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Entities;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>Steps forward and back, parameters and terms.</summary>
internal static class SessionSteps
{
    /// <summary>One step to another selection; no event where it is the same. Its events follow those given.</summary>
    public static Decision StepTo(SessionScene scene, Selection selection, params ImmutableArray<Event> before)
    {
        var changes = scene.ChangesTo(selection);
        var events = changes.IsEmpty
            ? before
            : before.Add(new SessionEvent.StepTaken(scene.Product.Steps.Of(changes)));
        return Happened(scene, changes, events);
    }

    /// <summary>These events, and the session after them as the reply.</summary>
    public static Decision Happened(
        SessionScene scene, ImmutableArray<ChoiceChange> changed, params ImmutableArray<Event> events)
    {
        var after = events.Aggregate(scene, (now, happened) => now.After(happened));
        return Decision.Of(SessionViews.View(after, changed), events);
    }

    public static Decision Undo(SessionScene scene) => scene.State.Undo.IsEmpty
        ? Decision.Answer(new SessionRejection.NothingToUndo(Redo: false))
        : Happened(scene, Reversed(scene.State.Undo[^1].Choices), new SessionEvent.StepUndone());

    public static Decision Redo(SessionScene scene) => scene.State.Redo.IsEmpty
        ? Decision.Answer(new SessionRejection.NothingToUndo(Redo: true))
        : Happened(scene, scene.State.Redo[^1].Choices, new SessionEvent.StepRedone());

    public static Decision SetParameter(SessionScene scene, SessionCommand.SetParameter set)
    {
        if (scene.Product.Check(set.Parameter, set.Value, scene.Selection.ToArray(), scene.Language) is { } refusal)
        {
            return Decision.Answer(refusal.Code == ParameterRefusal.Unknown
                ? new SessionRejection.UnknownParameter(set.Parameter)
                : new SessionRejection.ParameterInvalid(set.Parameter, refusal.Detail));
        }

        var all = scene.State.Parameters.SetItem(set.Parameter, set.Value);
        return CodedExtra.Write(all, scene.State.Terms).Length > SessionLimits.ParameterBytesMax
            ? Decision.Answer(
                new SessionRejection.ParameterInvalid(
                    set.Parameter, ParameterWords.AllTooLong.In(scene.Language)))
            : StepTo(scene, set.Parameter, set.Value);
    }

    public static Decision ClearParameter(SessionScene scene, SessionCommand.ClearParameter clear) =>
        scene.Product.Definition.Parameter(clear.Parameter) is null
            ? Decision.Answer(new SessionRejection.UnknownParameter(clear.Parameter))
            : StepTo(scene, clear.Parameter, null);

    public static Decision ChangeTerms(SessionScene scene, SessionCommand.ChangeTerms change) =>
        SessionScene.Check(scene.Product, change.Terms, scene.Context) is { } rejection ? Decision.Answer(rejection)
        : change.Terms == scene.State.Terms ? Happened(scene, [])
        : Happened(scene, [], new SessionEvent.TermsChanged(change.Terms));

    private static Decision StepTo(SessionScene scene, string parameter, ParameterValue? after)
    {
        var before = scene.State.Parameters.GetValueOrDefault(parameter);
        return Equals(before, after)
            ? Happened(scene, [])
            : Happened(scene, [], new SessionEvent.StepTaken(
                new SessionStep([], [new ParameterChange(parameter, before, after)])));
    }

    private static ImmutableArray<ChoiceChange> Reversed(ImmutableArray<ChoiceChange> changes) =>
        [.. changes.Select(change => new ChoiceChange(change.Characteristic, change.After, change.Before))];
}
