using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Customers.Preferences;
using Customization.Domain.Entities;

namespace Customization.Domain.Customers;

/// <summary>All that is known of a customer; as JSON it is the export.</summary>
public sealed record CustomerView(CustomerState Customer) : Reply;

/// <summary>What became of observations.</summary>
/// <param name="Repeated">How many were known, or older than what is kept one by one.</param>
public sealed record ObservationsTaken(int Added, int Repeated) : Reply;

/// <summary>What a customer probably wants, the surest first.</summary>
public sealed record PreferencesOffered(ImmutableArray<PreferenceOffer> Offers) : Reply;

/// <summary>Why a customer command was refused.</summary>
public abstract record CustomerRejection : Rejection
{
    private CustomerRejection()
    {
    }

    /// <summary>Nothing is known under this id.</summary>
    public sealed record CustomerUnknown : CustomerRejection
    {
        /// <inheritdoc/>
        public override string Code => "customer-unknown";

        /// <inheritdoc/>
        public override string Detail => "No customer is known under this id.";
    }

    /// <summary>A field of the identity is missing, too long or malformed.</summary>
    /// <param name="Field">e.g. <c>address.country</c>.</param>
    public sealed record IdentityInvalid(string Field, string Reason) : CustomerRejection
    {
        /// <inheritdoc/>
        public override string Code => "identity-invalid";

        /// <inheritdoc/>
        public override string Detail => $"The field '{Field}' {Reason}.";
    }

    /// <summary>The name of a saved configuration is empty, too long or has control characters.</summary>
    public sealed record SavedNameInvalid : CustomerRejection
    {
        /// <inheritdoc/>
        public override string Code => "saved-name-invalid";

        /// <inheritdoc/>
        public override string Detail => string.Create(
            CultureInfo.InvariantCulture,
            $"A name has 1 to {CustomerLimits.SavedNameLengthMax} characters and no control characters.");
    }

    /// <summary>What is to be saved is no configuration code.</summary>
    public sealed record SavedCodeInvalid(string Reason) : CustomerRejection
    {
        /// <inheritdoc/>
        public override string Code => "saved-code-invalid";

        /// <inheritdoc/>
        public override string Detail => $"This is no configuration code: {Reason}.";
    }

    /// <summary>No more room for saved configurations.</summary>
    public sealed record TooManySaved : CustomerRejection
    {
        /// <inheritdoc/>
        public override string Code => "too-many-saved";

        /// <inheritdoc/>
        public override string Detail => string.Create(
            CultureInfo.InvariantCulture,
            $"At most {CustomerLimits.SavedMax} configurations can be saved; remove one first.");
    }

    /// <summary>No more room for pictures.</summary>
    public sealed record TooManyPictures : CustomerRejection
    {
        /// <inheritdoc/>
        public override string Code => "too-many-pictures";

        /// <inheritdoc/>
        public override string Detail => string.Create(
            CultureInfo.InvariantCulture,
            $"A customer can send at most {CustomerLimits.PicturesMax} pictures and {CustomerLimits.PictureBytesMax} "
            + $"bytes of pictures; those that were sent stay until the customer is erased.");
    }

    /// <summary>The customer does not consent to personalization.</summary>
    public sealed record ConsentMissing : CustomerRejection
    {
        /// <inheritdoc/>
        public override string Code => "consent-missing";

        /// <inheritdoc/>
        public override string Detail => "The customer has not consented to personalization.";
    }

    /// <summary>No observation, or too many at once.</summary>
    public sealed record ObservationsWrongNumber : CustomerRejection
    {
        /// <inheritdoc/>
        public override string Code => "observations-wrong-number";

        /// <inheritdoc/>
        public override string Detail => string.Create(
            CultureInfo.InvariantCulture, $"Send 1 to {PreferenceLimits.BatchMax} observations at once.");
    }

    /// <summary>An observation cannot be taken; none of the batch was.</summary>
    /// <param name="Index">Counts from 0.</param>
    public sealed record ObservationInvalid(int Index, string Reason) : CustomerRejection
    {
        /// <inheritdoc/>
        public override string Code => "observation-invalid";

        /// <inheritdoc/>
        public override string Detail => string.Create(
            CultureInfo.InvariantCulture, $"Observation {Index} is not accepted: {Reason}.");
    }
}
