using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Customers;
using Customization.Domain.Customers.Preferences;
using Customization.Domain.Entities;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>Chooses unasked what the owner's customer probably wants, where the author allows it, and takes it back.
/// </summary>
/// <remarks>The customer is asked once, when a session opens on a product that applies preferences; a code is opened as
/// it is. What is applied is a choice that gives way to every choice of the owner.</remarks>
internal static class SessionPreferences
{
    private const string AskKey = "preferences";
    private const string AppliedKey = "applied";
    private const string RevertedKey = "reverted:";

    /// <summary>An opening that also asks the owner's customer, where the product applies anything.</summary>
    public static Decision Ask(SessionCommand.Open open, PublishedProduct product, Decision opening) =>
        open.Code is not null || product.Definition.Apply.IsEmpty
            ? opening
            : opening with
            {
                Effects = opening.Effects.Add(new Effect.Send(
                    AskKey, new EntityAddress(EntityKind.Customer, open.Owner),
                    new CustomerCommand.OfferPreferences(product.Code, product.Version))),
            };

    /// <summary>The customer has answered: what may be applied, is not chosen and is still possible is chosen, the
    /// surest first.</summary>
    public static Decision Apply(
        SessionState state, ImmutableArray<PreferenceOffer> offers, DecisionContext context)
    {
        if (offers.IsEmpty || context.Catalog.Version(state.Product, state.ProductVersion) is not { } product)
        {
            return Decision.Answer(Done.Instance);
        }

        var scene = new SessionScene(state, product, context, "en");
        var (selection, applied) = Choose(scene, scene.Selection, offers.Where(offer => offer.MayApply));
        var events = ImmutableArray.Create<Event>(new SessionEvent.PreferencesKnown(
            [.. offers.Select(offer => new OfferedPreference(offer, applied.Contains(offer)))]));
        var changes = scene.ChangesTo(selection);
        return applied.IsEmpty
            ? Decision.Of(Done.Instance, events)
            : new Decision(
                events.Add(new SessionEvent.StepTaken(new SessionStep(changes, []))),
                [
                    new Effect.Send(
                        AppliedKey, new EntityAddress(EntityKind.Customer, state.Owner),
                        new CustomerCommand.RecordApplied(state.Id, state.Product, applied)),
                ],
                Done.Instance);
    }

    /// <summary>Takes back what stands of one characteristic, or of all.</summary>
    public static Decision Revert(SessionScene scene, string? characteristic)
    {
        var standing = Applied(scene).RemoveAll(
            offer => characteristic is not null && offer.Characteristic != characteristic);
        if (standing.IsEmpty)
        {
            return Decision.Answer(new SessionRejection.NothingApplied());
        }

        var decision = SessionSteps.StepTo(
            scene, Without(scene, standing),
            new SessionEvent.AppliedReverted([.. standing.Select(offer => offer.Characteristic)]));
        return decision with
        {
            Effects = decision.Effects.Add(new Effect.Send(
                RevertedKey + (scene.State.Version + 1), new EntityAddress(EntityKind.Customer, scene.State.Owner),
                new CustomerCommand.RecordReversed(scene.State.Id, scene.State.Product, standing))),
        };
    }

    /// <summary>The selection with a value for which applied ones give way, as few as that takes in their order; null
    /// where that is not enough.</summary>
    public static Selection? Yield(SessionScene scene, CharacteristicIndex characteristic, int value)
    {
        var standing = Applied(scene);
        if (standing.IsEmpty)
        {
            return null;
        }

        var without = Without(scene, standing).With(characteristic, value);
        return IsPossible(scene, without) ? Choose(scene, without, standing).Selection : null;
    }

    /// <summary>What is known of the owner's wishes, and which of it stands.</summary>
    public static ImmutableArray<OfferedPreference> Standing(SessionScene scene) => scene.State.Preferences.IsEmpty
        ? []
        :
        [
            .. scene.State.Preferences.Select(each => each with
            {
                IsApplied = each.IsApplied
                    && scene.Find(each.Offer.Characteristic, each.Offer.Value) is { Rejection: null } found
                    && scene.Selection[found.Characteristic] == found.Value,
            }),
        ];

    /// <summary>Replaces the weights of a characteristic's values, as logarithms, where the owner is known to take one
    /// of them: with its confidence, and the rest for the others alike.</summary>
    public static void Weigh(SessionScene scene, double[] weights)
    {
        foreach (var (offer, _) in scene.State.Preferences)
        {
            if (scene.Find(offer.Characteristic, offer.Value) is { Rejection: null } found)
            {
                var count = scene.Model.Characteristics[found.Characteristic.Value].Values.Length;
                var percent = Math.Max(1, offer.Percent);
                var others = Math.Log((100.0 - percent) / 100 / Math.Max(1, count - 1));
                for (var value = 0; value < count; value++)
                {
                    weights[scene.Model.Literal(found.Characteristic, value)] =
                        value == found.Value ? Math.Log(percent / 100.0) : others;
                }
            }
        }
    }

    private static ImmutableArray<PreferenceOffer> Applied(SessionScene scene) =>
        [.. Standing(scene).Where(each => each.IsApplied).Select(each => each.Offer)];

    private static Selection Without(SessionScene scene, ImmutableArray<PreferenceOffer> offers) => offers.Aggregate(
        scene.Selection, (left, offer) => left.Without(scene.Model.Find(offer.Characteristic)!.Value));

    private static (Selection Selection, ImmutableArray<PreferenceOffer> Applied) Choose(
        SessionScene scene, Selection selection, IEnumerable<PreferenceOffer> offers)
    {
        var applied = ImmutableArray.CreateBuilder<PreferenceOffer>();
        foreach (var offer in offers)
        {
            if (scene.Find(offer.Characteristic, offer.Value) is { Rejection: null } found
                && selection[found.Characteristic] < 0
                && selection.With(found.Characteristic, found.Value) is var with && IsPossible(scene, with))
            {
                selection = with;
                applied.Add(offer);
            }
        }

        return (selection, applied.ToImmutable());
    }

    private static bool IsPossible(SessionScene scene, Selection selection) =>
        scene.Product.Configurators.Use(configurator => configurator.IsPossible(selection));
}
