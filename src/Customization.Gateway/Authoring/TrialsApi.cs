using System.Collections.Immutable;
using Customization.Domain;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Gateway.Products;
using Customization.Gateway.Sessions;

namespace Customization.Gateway.Authoring;

/// <summary>Clicks through a definition that is not published.</summary>
public static class TrialsApi
{
    /// <summary>Plays the choices and shows what a customer would see; refusals are those that a customer would get.
    /// </summary>
    public static Results<Ok<TrialResource>, Problem> Play(
        string check, TrialRequest request, ICustomization engine, Trials trials, EngineClock clock,
        HttpContext context)
    {
        if (trials.Find(check) is not { } product)
        {
            return ChecksApi.Unknown();
        }

        var parameters = request.Parameters ?? ImmutableDictionary<string, ParameterBody>.Empty;
        if (request.Choices.Count > product.Model.Characteristics.Length
            || parameters.Count > product.Definition.Parameters.Length)
        {
            return Problem.Of("request-invalid", "There are more answers than questions.");
        }

        if (parameters.Values.Any(body => body?.ToValue() is null))
        {
            return Problem.Of("request-invalid", "Set exactly one of measurement, text, choice and image.");
        }

        var language = Languages.Of(context);
        var names = new SessionRendering(product.At(clock.Now()), language);
        ImmutableArray<ProposedChoice> choices =
            [.. request.Choices.Select(choice => new ProposedChoice(choice.Key, choice.Value))];
        ImmutableArray<KeyValuePair<string, ParameterValue>> answers =
            [.. parameters.Select(each => KeyValuePair.Create(each.Key, each.Value.ToValue()!))];
        Reply Look(SessionCommand command) => SessionTrial.Play(
            product, choices, answers, command with { Language = language }, engine.Outlook, clock.Now());

        var seen = Look(new SessionCommand.Read());
        var why = seen is Rejection || request.Why is not { } wish
            ? null
            : Look(new SessionCommand.Explain(wish.Characteristic, wish.Value));
        return seen is Rejection refused ? Problem.Of(refused)
            : why is Rejection unknown ? Problem.Of(unknown)
            : TypedResults.Ok(new TrialResource(
                names.Of((SessionView)seen, withPicture: true),
                why is null ? null : names.Of((SessionExplanation)why)));
    }
}

/// <summary>What to try.</summary>
/// <param name="Choices">Value by characteristic, in the order of choosing.</param>
/// <param name="Why">A value to explain after them.</param>
/// <param name="Parameters">Answer by parameter; a picture by its reference, which need not be kept.</param>
public sealed record TrialRequest(
    IReadOnlyDictionary<string, string> Choices, LiteralResource? Why = null,
    IReadOnlyDictionary<string, ParameterBody>? Parameters = null);

/// <summary>What a customer would see.</summary>
/// <param name="Session">As a session would be answered; it exists nowhere.</param>
/// <param name="Why">Why the value that was asked about cannot be had: choices, rules and repair.</param>
public sealed record TrialResource(SessionResource Session, ExplanationResource? Why);
