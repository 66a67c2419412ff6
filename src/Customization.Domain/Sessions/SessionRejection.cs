using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Entities;

namespace Customization.Domain.Sessions;

/// <summary>Why a session command was refused.</summary>
public abstract record SessionRejection : Rejection
{
    private SessionRejection()
    {
    }

    /// <summary>The session was never opened, or a crash lost it: open it from its code.</summary>
    public sealed record SessionUnknown : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "session-unknown";

        /// <inheritdoc/>
        public override string Detail => "This session is not open; open it from a product or a configuration code.";
    }

    /// <summary>The session belongs to somebody else, or the command is for its owner only.</summary>
    public sealed record SessionForbidden : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "session-forbidden";

        /// <inheritdoc/>
        public override string Detail => "Only the owner may do this; participants may look and propose.";
    }

    /// <summary>Somebody changed the session since the caller last looked.</summary>
    public sealed record SessionVersionConflict(long Expected, long Actual) : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "session-version-conflict";

        /// <inheritdoc/>
        public override string Detail => string.Create(
            CultureInfo.InvariantCulture, $"The session has version {Actual}, not {Expected}; look again.");
    }

    /// <summary>A date took choices away: replace them first.</summary>
    public sealed record ChoicesLapsed(ImmutableArray<string> Characteristics) : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "choices-lapsed";

        /// <inheritdoc/>
        public override string Detail => "No longer offered as chosen: " + string.Join(", ", Characteristics) + ".";
    }

    /// <summary>The session is open on another product.</summary>
    public sealed record SessionOnOtherProduct(string Product) : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "session-on-other-product";

        /// <inheritdoc/>
        public override string Detail => $"This session configures '{Product}'; open another session.";
    }

    /// <summary>No such product, or this version of it is not published (any more).</summary>
    public sealed record ProductUnavailable(string Product, int? Version) : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "product-unavailable";

        /// <inheritdoc/>
        public override string Detail => Version is { } version
            ? string.Create(CultureInfo.InvariantCulture, $"Version {version} of '{Product}' is not published.")
            : $"There is no product '{Product}'.";
    }

    /// <summary>The text is no configuration code of this installation.</summary>
    /// <param name="Reason">Stable: name of the kernel's reason, e.g. <c>wrong-checksum</c>.</param>
    public sealed record CodeInvalid(string Reason) : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "code-invalid";

        /// <inheritdoc/>
        public override string Detail => $"This is no configuration code: {Reason}.";
    }

    /// <summary>The code's choices contradict each other: it was made up, or made for another rule set.</summary>
    public sealed record CodeImpossible : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "code-impossible";

        /// <inheritdoc/>
        public override string Detail => "The choices of this configuration code contradict the product's rules.";
    }

    /// <summary>The product has no such characteristic.</summary>
    public sealed record UnknownCharacteristic(string Characteristic) : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "unknown-characteristic";

        /// <inheritdoc/>
        public override string Detail => $"The product has no characteristic '{Characteristic}'.";
    }

    /// <summary>The characteristic has no such value.</summary>
    public sealed record UnknownValue(string Characteristic, string Value) : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "unknown-value";

        /// <inheritdoc/>
        public override string Detail => $"'{Characteristic}' has no value '{Value}'.";
    }

    /// <summary>Other choices must change for this value. Nothing changed: the explanation says why and the repair in
    /// it says what <c>Repair</c> would do.</summary>
    public sealed record ValueExcluded(SessionExplanation Explanation) : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "value-excluded";

        /// <inheritdoc/>
        public override string Detail => string.Create(
            CultureInfo.InvariantCulture,
            $"'{Explanation.Characteristic} = {Explanation.Value}' does not go with your other choices.");
    }

    /// <summary>No configuration at all has this value; the explanation names the rules.</summary>
    public sealed record ValueDead(SessionExplanation Explanation) : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "value-dead";

        /// <inheritdoc/>
        public override string Detail =>
            $"No configuration has '{Explanation.Characteristic} = {Explanation.Value}'.";
    }

    /// <summary>There is no step to take back or to do again.</summary>
    public sealed record NothingToUndo(bool Redo) : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => Redo ? "nothing-to-redo" : "nothing-to-undo";

        /// <inheritdoc/>
        public override string Detail => Redo ? "There is no step to do again." : "There is no step to take back.";
    }

    /// <summary>The product asks for no such parameter.</summary>
    public sealed record UnknownParameter(string Parameter) : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "unknown-parameter";

        /// <inheritdoc/>
        public override string Detail => $"The product has no parameter '{Parameter}'.";
    }

    /// <summary>A guard does not accept the answer.</summary>
    /// <param name="Reason">One sentence in the language asked for.</param>
    public sealed record ParameterInvalid(string Parameter, string Reason) : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "parameter-invalid";

        /// <inheritdoc/>
        public override string Detail => $"'{Parameter}': {Reason}";
    }

    /// <summary>Price list or lane is unknown or malformed.</summary>
    public sealed record TermsInvalid(string Reason) : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "terms-invalid";

        /// <inheritdoc/>
        public override string Detail => Reason;
    }

    /// <summary>Something is still open, so there is nothing to quote.</summary>
    public sealed record ConfigurationIncomplete(
        System.Collections.Immutable.ImmutableArray<string> Characteristics,
        System.Collections.Immutable.ImmutableArray<ParameterIssue> Parameters) : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "configuration-incomplete";

        /// <inheritdoc/>
        public override string Detail => "Still open: "
            + string.Join(", ", Characteristics.Take(10).Concat(Parameters.Select(issue => issue.Parameter)));
    }

    /// <summary>The order has not answered the last request for a quote yet.</summary>
    public sealed record QuotePending(string OrderId) : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "quote-pending";

        /// <inheritdoc/>
        public override string Detail => $"The quote '{OrderId}' is being worked out; wait for it.";
    }

    /// <summary>No room for one more participant, proposal or proposed choice.</summary>
    /// <param name="What">e.g. <c>participants</c>.</param>
    public sealed record SessionFull(string What, int Max) : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "session-full";

        /// <inheritdoc/>
        public override string Detail => string.Create(
            CultureInfo.InvariantCulture, $"A session has at most {Max} {What}.");
    }

    /// <summary>A text of the command is empty, too long or malformed.</summary>
    public sealed record SessionTextInvalid(string Field, string Reason) : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "session-text-invalid";

        /// <inheritdoc/>
        public override string Detail => $"The field '{Field}' {Reason}.";
    }

    /// <summary>No proposal of this number waits.</summary>
    public sealed record UnknownProposal(int Proposal) : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "unknown-proposal";

        /// <inheritdoc/>
        public override string Detail => string.Create(
            CultureInfo.InvariantCulture, $"No proposal {Proposal} waits for an answer.");
    }

    /// <summary>The proposed choices contradict each other or the rules: no repair of other choices helps.</summary>
    public sealed record ProposalConflicts(int Proposal) : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "proposal-conflicts";

        /// <inheritdoc/>
        public override string Detail => string.Create(
            CultureInfo.InvariantCulture, $"The choices of proposal {Proposal} do not go together.");
    }

    /// <summary>The session is on the product's current version already.</summary>
    public sealed record NothingToMigrate : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "nothing-to-migrate";

        /// <inheritdoc/>
        public override string Detail => "The session is on the product's current version.";
    }

    /// <summary>Nothing that was applied unasked stands there.</summary>
    public sealed record NothingApplied : SessionRejection
    {
        /// <inheritdoc/>
        public override string Code => "nothing-applied";

        /// <inheritdoc/>
        public override string Detail => "Nothing that was chosen unasked stands there any more.";
    }
}
