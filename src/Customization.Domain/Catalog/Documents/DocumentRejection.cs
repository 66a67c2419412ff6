using Customization.Domain.Entities;

namespace Customization.Domain.Catalog.Documents;

/// <summary>Why there is no document to show.</summary>
public abstract record DocumentRejection : Rejection
{
    private DocumentRejection()
    {
    }

    /// <summary>The product has no document of this name, or not for this configuration.</summary>
    public sealed record Unknown(string Name) : DocumentRejection
    {
        /// <inheritdoc/>
        public override string Code => "document-unknown";

        /// <inheritdoc/>
        public override string Detail => $"There is no document '{Name}' of this configuration.";
    }

    /// <summary>Something is still open, or not answered as it must be.</summary>
    public sealed record NotFinished : DocumentRejection
    {
        /// <inheritdoc/>
        public override string Code => "configuration-incomplete";

        /// <inheritdoc/>
        public override string Detail => "A document needs a finished configuration: answer what is still open.";
    }
}
