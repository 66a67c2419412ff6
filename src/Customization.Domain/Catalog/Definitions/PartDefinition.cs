namespace Customization.Domain.Catalog.Definitions;

/// <summary>A part that occurs a bounded number of times: of the product, or of one instance of another part.</summary>
/// <param name="Path"><c>cabinet</c>, or <c>cabinet[2].drawer</c>.</param>
/// <param name="Count">Name of the characteristic that says how many there are, e.g. <c>cabinet.count</c>.</param>
/// <param name="Max">Most instances, at positions from 1; a count of 0 to <paramref name="Max"/> fills them in order.
/// </param>
public sealed record PartDefinition(
    string Path, LocalizedText Title, LocalizedText Help, string Count, int Min, int Max);

/// <summary>The instance of a part that a characteristic belongs to.</summary>
/// <param name="Path"><c>cabinet[2]</c>, or <c>cabinet[2].drawer[1]</c>.</param>
/// <param name="Part">Path of the part, e.g. <c>cabinet</c>.</param>
/// <param name="Title">Title of the part; its code where the author gave none.</param>
/// <param name="Position">From 1.</param>
/// <param name="Parent">The instance that this one is a part of, or null.</param>
/// <param name="Absent">Whether there are configurations without the instance. Every characteristic has one value that
/// it then has and that the instance, once there, need not offer: no, <c>none</c> or the number 0.</param>
public sealed record PartPlace(
    string Path, string Part, LocalizedText Title, int Position, PartPlace? Parent, bool Absent)
{
    /// <summary>What people call the instance: <c>Cabinet 2, Drawer 1</c>.</summary>
    public string TitleIn(string language) =>
        (Parent is null ? "" : Parent.TitleIn(language) + ", ") + $"{Title.In(language)} {Position}";

    /// <summary>A text about the instance, with its title in front, in every language of the text.</summary>
    public LocalizedText Before(LocalizedText text) =>
        new(text.ByLanguage.SetItems(text.ByLanguage.Select(
            entry => KeyValuePair.Create(entry.Key, $"{TitleIn(entry.Key)}: {entry.Value}"))));
}
