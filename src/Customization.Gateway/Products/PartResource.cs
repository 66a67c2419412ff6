using Customization.Domain.Catalog.Definitions;

namespace Customization.Gateway.Products;

/// <summary>A part that occurs a bounded number of times; its instances fill in order.</summary>
/// <param name="Path"><c>cabinet</c>, or <c>cabinet[2].drawer</c> for a part of an instance.</param>
/// <param name="Count">Name of the characteristic that says how many there are.</param>
public sealed record PartResource(string Path, string Title, string? Help, string Count, int Min, int Max)
{
    /// <summary>The part in a language.</summary>
    public static PartResource Of(PartDefinition part, string language) => new(
        part.Path, part.Title.In(language), ProductResource.Shown(part.Help, language), part.Count, part.Min, part.Max);
}

/// <summary>The instance of a part that a characteristic belongs to.</summary>
/// <param name="Path"><c>cabinet[2].drawer[1]</c>.</param>
/// <param name="Part"><c>cabinet[2].drawer</c>.</param>
/// <param name="Position">From 1.</param>
/// <param name="Title">What people call it: <c>Cabinet 2, Drawer 1</c>.</param>
/// <param name="Parent">Path of the instance around it; absent where there is none.</param>
public sealed record PlaceResource(string Path, string Part, int Position, string Title, string? Parent)
{
    /// <summary>The instance in a language.</summary>
    public static PlaceResource Of(PartPlace place, string language) =>
        new(place.Path, place.Part, place.Position, place.TitleIn(language), place.Parent?.Path);
}
