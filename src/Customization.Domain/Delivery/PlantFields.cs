using System.Collections.Immutable;
using Customization.Domain.Catalog.Yaml;

namespace Customization.Domain.Delivery;

/// <summary>The keys of every mapping of a plant file.</summary>
internal static class PlantFields
{
    public static readonly FieldSet Plant = new(
        "plant", "a plant", "automatic", "components", "cells", "lanes");

    public static readonly FieldSet Component = new("component", "a component", "title", "stock", "leadDays", "lot");

    public static readonly FieldSet Cell = new(
        "cell", "a production cell", "title", "capabilities!", "shifts!", "holidays");

    public static readonly FieldSet Shifts = new(
        "shifts", "shifts", [.. PlantFile.Weekdays.Keys]);

    public static readonly FieldSet Lane = new(
        "shippingLane", "a shipping lane", "title", "cutoff!", "transitDays!", "ships", "delivers", "holidays");

    /// <summary>All of them, for the schema.</summary>
    public static readonly ImmutableArray<FieldSet> All = [Plant, Component, Cell, Shifts, Lane];
}
