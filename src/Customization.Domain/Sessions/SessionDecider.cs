using Customization.Domain.Customers;
using Customization.Domain.Entities;

namespace Customization.Domain.Sessions;

/// <summary>The rules of a configuration session: who may do what, then what it does.</summary>
/// <remarks>
/// Lazily durable: the configuration code in every reply reopens what a crash lost. Quotes and savings send something,
/// so they are durable before the reply.
/// <list type="bullet">
/// <item>The selection always has a completion: a command that would break this is refused.</item>
/// <item>The owner does everything; participants look, preview, explain and propose.</item>
/// <item>Each event raises the version by one; a command that changes nothing has no event.</item>
/// </list>
/// </remarks>
public sealed class SessionDecider : IDecider<SessionState>
{
    private SessionDecider()
    {
    }

    /// <inheritdoc/>
    public static EntityKind Kind => EntityKind.ConfigurationSession;

    /// <inheritdoc/>
    public static Durability Durability => Durability.Lazy;

    /// <inheritdoc/>
    public static string? OwnerOf(SessionState state) => state.Owner is { Length: > 0 } owner ? owner : null;

    /// <inheritdoc/>
    public static bool HasRetention => true;

    /// <inheritdoc/>
    public static bool MayGo(Envelope<SessionState> envelope, DateTimeOffset now, TimeSpan retention) =>
        SessionRetention.MayGo(envelope, now, retention);

    /// <inheritdoc/>
    public static SessionState Initial(string key) => SessionState.Unopened(key);

    /// <inheritdoc/>
    public static SessionState Evolve(SessionState state, Event @event) => SessionEvolution.Evolve(state, @event);

    /// <inheritdoc/>
    public static Decision Decide(SessionState state, Command command, DecisionContext context)
    {
        switch (command)
        {
            case EffectReplied replied:
                return replied.Reply is PreferencesOffered offered
                    ? SessionPreferences.Apply(state, offered.Offers, context)
                    : SessionErrands.Answered(state, replied);
            case TimerFired { Name: SessionLapse.Timer }:
                return PeriodPassed(state, context);
            case TimerFired:
                return Decision.Answer(Done.Instance);
            case SessionCommand asked:
                return Watched(Asked(state, asked, context), context);
            default:
                throw new InvalidOperationException($"no command of a session: {command.GetType().Name}");
        }
    }

    private static Decision Asked(SessionState state, SessionCommand asked, DecisionContext context) =>
        Refusal(state, asked) is { } refusal ? Decision.Answer(refusal)
        : asked is SessionCommand.Open open ? SessionOpening.Open(state, open, context)
        : context.Catalog.Version(state.Product, state.ProductVersion) is { } product
            ? Decide(new SessionScene(state, product, context, asked.Language), asked)
        : Decision.Answer(new SessionRejection.ProductUnavailable(state.Product, state.ProductVersion));

    /// <summary>A session that comes to a version is told when the version's next date comes.</summary>
    private static Decision Watched(Decision decision, DecisionContext context)
    {
        foreach (var happened in decision.Events)
        {
            if (happened is SessionEvent.SessionOpened or SessionEvent.SessionMigrated
                && decision.Reply is SessionView view
                && context.Catalog.Version(view.Product, view.ProductVersion) is { } product)
            {
                return SessionLapse.WithTimer(decision, product, context.Now);
            }
        }

        return decision;
    }

    /// <summary>A date came: whoever looks at the session is to look again.</summary>
    private static Decision PeriodPassed(SessionState state, DecisionContext context) =>
        context.Catalog.Version(state.Product, state.ProductVersion) is { } product
            ? SessionLapse.WithTimer(
                Decision.Of(Done.Instance, new SessionEvent.PeriodPassed()), product, context.Now)
            : Decision.Answer(Done.Instance);

    private static SessionRejection? Refusal(SessionState state, SessionCommand command)
    {
        if (!state.IsOpen)
        {
            return command is not SessionCommand.Open ? new SessionRejection.SessionUnknown()
                : command.ExpectedVersion is { } version && version != state.Version
                    ? new SessionRejection.SessionVersionConflict(version, state.Version)
                : null;
        }

        if (command.Actor is { } actor && !May(state, actor, command))
        {
            return new SessionRejection.SessionForbidden();
        }

        return command.ExpectedVersion is { } expected && expected != state.Version
            ? new SessionRejection.SessionVersionConflict(expected, state.Version)
            : null;
    }

    private static bool May(SessionState state, string actor, SessionCommand command)
    {
        if (string.Equals(actor, state.Owner, StringComparison.Ordinal))
        {
            return true;
        }

        return command switch
        {
            SessionCommand.Join join => string.Equals(join.Participant, actor, StringComparison.Ordinal),
            SessionCommand.Leave leave => string.Equals(leave.Participant, actor, StringComparison.Ordinal),
            SessionCommand.Read or SessionCommand.Explain or SessionCommand.Guide or SessionCommand.Propose
                or SessionCommand.Repair { Preview: true } or SessionCommand.Complete { Preview: true } =>
                state.Participants.ContainsKey(actor),
            _ => false,
        };
    }

    private static Decision Decide(SessionScene scene, SessionCommand command) => command switch
    {
        SessionCommand.Read => Decision.Answer(SessionViews.View(scene, [])),
        SessionCommand.Select select => SessionChoices.Select(scene, select),
        SessionCommand.Unselect unselect => SessionChoices.Unselect(scene, unselect),
        SessionCommand.Repair repair => SessionChoices.Repair(scene, repair),
        SessionCommand.Complete complete => SessionChoices.Complete(scene, complete),
        SessionCommand.Explain explain => SessionExplanations.Explain(scene, explain),
        SessionCommand.Guide => SessionGuides.Guide(scene),
        SessionCommand.RevertApplied revert => SessionPreferences.Revert(scene, revert.Characteristic),
        SessionCommand.Undo => SessionSteps.Undo(scene),
        SessionCommand.Redo => SessionSteps.Redo(scene),
        SessionCommand.SetParameter set => SessionSteps.SetParameter(scene, set),
        SessionCommand.ClearParameter clear => SessionSteps.ClearParameter(scene, clear),
        SessionCommand.ChangeTerms change => SessionSteps.ChangeTerms(scene, change),
        SessionCommand.RequestQuote => SessionErrands.RequestQuote(scene),
        SessionCommand.Save save => SessionErrands.Save(scene, save),
        SessionCommand.Join join => SessionSharing.Join(scene, join),
        SessionCommand.Leave leave => SessionSharing.Leave(scene, leave),
        SessionCommand.Propose propose => SessionSharing.Propose(scene, propose),
        SessionCommand.AcceptProposal accept => SessionSharing.Accept(scene, accept),
        SessionCommand.RejectProposal reject => SessionSharing.Reject(scene, reject),
        SessionCommand.Migrate => SessionMigration.Migrate(scene),
        _ => throw new InvalidOperationException($"no command of a session: {command.GetType().Name}"),
    };
}
