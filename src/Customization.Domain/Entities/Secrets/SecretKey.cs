using Customization.Domain.Customers;

namespace Customization.Domain.Entities.Secrets;

/// <summary>What is stored encrypted, and under whose key.</summary>
public static class SecretKey
{
    /// <summary>The customer whose key an entity is stored under, or null where it is stored in the open.</summary>
    /// <remarks>Customers and their sessions are stored under the customer's own key: without it, back-ups are
    /// unreadable too. An erased customer has nothing personal and is stored in the open, so that it outlives its key.
    /// Of orders, which outlive their customer, only what is <see cref="PersonalAttribute"/>.</remarks>
    public static string? Of(EntityAddress address, object state, string? owner) => address.Kind switch
    {
        EntityKind.Customer when state is CustomerState { ErasedAt: null } => address.Key,
        EntityKind.ConfigurationSession or EntityKind.Order when owner is { Length: > 0 } => owner,
        _ => null,
    };

    /// <summary>Whether what is not personal of a kind is stored in the open, beside the rest.</summary>
    public static bool LeavesRemainder(EntityKind kind) => kind == EntityKind.Order;
}
