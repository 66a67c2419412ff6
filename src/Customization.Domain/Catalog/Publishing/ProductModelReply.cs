using Customization.Domain.Entities;

namespace Customization.Domain.Catalog.Publishing;

/// <summary>What a product answers.</summary>
public abstract record ProductModelReply : Reply
{
    private ProductModelReply()
    {
    }

    /// <summary>This version is current.</summary>
    /// <param name="IsNew">Whether it was made by this command.</param>
    public sealed record VersionIsCurrent(int Version, bool IsNew) : ProductModelReply;

    /// <summary>The product as it is.</summary>
    public sealed record ProductRead(ProductModelState Product) : ProductModelReply;
}
