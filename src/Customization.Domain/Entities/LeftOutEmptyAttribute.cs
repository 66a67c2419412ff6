namespace Customization.Domain.Entities;

/// <summary>A list that is not written where it is empty: what most entities do not have takes no room in their JSON.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LeftOutEmptyAttribute : Attribute;
