using System.Collections.Immutable;
using Customization.Domain.Catalog;

namespace Customization.Domain.Demand.Recommending;

/// <summary>What sells with what, as this process knows it: the recommendations that decisions look at.</summary>
/// <remarks>A snapshot: immutable while a decision looks at it. As of a moment ago, never a claim.</remarks>
public sealed class DemandOutlook
{
    /// <summary>Nothing was sold.</summary>
    public static readonly DemandOutlook Empty = new(ImmutableDictionary<string, DemandModel>.Empty);

    private readonly ImmutableDictionary<string, DemandModel> _models;

    internal DemandOutlook(ImmutableDictionary<string, DemandModel> models) => _models = models;

    /// <summary>What is known for a version of a product; null where nothing is, as for versions that are not current.
    /// </summary>
    public DemandModel? Of(PublishedProduct product) =>
        _models.TryGetValue(product.Code, out var model) && ReferenceEquals(model.Model, product.Model) ? model : null;

    internal DemandModel? Of(string product) => _models.GetValueOrDefault(product);
}
