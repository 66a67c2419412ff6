using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Entities;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>Opening a session, and bringing an open one to where a code says.</summary>
internal static class SessionOpening
{
    public static Decision Open(SessionState state, SessionCommand.Open open, DecisionContext context)
    {
        if (state.Id.Length > SessionLimits.IdLengthMax)
        {
            return Refused(new SessionRejection.SessionTextInvalid("id", "is too long"));
        }

        if (!IsKey(open.Owner))
        {
            return Refused(new SessionRejection.SessionTextInvalid("owner", "is no id"));
        }

        if (open.Actor is { } actor && !string.Equals(actor, open.Owner, StringComparison.Ordinal))
        {
            return Refused(new SessionRejection.SessionForbidden());
        }

        if (StartOf(open, context, out var start) is { } rejection)
        {
            return Refused(rejection);
        }

        if (state.IsOpen)
        {
            return Again(state, open, start!, context);
        }

        var opened = new SessionEvent.SessionOpened(
            open.Owner, start!.Product.Code, start.Product.Version, start.Terms, start.Selection, start.Parameters);
        var scene = new SessionScene(state, start.Product, context, open.Language);
        return SessionPreferences.Ask(open, start.Product, SessionSteps.Happened(scene, [], opened));
    }

    /// <summary>Where the session begins; every part of it is checked.</summary>
    private static SessionRejection? StartOf(
        SessionCommand.Open open, DecisionContext context, out CodedConfiguration? start)
    {
        start = null;
        SessionRejection? rejection = null;
        if (open.Code is not null)
        {
            if (!CodedConfiguration.TryRead(open.Code, context.Catalog, out start, out rejection))
            {
                return rejection;
            }

            // A price list or lane may have ended since the code was made.
            start = SessionScene.Check(start.Product, start.Terms, context) is null
                ? start
                : start with { Terms = SessionTerms.Default };
        }
        else if (ProductOf(open, context.Catalog) is { } product)
        {
            start = new CodedConfiguration(
                product, Selection.Empty(product.Model), ImmutableSortedDictionary<string, ParameterValue>.Empty,
                SessionTerms.Default);
        }
        else
        {
            return new SessionRejection.ProductUnavailable(open.Product ?? "", open.Version);
        }

        start = open.Terms is null ? start : start with { Terms = open.Terms };
        return Check(start, context);
    }

    private static PublishedProduct? ProductOf(SessionCommand.Open open, ICatalog catalog) =>
        open.Product is not { } code ? null
        : open.Version is { } version ? catalog.Version(code, version)
        : catalog.Current(code);

    private static SessionRejection? Check(CodedConfiguration start, DecisionContext context)
    {
        if (SessionScene.Check(start.Product, start.Terms, context) is { } rejection)
        {
            return rejection;
        }

        if (CodedExtra.Write(start.Parameters, start.Terms).Length > SessionLimits.ParameterBytesMax)
        {
            return new SessionRejection.CodeInvalid(CodedConfiguration.NameOf(CodeError.TooLong));
        }

        // Answers may have come to miss a guard by later choices; that they cannot be answers at all is another thing.
        var values = new int[start.Selection.Length];
        Array.Fill(values, -1);
        foreach (var (parameter, value) in start.Parameters)
        {
            if (start.Product.Check(parameter, value, values, "en") is { } refusal
                && refusal.Code is ParameterRefusal.Unknown or ParameterRefusal.WrongKind)
            {
                return new SessionRejection.CodeInvalid(refusal.Code);
            }
        }

        // What a date has ended, or will begin, opens and says so; what never went together does not.
        return start.Product.Configurators.Use(configurator => configurator.IsPossible(start.Selection))
            || start.Product.Periods.IsPossibleInSome(start.Selection)
            ? null
            : new SessionRejection.CodeImpossible();
    }

    private static Decision Again(
        SessionState state, SessionCommand.Open open, CodedConfiguration start, DecisionContext context)
    {
        if (!string.Equals(open.Owner, state.Owner, StringComparison.Ordinal))
        {
            return Refused(new SessionRejection.SessionForbidden());
        }

        if (!string.Equals(start.Product.Code, state.Product, StringComparison.Ordinal))
        {
            return Refused(new SessionRejection.SessionOnOtherProduct(state.Product));
        }

        if (open.Code is not null && start.Product.Version != state.ProductVersion)
        {
            var moved = new SessionEvent.SessionMigrated(
                start.Product.Version, start.Terms, start.Selection, start.Parameters, []);
            return SessionSteps.Happened(new SessionScene(state, start.Product, context, open.Language), [], moved);
        }

        if (context.Catalog.Version(state.Product, state.ProductVersion) is not { } product)
        {
            return Refused(new SessionRejection.ProductUnavailable(state.Product, state.ProductVersion));
        }

        var scene = new SessionScene(state, product, context, open.Language);
        return open.Code is null ? SessionSteps.Happened(scene, []) : Restore(scene, start);
    }

    /// <summary>One step from the session to the code.</summary>
    private static Decision Restore(SessionScene scene, CodedConfiguration start)
    {
        var events = ImmutableArray.CreateBuilder<Event>();
        var step = new SessionStep(
            scene.ChangesTo(start.Selection),
            [
                .. scene.State.Parameters.Keys.Union(start.Parameters.Keys).Order(StringComparer.Ordinal)
                    .Select(parameter => new ParameterChange(
                        parameter, scene.State.Parameters.GetValueOrDefault(parameter),
                        start.Parameters.GetValueOrDefault(parameter)))
                    .Where(change => !Equals(change.Before, change.After)),
            ]);
        if (step.Choices.Length + step.Parameters.Length > 0)
        {
            events.Add(new SessionEvent.StepTaken(step));
        }

        if (start.Terms != scene.State.Terms)
        {
            events.Add(new SessionEvent.TermsChanged(start.Terms));
        }

        return SessionSteps.Happened(scene, step.Choices, events.ToImmutable());
    }

    /// <summary>Whether a text can be the key of an entity, as the owner's customer.</summary>
    private static bool IsKey(string text) => text.Length is > 0 and <= SessionLimits.OwnerLengthMax
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_.:/".Contains(letter, StringComparison.Ordinal));

    private static Decision Refused(SessionRejection rejection) => Decision.Answer(rejection);
}
