using System.Globalization;
using Customization.Domain.Entities;
using Customization.Domain.Runs.Batches;

namespace Customization.Domain.Runs;

/// <summary>Recipients are forgotten when a run is over: on command, or by itself after
/// <see cref="RunLimits.RecipientsKept"/>.</summary>
/// <remarks>A few batches are told at a time, and the next one when one has answered: the outbox remembers how far that
/// is.</remarks>
internal static class RunForgetting
{
    /// <summary>The timer of a run.</summary>
    public const string Timer = "forget";

    private const string Key = "forget:";

    /// <summary>Forgets now.</summary>
    public static RunRejection? Begin(RunTurn turn)
    {
        var state = turn.State;
        if (state.ForgottenAt is not null)
        {
            return null;
        }

        if (state.EndedAt is null)
        {
            return new RunRejection.NotNow(state.Status);
        }

        turn.Record(new RunEvent.RecipientsForgotten(turn.Now));
        for (var number = 1; number <= RunLimits.BatchesInFlight; number++)
        {
            Tell(turn, number);
        }

        return null;
    }

    /// <summary>The time has come.</summary>
    public static RunRejection? Due(RunTurn turn, TimerFired fired)
    {
        if (fired.Name == Timer && turn.State.ForgetAt <= turn.Now)
        {
            Begin(turn);
        }

        return null;
    }

    /// <summary>A batch has forgotten.</summary>
    public static RunRejection? Answered(RunTurn turn, EffectReplied replied)
    {
        if (replied.Key.StartsWith(Key, StringComparison.Ordinal))
        {
            var number = int.Parse(replied.Key.AsSpan(Key.Length), CultureInfo.InvariantCulture);
            Tell(turn, number + RunLimits.BatchesInFlight);
        }

        return null;
    }

    private static void Tell(RunTurn turn, int number)
    {
        if (number <= turn.State.Taken.Length)
        {
            turn.Then(new Effect.Send(
                FormattableString.Invariant($"{Key}{number}"), turn.State.BatchAt(number),
                new RunBatchCommand.ForgetItems()));
        }
    }
}
