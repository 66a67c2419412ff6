using System.Collections.Immutable;
using Customization.Domain.Catalog.Effectivity;

namespace Customization.Domain.Catalog.Definitions;

/// <summary>A line of the super-BOM: counts where its condition holds and its parameter is given.</summary>
/// <param name="Quantity">Zero or less leaves the line out.</param>
/// <param name="When">Null counts always.</param>
/// <param name="Parameter">Code of a parameter that must be given, or null.</param>
/// <param name="Option">Option of that presentation aspect that must be taken, or null.</param>
public sealed record SuperBomLine(
    string Component, Expression Quantity, Condition? When, string? Parameter, string? Option)
{
    /// <summary>When the line counts at all.</summary>
    public EffectiveDays Effective { get; init; }

    /// <summary>Number of the lot, from 1, that it is for; 0 for what is not for one lot.</summary>
    public int Lot { get; init; }
}

/// <summary>An operation of the super-routing: counts as a line of the super-BOM does.</summary>
/// <param name="Minutes">Work in minutes; zero or less leaves the operation out.</param>
/// <param name="After">Ids of operations that come before it. One that does not count hands on its own.</param>
public sealed record SuperOperation(
    string Id, string Capability, Expression Minutes, ImmutableArray<string> After, Condition? When,
    string? Parameter, string? Option)
{
    /// <summary>When the operation counts at all.</summary>
    public EffectiveDays Effective { get; init; }

    /// <summary>Number of the lot, from 1, that it is work on; 0 for what is no work on one lot.</summary>
    public int Lot { get; init; }
}
