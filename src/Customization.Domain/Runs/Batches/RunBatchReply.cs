using System.Collections.Immutable;
using Customization.Domain.Catalog.Documents;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Entities;

namespace Customization.Domain.Runs.Batches;

/// <summary>All items of a batch.</summary>
public sealed record RunBatchView(RunBatchState State) : Reply;

/// <summary>One item.</summary>
/// <param name="OrderId">Null where no order was placed for it.</param>
/// <param name="Configuration">Configuration code of what it is, or would be; empty where it cannot be made.</param>
/// <param name="Why">Why it failed or would fail; empty otherwise.</param>
/// <param name="Detail">The same in one sentence.</param>
public sealed record RunItemView(
    int Batch, int Item, RunItemStatus Status, ImmutableSortedDictionary<string, string> Fields, string? OrderId,
    string Configuration, PriceQuote? Price, ImmutableArray<OrderedDocument> Documents, string Why, string Detail)
    : Reply;
