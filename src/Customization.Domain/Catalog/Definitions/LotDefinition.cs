using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions;

/// <summary>The instances of a part ship in lots, by rising position: the first <paramref name="Size"/> of them, then
/// the next; the last lot may be smaller.</summary>
/// <param name="Part">A part of the product itself, e.g. <c>tray</c>.</param>
/// <param name="Count">How many instances there are.</param>
public sealed record LotDefinition(string Part, CharacteristicIndex Count, int Size);
