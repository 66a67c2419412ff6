namespace Customization.Domain.Delivery;

/// <summary>Free stock, capacity and lanes of the whole plant at one moment.</summary>
public sealed record Outlook;
