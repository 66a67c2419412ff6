namespace Customization.Domain.Ordering;

/// <summary>The item of a mass run that an order is made for.</summary>
/// <param name="Batch">Key of the batch, which is told what becomes of the order.</param>
/// <param name="Item">Position in the batch, from 0.</param>
/// <param name="IsForCustomer">The owner is a customer, who keeps a list of orders.</param>
public sealed record RunOrder(string Batch, int Item, bool IsForCustomer);
