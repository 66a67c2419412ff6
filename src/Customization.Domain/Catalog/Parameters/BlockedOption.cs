namespace Customization.Domain.Catalog.Parameters;

/// <summary>An option of a presentation aspect that cannot be taken as things stand.</summary>
/// <param name="Why">What it needs, in one sentence for the customer.</param>
public sealed record BlockedOption(string Parameter, string Option, string Why);
