using Customization.Domain.Entities;

namespace Customization.Domain.Runs;

/// <summary>Why a run or one of its batches refused a command.</summary>
public abstract record RunRejection : Rejection
{
    private RunRejection()
    {
    }

    /// <summary>Nobody created this run.</summary>
    public sealed record Unknown(string RunId) : RunRejection
    {
        /// <inheritdoc/>
        public override string Code => "run-unknown";

        /// <inheritdoc/>
        public override string Detail => $"There is no run {RunId}.";
    }

    /// <summary>The run exists with other settings.</summary>
    public sealed record Exists(string RunId) : RunRejection
    {
        /// <inheritdoc/>
        public override string Code => "run-exists";

        /// <inheritdoc/>
        public override string Detail => $"Run {RunId} was created before with other settings.";
    }

    /// <summary>No such product or version is published.</summary>
    public sealed record UnknownProduct(string Product) : RunRejection
    {
        /// <inheritdoc/>
        public override string Code => "product-unknown";

        /// <inheritdoc/>
        public override string Detail => $"Product {Product} is not published.";
    }

    /// <summary>A setting does not fit the product or the plant.</summary>
    public sealed record InvalidSettings(string Why) : RunRejection
    {
        /// <inheritdoc/>
        public override string Code => "run-settings-invalid";

        /// <inheritdoc/>
        public override string Detail => Why;
    }

    /// <summary>The batch has no number or size that is accepted.</summary>
    public sealed record InvalidBatch(string Why) : RunRejection
    {
        /// <inheritdoc/>
        public override string Code => "run-batch-invalid";

        /// <inheritdoc/>
        public override string Detail => Why;
    }

    /// <summary>The number came before with other recipients.</summary>
    public sealed record BatchReused(int Number) : RunRejection
    {
        /// <inheritdoc/>
        public override string Code => "run-batch-reused";

        /// <inheritdoc/>
        public override string Detail => $"Batch {Number} came before with other recipients.";
    }

    /// <summary>There are no recipients, or a batch before the last one is missing.</summary>
    public sealed record BatchMissing(int Number) : RunRejection
    {
        /// <inheritdoc/>
        public override string Code => "run-batch-missing";

        /// <inheritdoc/>
        public override string Detail => $"Batch {Number} has not come yet.";
    }

    /// <summary>A table of recipients is malformed.</summary>
    public sealed record InvalidRecipients(int Line, int Column, string Why) : RunRejection
    {
        /// <inheritdoc/>
        public override string Code => "recipients-invalid";

        /// <inheritdoc/>
        public override string Detail => FormattableString.Invariant($"Line {Line}, column {Column}: {Why}.");
    }

    /// <summary>The run has no such item.</summary>
    public sealed record UnknownItem(string Item) : RunRejection
    {
        /// <inheritdoc/>
        public override string Code => "run-item-unknown";

        /// <inheritdoc/>
        public override string Detail => $"There is no item {Item}.";
    }

    /// <summary>The item is made, or under way.</summary>
    public sealed record ItemSettled(string Item) : RunRejection
    {
        /// <inheritdoc/>
        public override string Code => "run-item-settled";

        /// <inheritdoc/>
        public override string Detail => $"Item {Item} is made or under way; it can no longer be corrected.";
    }

    /// <summary>The recipients are forgotten.</summary>
    public sealed record Forgotten(string RunId) : RunRejection
    {
        /// <inheritdoc/>
        public override string Code => "run-forgotten";

        /// <inheritdoc/>
        public override string Detail => $"Run {RunId} has ended and its recipients are forgotten.";
    }

    /// <summary>The run is not at the step that this belongs to.</summary>
    public sealed record NotNow(RunStatus Status) : RunRejection
    {
        /// <inheritdoc/>
        public override string Code => "run-not-ready";

        /// <inheritdoc/>
        public override string Detail => $"This is not possible while the run is {Status}.";
    }
}
