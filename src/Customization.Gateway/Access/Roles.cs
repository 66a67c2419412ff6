namespace Customization.Gateway.Access;

/// <summary>What a bearer token may let its subject do; a token can carry several. Also the names of the policies.
/// </summary>
public static class Roles
{
    /// <summary>Configures and orders for itself.</summary>
    public const string Customer = "customer";

    /// <summary>Publishes and retires products.</summary>
    public const string Author = "author";

    /// <summary>Runs production: cells, stock, every order.</summary>
    public const string Operator = "operator";

    /// <summary>A dosing machine: reads the secret values of an order while it is made, and nothing else.</summary>
    public const string Machine = "machine";

    /// <summary>Customer or operator: who may look at an order or a customer, subject to the owner check.</summary>
    public const string CustomerOrOperator = "customer-or-operator";

    /// <summary>Author or operator: who makes and reviews mass runs.</summary>
    public const string AuthorOrOperator = "author-or-operator";

    /// <summary>All roles.</summary>
    public static readonly IReadOnlyList<string> All = [Customer, Author, Operator, Machine];
}
