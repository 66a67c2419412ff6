using Customization.Domain.Entities;

namespace Customization.Domain.Owned;

/// <summary>The rules of a thing that somebody owns: settings within what was built, presets, schedules, learning from
/// use, and the way back from all of it.</summary>
/// <remarks>It looks at nothing but its own state: what was built is part of it, so it works when its product is off
/// sale for years. It has no timer, since there are millions of it: devices ask what is due. Where to find what:
/// <see cref="OwnedPresets"/> keeps presets and schedules, <see cref="OwnedLearning"/> learns,
/// <see cref="OwnedResets"/> takes back, <see cref="OwnedAnswers"/> looks and explains.</remarks>
public sealed class OwnedDecider : IDecider<OwnedState>
{
    private OwnedDecider()
    {
    }

    /// <inheritdoc/>
    public static EntityKind Kind => EntityKind.OwnedProduct;

    /// <inheritdoc/>
    public static Durability Durability => Durability.Coalesced;

    /// <inheritdoc/>
    public static string? OwnerOf(OwnedState state) => state.Owner is { Length: > 0 } owner ? owner : null;

    /// <inheritdoc/>
    public static OwnedState Initial(string key) => OwnedState.Unknown(key);

    /// <inheritdoc/>
    public static OwnedState Evolve(OwnedState state, Event @event) => OwnedEvolution.Evolve(state, @event);

    /// <inheritdoc/>
    public static Decision Decide(OwnedState state, Command command, DecisionContext context)
    {
        var turn = new OwnedTurn(state, context.Now);
        var reply = command switch
        {
            OwnedCommand.Register register => Register(turn, register),
            OwnedCommand.Disown => Disown(turn),
            OwnedCommand asked => Refusal(state, asked) ?? Decide(turn, asked),
            _ => throw new InvalidOperationException($"no command of an owned product: {command.GetType().Name}"),
        };
        return turn.Answer(reply ?? new OwnedView(turn.State));
    }

    /// <summary>The reply, or null for the product after what was recorded.</summary>
    private static Reply? Decide(OwnedTurn turn, OwnedCommand command) => command switch
    {
        OwnedCommand.Read => null,
        OwnedCommand.ReadProgram read => OwnedAnswers.Program(turn.State, read.At),
        OwnedCommand.Explain explain => OwnedAnswers.Explain(turn.State, explain),
        OwnedCommand.ChangeSetting change => Change(turn, change),
        OwnedCommand.SavePreset save => OwnedPresets.Save(turn, save),
        OwnedCommand.ApplyPreset apply => OwnedPresets.Apply(turn, apply.Name),
        OwnedCommand.RemovePreset remove => OwnedPresets.Remove(turn, remove.Name),
        OwnedCommand.SetSchedule set => OwnedPresets.SetSchedule(turn, set.Name, set.Schedule),
        OwnedCommand.RemoveSchedule remove => OwnedPresets.RemoveSchedule(turn, remove.Name),
        OwnedCommand.ReportUse report => OwnedLearning.Report(turn, report),
        OwnedCommand.SwitchLearning learning => OwnedLearning.Switch(turn, learning.On),
        OwnedCommand.Reset reset => OwnedResets.Reset(turn, reset),
        _ => throw new InvalidOperationException($"no command of an owned product: {command.GetType().Name}"),
    };

    private static OwnedRejection? Refusal(OwnedState state, OwnedCommand command) =>
        state.Origin is null || (command.Actor is { } actor && actor != state.Owner)
            ? new OwnedRejection.Unknown(state.Serial)
        : command.ExpectedVersion is { } expected && expected != state.Version
            ? new OwnedRejection.VersionConflict(state.Version)
            : null;

    private static Done Register(OwnedTurn turn, OwnedCommand.Register register)
    {
        if (turn.State.Origin is null)
        {
            turn.Record(new OwnedEvent.Registered(register.Owner, register.Origin, register.Specification));
        }

        return Done.Instance;
    }

    private static Done Disown(OwnedTurn turn)
    {
        if (turn.State.Owner.Length > 0)
        {
            turn.Record(new OwnedEvent.Disowned(turn.Now));
        }

        return Done.Instance;
    }

    private static OwnedRejection? Change(OwnedTurn turn, OwnedCommand.ChangeSetting change)
    {
        if (turn.RefusalOf(change.Setting, change.Value, change.Language) is { } refusal)
        {
            return refusal;
        }

        if (!turn.State.Settings.TryGetValue(change.Setting, out var before) || before != change.Value)
        {
            turn.Record(new OwnedEvent.SettingChanged(change.Setting, change.Value));
        }

        return null;
    }
}
