using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;

namespace Customization.Domain.Sessions;

/// <summary>A session on a product that is not published: opened, clicked through and forgotten within one call.
/// </summary>
/// <remarks>The same decider as for customers, so an author sees what a customer would see.</remarks>
public static class SessionTrial
{
    private const string Author = "author";

    /// <summary>Opens a session, gives the answers, makes the choices one after the other and looks.</summary>
    /// <param name="answers">To parameters, by code.</param>
    /// <param name="look">The last command: <see cref="SessionCommand.Read"/>, <see cref="SessionCommand.Explain"/> or
    /// a preview.</param>
    /// <returns>Its reply, or the rejection of the first answer or choice that is refused.</returns>
    public static Reply Play(
        PublishedProduct product, ImmutableArray<ProposedChoice> choices,
        ImmutableArray<KeyValuePair<string, ParameterValue>> answers, SessionCommand look, Outlook outlook,
        DateTimeOffset now)
    {
        var context = new DecisionContext(now, new OneProductCatalog(product), outlook);
        var state = SessionState.Unopened("trial");
        SessionCommand[] commands =
        [
            new SessionCommand.Open(Author, product.Code),
            .. answers.Select(answer => new SessionCommand.SetParameter(answer.Key, answer.Value)),
            .. choices.Select(choice => new SessionCommand.Select(choice.Characteristic, choice.Value)),
        ];
        foreach (var command in commands)
        {
            var decision = SessionDecider.Decide(state, command with { Language = look.Language }, context);
            if (decision.Reply is Rejection)
            {
                return decision.Reply;
            }

            state = decision.Events.Aggregate(state, SessionDecider.Evolve);
        }

        return SessionDecider.Decide(state, look, context).Reply;
    }
}
