using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Gateway.Sessions;
using Customization.Kernel.Queries;

namespace Customization.Gateway.Authoring;

/// <summary>Which sessions a publication or a return to an older version would reach.</summary>
/// <remarks>Sessions are told neither by id nor by owner: knowing the id is the right to join.</remarks>
public static class InFlightApi
{
    /// <summary>Most sessions of all products that one answer looks at, latest opened last.</summary>
    public const int ReadMax = 1_000;

    /// <summary>Most sessions that one answer shows.</summary>
    public const int ShownMax = 50;

    private const int AtOnce = 16;

    /// <summary>Under a version of the product.</summary>
    public static async Task<Results<Ok<InFlightResource>, Problem>> OfVersion(
        string product, int version, ICustomization engine, EngineClock clock, CancellationToken cancellation) =>
        engine.Catalog.Version(product, version) is { } to
            ? TypedResults.Ok(await Of(to, engine, clock, cancellation))
            : Problem.Of("product-unavailable", $"There is no version {version} of '{product}'.");

    /// <summary>Under a definition that was checked.</summary>
    public static async Task<Results<Ok<InFlightResource>, Problem>> OfTrial(
        string check, ICustomization engine, Trials trials, EngineClock clock, CancellationToken cancellation) =>
        trials.Find(check) is { } to
            ? TypedResults.Ok(await Of(to, engine, clock, cancellation))
            : ChecksApi.Unknown();

    private static async Task<InFlightResource> Of(
        PublishedProduct to, ICustomization engine, EngineClock clock, CancellationToken cancellation)
    {
        var page = await engine.List(
            new EntityQuery(EntityKind.ConfigurationSession, Limit: ReadMax), cancellation);
        var reached = new List<ReachedSession>();
        foreach (var some in page.Keys.Chunk(AtOnce))
        {
            var replies = await Task.WhenAll(some.Select(session => engine.Ask(
                SessionCalls.AddressOf(session), new SessionCommand.Read(), cancellation).AsTask()));
            reached.AddRange(replies.OfType<SessionView>()
                .Where(view => view.Product == to.Code && view.ProductVersion != to.Version)
                .Select(view => Reached(view, to, engine.Catalog, clock.Now())).OfType<ReachedSession>());
        }

        var shown = reached.Where(session => session.NeedsRepair).Take(ShownMax).ToArray();
        return new InFlightResource(
            page.Keys.Length, page.Next is null, reached.Count, reached.Count(session => session.NeedsRepair), shown);
    }

    private static ReachedSession? Reached(
        SessionView view, PublishedProduct to, ICatalog catalog, DateTimeOffset now)
    {
        if (catalog.Version(view.Product, view.ProductVersion) is not { } from)
        {
            return null;
        }

        var choices = Selection.From([.. view.Choices]);
        var impact = MigrationImpact.Of(from, choices, to.At(now), now);
        return new ReachedSession(
            view.ProductVersion, choices.Count, impact.NeedsRepair, impact.IsPossible, impact.Vanished, impact.Changed);
    }
}

/// <summary>Sessions that would meet another version when they are moved to it.</summary>
/// <param name="Read">Sessions of all products that were looked at.</param>
/// <param name="IsAll">Whether there are no more.</param>
/// <param name="Reached">Of this product and another version.</param>
/// <param name="NeedRepair">Of those, sessions in which choices would be lost or changed.</param>
/// <param name="Sessions">The first of these.</param>
public sealed record InFlightResource(
    int Read, bool IsAll, int Reached, int NeedRepair, IReadOnlyList<ReachedSession> Sessions);

/// <summary>One session.</summary>
/// <param name="Version">That it is on.</param>
/// <param name="Choices">That its customer made.</param>
/// <param name="IsPossible">Whether the other version can be configured at all.</param>
/// <param name="Vanished">Choices that would be lost.</param>
/// <param name="Changed">Choices that would change.</param>
public sealed record ReachedSession(
    int Version, int Choices, bool NeedsRepair, bool IsPossible, IReadOnlyList<ProposedChoice> Vanished,
    IReadOnlyList<MigratedChoice> Changed);
