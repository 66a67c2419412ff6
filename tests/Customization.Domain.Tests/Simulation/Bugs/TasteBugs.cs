using Customization.Domain.Customers;
using Customization.Domain.Customers.Preferences;
using Customization.Domain.Sessions;
using static Customization.Domain.Tests.Simulation.Bugs.PlantedBug;

namespace Customization.Domain.Tests.Simulation.Bugs;

/// <summary>What can go wrong with what is noticed of customers and applied unasked.</summary>
internal static class TasteBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        Seeing<CustomerState, CustomerCommand.Observe>("a customer is observed without consent", (state, _) =>
            state with
            {
                Consents = state.Consents.SetItem(ConsentPurpose.Personalization, new Consent(true, default)),
            }),
        Seeing<CustomerState, CustomerCommand.Observe>("an observation that comes again counts again", (state, _) =>
            state with { Preferences = ObservedPreferences.None }),
        Replying<PreferencesOffered>("what is not sure enough is applied", offered => offered with
        {
            Offers = [.. offered.Offers.Select(offer => offer with { MayApply = true })],
        }),
        Dropping<CustomerState>("an application is not logged", each => each is CustomerEvent.PreferencesApplied),
        Dropping<CustomerState>("what is taken back stands in the trail", each =>
            each is CustomerEvent.ApplicationsReversed),
        On<SessionState, SessionCommand.RevertApplied>("what is taken back stays chosen", (
            state, command, site, honest) =>
        {
            var (change, reply) = honest(state, command, site.Context);
            return (change is null ? null : change with
            {
                Events = change.Events.RemoveAll(each => each is SessionEvent.StepTaken),
            }, reply);
        }),
        Dropping<CustomerState>("a withdrawn consent is acknowledged and forgotten", each =>
            each is CustomerEvent.ConsentSet { Purpose: ConsentPurpose.Personalization, Consent.Granted: false }),
    ];
}
