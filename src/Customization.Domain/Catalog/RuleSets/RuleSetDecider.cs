using Customization.Domain.Entities;

namespace Customization.Domain.Catalog.RuleSets;

/// <summary>The publications of one rule set.</summary>
public sealed class RuleSetDecider : IDecider<RuleSetState>
{
    /// <inheritdoc/>
    public static EntityKind Kind => EntityKind.RuleSet;

    /// <inheritdoc/>
    public static RuleSetState Initial(string key) => RuleSetState.Initial(key);

    /// <inheritdoc/>
    public static Decision Decide(RuleSetState state, Command command, DecisionContext context) => command switch
    {
        RuleSetCommand.PublishVersion publish => Publish(state, publish, context.Now),
        _ when state.LastVersion == 0 => Decision.Answer(new RuleSetRejection.RuleSetUnknown(state.Code)),
        RuleSetCommand.WithdrawVersion withdraw => Withdraw(state, withdraw, context.Now),
        RuleSetCommand.ReadRuleSet => Decision.Answer(new RuleSetReply.RuleSetRead(state)),
        _ => throw new InvalidOperationException($"a rule set knows no {command.GetType().Name}"),
    };

    /// <inheritdoc/>
    public static RuleSetState Evolve(RuleSetState state, Event @event) => @event switch
    {
        RuleSetEvent.VersionPublished published => state with
        {
            Versions = state.Versions.Add(published.Version),
            LastVersion = published.Version.Version,
        },
        RuleSetEvent.VersionWithdrawn withdrawn => state with
        {
            Versions = state.Versions.RemoveAll(each => each.Version == withdrawn.Version),
        },
        _ => state,
    };

    private static Decision Publish(RuleSetState state, RuleSetCommand.PublishVersion publish, DateTimeOffset now)
    {
        if (state.Find(0) is { } latest
            && string.Equals(latest.DefinitionHash, publish.DefinitionHash, StringComparison.Ordinal))
        {
            return Decision.Answer(new RuleSetReply.VersionIsLatest(latest.Version));
        }

        if (state.Versions.Length >= RuleSetState.VersionsMax)
        {
            return Decision.Answer(new RuleSetRejection.VersionsFull(state.Code));
        }

        var version = state.LastVersion + 1;
        return Decision.Of(
            new RuleSetReply.VersionIsLatest(version),
            new RuleSetEvent.VersionPublished(
                new PublishedRuleSet(version, publish.DefinitionHash, publish.Rules, publish.By, now)));
    }

    /// <summary>Withdrawing again what is withdrawn already is done: a retry must not fail.</summary>
    private static Decision Withdraw(RuleSetState state, RuleSetCommand.WithdrawVersion withdraw, DateTimeOffset now)
    {
        if (withdraw.Version < 1 || withdraw.Version > state.LastVersion)
        {
            return Decision.Answer(new RuleSetRejection.VersionUnknown(state.Code, withdraw.Version));
        }

        return state.Find(withdraw.Version) is null
            ? Decision.Answer(Done.Instance)
            : Decision.Of(
                Done.Instance, new RuleSetEvent.VersionWithdrawn(withdraw.Version, withdraw.By, now));
    }
}
