using Customization.Domain.Entities;

namespace Customization.Domain.Catalog.Publishing;

/// <summary>The publications of one product.</summary>
public sealed class ProductModelDecider : IDecider<ProductModelState>
{
    /// <inheritdoc/>
    public static EntityKind Kind => EntityKind.ProductModel;

    /// <inheritdoc/>
    public static ProductModelState Initial(string key) => ProductModelState.Initial(key);

    /// <inheritdoc/>
    public static Decision Decide(ProductModelState state, Command command, DecisionContext context) => command switch
    {
        ProductModelCommand.PublishVersion publish => Publish(state, publish, context.Now),
        _ when state.LastVersion == 0 => Refuse(new ProductModelRejection.ProductUnknown(state.Code)),
        ProductModelCommand.RollBackVersion back => RollBack(state, back.Version, back.By, context.Now),
        ProductModelCommand.WithdrawVersion withdraw => Withdraw(state, withdraw, context.Now),
        ProductModelCommand.RetireProduct retire => state.IsRetired
            ? Decision.Answer(Done.Instance)
            : Decision.Of(Done.Instance, new ProductModelEvent.ProductRetired(retire.By, context.Now)),
        ProductModelCommand.ReadProduct => Decision.Answer(new ProductModelReply.ProductRead(state)),
        _ => throw new InvalidOperationException($"a product model knows no {command.GetType().Name}"),
    };

    /// <inheritdoc/>
    public static ProductModelState Evolve(ProductModelState state, Event @event) => @event switch
    {
        ProductModelEvent.VersionPublished published => state with
        {
            Versions = state.Versions.Add(published.Version),
            Current = published.Version.Version,
            LastVersion = published.Version.Version,
        },
        ProductModelEvent.VersionRolledBack back => state with { Current = back.Version },
        ProductModelEvent.VersionWithdrawn withdrawn => state with
        {
            Versions = state.Versions.RemoveAll(each => each.Version == withdrawn.Version),
            Current = state.Current == withdrawn.Version ? 0 : state.Current,
        },
        ProductModelEvent.ProductRetired => state with { IsRetired = true, Current = 0 },
        _ => state,
    };

    private static Decision Publish(
        ProductModelState state, ProductModelCommand.PublishVersion publish, DateTimeOffset now)
    {
        if (state.IsRetired)
        {
            return Refuse(new ProductModelRejection.ProductIsRetired(state.Code));
        }

        var same = state.Versions.LastOrDefault(each =>
            string.Equals(each.DefinitionHash, publish.DefinitionHash, StringComparison.Ordinal));
        if (same is not null)
        {
            return RollBack(state, same.Version, publish.By, now);
        }

        if (state.Versions.Length >= ProductModelState.VersionsMax)
        {
            return Refuse(new ProductModelRejection.VersionsFull(state.Code));
        }

        var version = state.LastVersion + 1;
        return Decision.Of(
            new ProductModelReply.VersionIsCurrent(version, true),
            new ProductModelEvent.VersionPublished(
                new PublishedVersion(version, publish.DefinitionHash, publish.Summary, publish.By, now)
                {
                    RuleSets = publish.RuleSets,
                }));
    }

    private static Decision RollBack(ProductModelState state, int version, string by, DateTimeOffset now)
    {
        if (state.IsRetired)
        {
            return Refuse(new ProductModelRejection.ProductIsRetired(state.Code));
        }

        if (state.Find(version) is null)
        {
            return Refuse(new ProductModelRejection.VersionUnknown(state.Code, version));
        }

        var reply = new ProductModelReply.VersionIsCurrent(version, false);
        return state.Current == version
            ? Decision.Answer(reply)
            : Decision.Of(reply, new ProductModelEvent.VersionRolledBack(version, by, now));
    }

    /// <summary>Withdrawing again what is withdrawn already is done: a retry must not fail.</summary>
    private static Decision Withdraw(
        ProductModelState state, ProductModelCommand.WithdrawVersion withdraw, DateTimeOffset now)
    {
        if (withdraw.Version < 1 || withdraw.Version > state.LastVersion)
        {
            return Refuse(new ProductModelRejection.VersionUnknown(state.Code, withdraw.Version));
        }

        if (state.Current == withdraw.Version)
        {
            return Refuse(new ProductModelRejection.VersionInUse(state.Code, withdraw.Version));
        }

        return state.Find(withdraw.Version) is null
            ? Decision.Answer(Done.Instance)
            : Decision.Of(
                Done.Instance,
                new ProductModelEvent.VersionWithdrawn(withdraw.Version, withdraw.By, now));
    }

    private static Decision Refuse(Rejection rejection) => Decision.Answer(rejection);
}
