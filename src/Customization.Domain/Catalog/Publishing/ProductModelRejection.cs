using System.Globalization;
using Customization.Domain.Entities;

namespace Customization.Domain.Catalog.Publishing;

/// <summary>Why a product refused a command.</summary>
public abstract record ProductModelRejection : Rejection
{
    private ProductModelRejection()
    {
    }

    /// <summary>Nothing was ever published under this code.</summary>
    public sealed record ProductUnknown(string Product) : ProductModelRejection
    {
        /// <inheritdoc/>
        public override string Code => "product-unknown";

        /// <inheritdoc/>
        public override string Detail => $"There is no product '{Product}'.";
    }

    /// <summary>The product is off sale for good.</summary>
    public sealed record ProductIsRetired(string Product) : ProductModelRejection
    {
        /// <inheritdoc/>
        public override string Code => "product-retired";

        /// <inheritdoc/>
        public override string Detail => $"The product '{Product}' is retired; publish under another code.";
    }

    /// <summary>No such version, or it was withdrawn.</summary>
    public sealed record VersionUnknown(string Product, int Version) : ProductModelRejection
    {
        /// <inheritdoc/>
        public override string Code => "version-unknown";

        /// <inheritdoc/>
        public override string Detail => string.Create(
            CultureInfo.InvariantCulture, $"The product '{Product}' has no version {Version}, or no longer.");
    }

    /// <summary>The current version cannot be withdrawn.</summary>
    public sealed record VersionInUse(string Product, int Version) : ProductModelRejection
    {
        /// <inheritdoc/>
        public override string Code => "version-current";

        /// <inheritdoc/>
        public override string Detail => string.Create(
            CultureInfo.InvariantCulture, $"Version {Version} is current; publish or roll back to another one first.");
    }

    /// <summary>Too many versions are published at a time.</summary>
    public sealed record VersionsFull(string Product) : ProductModelRejection
    {
        /// <inheritdoc/>
        public override string Code => "versions-full";

        /// <inheritdoc/>
        public override string Detail => string.Create(
            CultureInfo.InvariantCulture,
            $"'{Product}' has {ProductModelState.VersionsMax} versions; withdraw some that nobody uses.");
    }
}
