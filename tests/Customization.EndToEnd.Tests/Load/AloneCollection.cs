namespace Customization.EndToEnd.Tests.Load;

/// <summary>Tests that need the machine, or take it: they run when no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "alone";
}
