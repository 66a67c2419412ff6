using System.Globalization;
using Customization.Domain.Entities;

namespace Customization.Domain.Catalog.RuleSets;

/// <summary>Why a rule set refused a command.</summary>
public abstract record RuleSetRejection : Rejection
{
    private RuleSetRejection()
    {
    }

    /// <summary>Nothing was ever published under this code.</summary>
    public sealed record RuleSetUnknown(string RuleSet) : RuleSetRejection
    {
        /// <inheritdoc/>
        public override string Code => "rule-set-unknown";

        /// <inheritdoc/>
        public override string Detail => $"There is no rule set '{RuleSet}'.";
    }

    /// <summary>No such version was ever published.</summary>
    public sealed record VersionUnknown(string RuleSet, int Version) : RuleSetRejection
    {
        /// <inheritdoc/>
        public override string Code => "rule-set-version-unknown";

        /// <inheritdoc/>
        public override string Detail => string.Create(
            CultureInfo.InvariantCulture, $"The rule set '{RuleSet}' has no version {Version}.");
    }

    /// <summary>Too many versions are published at a time.</summary>
    public sealed record VersionsFull(string RuleSet) : RuleSetRejection
    {
        /// <inheritdoc/>
        public override string Code => "rule-set-versions-full";

        /// <inheritdoc/>
        public override string Detail => string.Create(
            CultureInfo.InvariantCulture,
            $"'{RuleSet}' has {RuleSetState.VersionsMax} versions; withdraw some that nobody uses.");
    }
}
