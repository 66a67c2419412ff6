using Customization.Domain;
using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Catalog.RuleSets;
using Customization.Domain.Entities;
using Customization.Gateway.Access;
using Customization.Gateway.Products;

namespace Customization.Gateway.RuleSets;

/// <summary>Rule sets that products share; for authors.</summary>
public static class RuleSetsApi
{
    /// <summary>Maps <c>/v1/rule-sets</c>.</summary>
    public static void MapRuleSets(this RouteGroupBuilder v1)
    {
        var sets = v1.MapGroup("/rule-sets").WithTags("Rule sets").RequireAuthorization(Roles.Author);
        sets.MapGet("/", List).WithName("ListRuleSets").WithSummary("Rule sets with their versions.");
        sets.MapPost("/", Publishing.PublishRuleSet).WithName("PublishRuleSet")
            .WithMetadata(new DefinitionSizeLimit())
            .WithSummary("Checks and publishes a rule set; products that use an earlier version keep that.");
        sets.MapGet("/{ruleSet}/versions", (
                    string ruleSet, ICustomization engine, CancellationToken cancellation) =>
                Tell(ruleSet, new RuleSetCommand.ReadRuleSet(), engine, cancellation))
            .WithName("ListRuleSetVersions").WithSummary("Versions with who published them; the last is the latest.");
        sets.MapDelete("/{ruleSet}/versions/{version:int}", (
                    string ruleSet, int version, Caller caller, ICustomization engine,
                    CancellationToken cancellation) =>
                Tell(ruleSet, new RuleSetCommand.WithdrawVersion(version, caller.Subject), engine, cancellation))
            .WithName("WithdrawRuleSetVersion").WithSummary("Ends a version: no product can use it anew.");
        sets.MapGet("/{ruleSet}/versions/{version:int}/products", Users).WithName("ListRuleSetUsers")
            .WithSummary("Versions of products that use a version of a rule set.");
    }

    private static async Task<Ok<IReadOnlyList<RuleSetResource>>> List(
        ICustomization engine, CancellationToken cancellation)
    {
        var sets = new List<RuleSetResource>();
        await foreach (var key in Keys(EntityKind.RuleSet, engine, cancellation))
        {
            if (await Read(key, new RuleSetCommand.ReadRuleSet(), engine, cancellation)
                is RuleSetReply.RuleSetRead read)
            {
                sets.Add(RuleSetResource.Of(read.RuleSet));
            }
        }

        return TypedResults.Ok<IReadOnlyList<RuleSetResource>>(sets);
    }

    private static async Task<Results<Ok<RuleSetResource>, Problem>> Tell(
        string ruleSet, Command command, ICustomization engine, CancellationToken cancellation)
    {
        if (!Access.Keys.IsKey(ruleSet))
        {
            return Problem.Of(new RuleSetRejection.RuleSetUnknown(ruleSet));
        }

        var reply = await Read(ruleSet, command, engine, cancellation);
        if (reply is not (Rejection or RuleSetReply.RuleSetRead))
        {
            reply = await Read(ruleSet, new RuleSetCommand.ReadRuleSet(), engine, cancellation);
        }

        return reply switch
        {
            RuleSetReply.RuleSetRead read => TypedResults.Ok(RuleSetResource.Of(read.RuleSet)),
            Rejection rejection => Problem.Of(rejection),
            _ => throw new InvalidOperationException($"unexpected reply {reply.GetType().Name}"),
        };
    }

    /// <summary>Withdrawn versions count as well: products may still use them.</summary>
    private static async Task<Results<Ok<IReadOnlyList<RuleSetUserResource>>, Problem>> Users(
        string ruleSet, int version, ICustomization engine, CancellationToken cancellation)
    {
        var used = new RuleSetVersion(ruleSet, version);
        if (!Access.Keys.IsKey(ruleSet)
            || await Read(ruleSet, new RuleSetCommand.ReadRuleSet(), engine, cancellation)
                is not RuleSetReply.RuleSetRead { RuleSet: var set })
        {
            return Problem.Of(new RuleSetRejection.RuleSetUnknown(ruleSet));
        }

        if (version < 1 || version > set.LastVersion)
        {
            return Problem.Of(new RuleSetRejection.VersionUnknown(ruleSet, version));
        }

        var users = new List<RuleSetUserResource>();
        await foreach (var key in Keys(EntityKind.ProductModel, engine, cancellation))
        {
            var reply = await engine.Ask(
                new EntityAddress(EntityKind.ProductModel, key), new ProductModelCommand.ReadProduct(), cancellation);
            if (reply is ProductModelReply.ProductRead { Product: var product })
            {
                users.AddRange(product.Versions.Where(each => each.RuleSets.Contains(used)).Select(each =>
                    new RuleSetUserResource(product.Code, each.Version, each.Version == product.Current)));
            }
        }

        return TypedResults.Ok<IReadOnlyList<RuleSetUserResource>>(users);
    }

    private static ValueTask<Reply> Read(
        string ruleSet, Command command, ICustomization engine, CancellationToken cancellation) =>
        engine.Ask(new EntityAddress(EntityKind.RuleSet, ruleSet), command, cancellation);

    private static async IAsyncEnumerable<string> Keys(
        EntityKind kind, ICustomization engine,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        for (string? after = null; ;)
        {
            var page = await engine.List(
                new EntityQuery(kind, After: after, Limit: EntityQuery.LimitMax), cancellation);
            foreach (var key in page.Keys)
            {
                yield return key;
            }

            if (page.Next is null)
            {
                yield break;
            }

            after = page.Next;
        }
    }
}
