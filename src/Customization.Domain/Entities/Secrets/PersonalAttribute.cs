namespace Customization.Domain.Entities.Secrets;

/// <summary>Tells what somebody chose or said, which the rest of an entity goes on without: stored under the customer's
/// key, and gone with it. Without it the property reads as a new one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute : Attribute;
