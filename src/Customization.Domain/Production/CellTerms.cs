using System.Collections.Immutable;

namespace Customization.Domain.Production;

/// <summary>What a cell is called and can do.</summary>
/// <param name="Name">For people.</param>
/// <param name="Capabilities">Kinds of work it takes, e.g. <c>sewing</c>; sorted, without repeats.</param>
/// <param name="AutomaticCompletion">Operations are reported as done at the end of their slot; for plants without
/// operators, such as the samples. Otherwise a slot without report is planned again after a grace.</param>
public sealed record CellTerms(string Name, ImmutableArray<string> Capabilities, bool AutomaticCompletion);
