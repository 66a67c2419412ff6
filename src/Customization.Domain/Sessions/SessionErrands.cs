using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>What a session asks other entities for: quotes from orders, keeping from the customer.</summary>
internal static class SessionErrands
{
    private const string QuoteKey = "quote:";
    private const string SaveKey = "save:";

    public static Decision RequestQuote(SessionScene scene)
    {
        if (SessionLapse.Of(scene) is { IsEmpty: false } lapsed)
        {
            return Decision.Answer(new SessionRejection.ChoicesLapsed(
                [.. lapsed.Select(choice => scene.NameOf(choice.Characteristic))]));
        }

        var answer = SessionViews.Answer(scene);
        var issues = SessionViews.Issues(scene, answer);
        if (answer.Undecided.Length + issues.Length > 0)
        {
            return Decision.Answer(new SessionRejection.ConfigurationIncomplete(
                [.. answer.Undecided.Select(scene.NameOf)], issues));
        }

        var code = scene.Code();
        if (scene.State.Quote is { Status: QuoteStatus.Pending } pending)
        {
            return string.Equals(pending.Code, code, StringComparison.Ordinal)
                ? Decision.Answer(SessionViews.View(scene, []))
                : Decision.Answer(new SessionRejection.QuotePending(pending.OrderId));
        }

        // The event that comes with this is durable before the order hears of it, so the version is never used again;
        // where the session is deleted and opened anew, its versions begin again, and the time is another.
        var orderId = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{scene.State.Id}-q{scene.State.Version + 1}-{scene.Context.Now.ToUnixTimeSeconds():x}");
        var full = new CodedConfiguration(
            scene.Product, Selection.From(answer.Completion.AsSpan()), scene.State.Parameters, scene.State.Terms);
        var request = new OrderRequest(
            scene.State.Owner, full.Write(), scene.Lane, orderId, orderId, scene.Table.List.Code, scene.Language);
        var decision = SessionSteps.Happened(
            scene, [], new SessionEvent.QuoteChanged(new QuoteReference(orderId, code, QuoteStatus.Pending, "")));
        return decision with
        {
            Effects =
            [
                new Effect.Send(
                    QuoteKey + orderId, new EntityAddress(EntityKind.Order, orderId), new RequestQuote(request)),
            ],
        };
    }

    public static Decision Save(SessionScene scene, SessionCommand.Save save)
    {
        if (save.Name.Length is 0 or > CustomerLimits.SavedNameLengthMax || save.Name.Any(char.IsControl))
        {
            return Decision.Answer(new SessionRejection.SessionTextInvalid("name", "is empty, too long or malformed"));
        }

        var code = scene.Code();
        var decision = SessionSteps.Happened(
            scene, [], new SessionEvent.SavedChanged(new SavedReference(save.Name, code, false, "")));
        return decision with
        {
            Effects =
            [
                new Effect.Send(
                    SaveKey + save.Name + ":" + (scene.State.Version + 1),
                    new EntityAddress(EntityKind.Customer, scene.State.Owner),
                    new CustomerCommand.SaveConfiguration(save.Name, code)),
            ],
        };
    }

    /// <summary>An order or the customer has answered. Answers about an earlier quote or name change nothing.</summary>
    public static Decision Answered(SessionState state, EffectReplied replied)
    {
        var refusal = (replied.Reply as Rejection)?.Code ?? "";
        if (state.Quote is { Status: QuoteStatus.Pending } quote && replied.Key == QuoteKey + quote.OrderId)
        {
            var status = refusal.Length == 0 ? QuoteStatus.Accepted : QuoteStatus.Refused;
            return Decision.Of(
                Done.Instance, new SessionEvent.QuoteChanged(quote with { Status = status, Reason = refusal }));
        }

        if (state.Saved is { Confirmed: false } saved
            && replied.Key.StartsWith(SaveKey + saved.Name + ":", StringComparison.Ordinal))
        {
            return Decision.Of(
                Done.Instance,
                new SessionEvent.SavedChanged(saved with { Confirmed = refusal.Length == 0, Reason = refusal }));
        }

        return Decision.Answer(Done.Instance);
    }
}
