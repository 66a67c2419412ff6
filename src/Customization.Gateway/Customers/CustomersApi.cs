using System.Text.Json;
using Customization.Domain;
using Customization.Domain.Customers;
using Customization.Domain.Customers.Preferences;
using Customization.Domain.Entities;
using Customization.Gateway.Access;

namespace Customization.Gateway.Customers;

/// <summary>What is known of a customer: shown to the customer and operators, changed by the customer only.</summary>
public static class CustomersApi
{
    /// <summary>Maps <c>/v1/customers</c>.</summary>
    public static void MapCustomers(this RouteGroupBuilder v1)
    {
        var customer = v1.MapGroup("/customers/{customer}").WithTags("Customers")
            .RequireAuthorization(Roles.CustomerOrOperator);
        customer.MapGet("/", Read).WithName("ReadCustomer")
            .WithSummary("All that is known of a customer; also the complete export. Operators see no secrets.");
        customer.MapPut("/identity", (string customer, CustomerIdentity identity, HttpContext context) =>
                Change(context, customer, new CustomerCommand.SetIdentity(identity)))
            .WithName("SetIdentity").WithSummary("Registers the customer, or changes name, contact and address.");
        customer.MapPut("/consents/{purpose}",
                async Task<Results<Ok<CustomerState>, Problem>> (
                    string customer, string purpose, ConsentRequest request, HttpContext context) =>
                    PurposeOf(purpose) is { } known
                        ? await Change(context, customer, new CustomerCommand.SetConsent(known, request.Granted))
                        : Problem.Of("request-invalid", $"There is no purpose '{purpose}'; there are {Purposes}."))
            .WithName("SetConsent").WithSummary("Gives or withdraws consent to one use of the data.");
        customer.MapPut("/saved/{name}", (string customer, string name, SavedRequest request, HttpContext context) =>
                Change(context, customer, new CustomerCommand.SaveConfiguration(name, request.Code)))
            .WithName("SaveConfiguration").WithSummary("Keeps a configuration code under a name.");
        customer.MapDelete("/saved/{name}", (string customer, string name, HttpContext context) =>
                Change(context, customer, new CustomerCommand.RemoveConfiguration(name)))
            .WithName("RemoveConfiguration").WithSummary("Forgets a saved configuration.");
        customer.MapObservations();
        customer.MapDelete("/", Erase).WithName("EraseCustomer")
            .WithSummary("Erases everything personal at once, the past included.");
    }

    private static async Task<Results<Ok<CustomerState>, Problem>> Read(
        string customer, Caller caller, ICustomization engine, CancellationToken cancellation) =>
        caller.MaySee(customer) && Keys.IsCustomer(customer)
            ? await Show(customer, engine, cancellation, IsSelf(caller, customer) ? null : WithoutSecrets)
            : Problem.Of("forbidden", "Only the customer and operators may see this.");

    /// <summary>What an operator sees: no formula, no preference and no picture.</summary>
    private static CustomerState WithoutSecrets(CustomerState customer) => customer with
    {
        Saved = customer.Saved.Clear(),
        Sales = [],
        Preferences = ObservedPreferences.None,
        Pictures = [],
    };

    private static async Task<Results<Ok<CustomerState>, Problem>> Change(
        HttpContext context, string customer, CustomerCommand command)
    {
        if (!IsSelf(Caller.Of(context.User), customer))
        {
            return OnlySelf();
        }

        var engine = context.RequestServices.GetRequiredService<ICustomization>();
        var reply = await engine.Ask(AddressOf(customer), command, context.RequestAborted);
        return reply is Rejection rejection
            ? Problem.Of(rejection)
            : await Show(customer, engine, context.RequestAborted);
    }

    private static async Task<Results<NoContent, Problem>> Erase(
        string customer, Caller caller, ICustomization engine, CancellationToken cancellation)
    {
        if (!IsSelf(caller, customer))
        {
            return OnlySelf();
        }

        var reply = await engine.Ask(AddressOf(customer), new CustomerCommand.Erase(), cancellation);
        return reply is Rejection rejection ? Problem.Of(rejection) : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<CustomerState>, Problem>> Show(
        string customer, ICustomization engine, CancellationToken cancellation,
        Func<CustomerState, CustomerState>? shown = null)
    {
        var reply = await engine.Ask(AddressOf(customer), new CustomerCommand.Read(), cancellation);
        return reply switch
        {
            CustomerView view => TypedResults.Ok(shown is null ? view.Customer : shown(view.Customer)),
            Rejection rejection => Problem.Of(rejection),
            _ => throw new InvalidOperationException($"unexpected reply {reply.GetType().Name}"),
        };
    }

    private static string Purposes =>
        string.Join(", ", Enum.GetNames<ConsentPurpose>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName));

    /// <summary>The purpose of this name as JSON writes it, or null.</summary>
    private static ConsentPurpose? PurposeOf(string name)
    {
        foreach (var purpose in Enum.GetValues<ConsentPurpose>())
        {
            if (JsonNamingPolicy.KebabCaseLower.ConvertName(purpose.ToString()) == name)
            {
                return purpose;
            }
        }

        return null;
    }

    private static bool IsSelf(Caller caller, string customer) =>
        string.Equals(caller.Subject, customer, StringComparison.Ordinal);

    private static Problem OnlySelf() => Problem.Of("forbidden", "Only the customer may do this.");

    private static EntityAddress AddressOf(string customer) => new(EntityKind.Customer, customer);
}

/// <summary>Whether consent is given.</summary>
public sealed record ConsentRequest(bool Granted);

/// <summary>A configuration to keep.</summary>
public sealed record SavedRequest(string Code);
