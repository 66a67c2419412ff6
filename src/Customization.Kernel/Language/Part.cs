using System.Collections.Immutable;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language;

/// <summary>A part of a product that occurs a bounded number of times, e.g. the cabinets of a kitchen, as rule texts
/// see it. The model itself stays flat: each instance has characteristics of its own, named
/// <c>cabinet[2].width</c>.</summary>
/// <param name="Path">Where it belongs and its name: <c>cabinet</c>, or <c>cabinet[2].drawer</c> for a part of an
/// instance.</param>
/// <param name="Instances">All that there may be, by position.</param>
public sealed record Part(string Path, ImmutableArray<PartInstance> Instances);

/// <summary>One possible occurrence of a part. Instances fill in order: one exists only if the one before does.
/// </summary>
/// <remarks>A characteristic of an instance that does not exist has its absent value: no, <c>none</c>, or the number 0.
/// The catalog sees to that by rules.</remarks>
/// <param name="Path">Path of the part and position: <c>cabinet[2]</c>, <c>cabinet[2].drawer[1]</c>.</param>
/// <param name="Position">Among the instances of its part, from 1.</param>
/// <param name="Parent">The instance that it is a part of; null for a part of the product.</param>
/// <param name="Exists">When it exists: a set of values of one characteristic that counts, or always.</param>
public sealed record PartInstance(string Path, int Position, PartInstance? Parent, Formula Exists);
