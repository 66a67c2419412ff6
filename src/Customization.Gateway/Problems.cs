using System.Collections.Frozen;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace Customization.Gateway;

/// <summary>Every code that the API can refuse with: its HTTP status and title. The one place that maps them.</summary>
/// <remarks>404: not there, or not yours. 409: right in itself, but not in this state. 412, 428: If-Match. 422: wrong
/// in itself.</remarks>
public static class Problems
{
    private static readonly FrozenDictionary<string, (int Status, string Title)> ByCode =
        new Dictionary<string, (int Status, string Title)>
        {
            // The gateway itself.
            ["request-invalid"] = (Status400BadRequest, "The request is malformed"),
            ["idempotency-key-missing"] = (Status400BadRequest, "An idempotency key is needed"),
            ["unauthenticated"] = (Status401Unauthorized, "A valid token is needed"),
            ["forbidden"] = (Status403Forbidden, "Not allowed"),
            ["not-found"] = (Status404NotFound, "There is nothing here"),
            ["method-not-allowed"] = (Status405MethodNotAllowed, "Not this method"),
            ["precondition-failed"] = (Status412PreconditionFailed, "Not this version"),
            ["request-too-large"] = (Status413PayloadTooLarge, "The request is too large"),
            ["media-type-unsupported"] = (Status415UnsupportedMediaType, "Not this media type"),
            ["precondition-required"] = (Status428PreconditionRequired, "If-Match is needed"),
            ["rate-limited"] = (Status429TooManyRequests, "Too many requests"),
            ["internal"] = (Status500InternalServerError, "Something is broken here"),
            ["overloaded"] = (Status503ServiceUnavailable, "Too much at once"),
            ["stopping"] = (Status503ServiceUnavailable, "About to stop"),
            ["storage-fault"] = (Status503ServiceUnavailable, "The store does not answer"),
            ["no-answer-in-time"] = (Status504GatewayTimeout, "No answer in time"),

            // Products.
            ["definition-refused"] = (Status422UnprocessableEntity, "The definition is in error"),
            ["check-unknown"] = (Status404NotFound, "The check is forgotten"),
            ["product-unknown"] = (Status404NotFound, "Unknown product"),
            ["product-retired"] = (Status409Conflict, "The product is off sale for good"),
            ["version-unknown"] = (Status404NotFound, "Unknown version"),
            ["version-current"] = (Status409Conflict, "The version is current"),
            ["versions-full"] = (Status409Conflict, "No more room for versions"),
            ["rule-set-unknown"] = (Status404NotFound, "Unknown rule set"),
            ["rule-set-version-unknown"] = (Status404NotFound, "Unknown version of the rule set"),
            ["rule-set-versions-full"] = (Status409Conflict, "No more room for versions of the rule set"),
            ["product-unavailable"] = (Status404NotFound, "The product is not published"),

            // Sessions.
            ["session-unknown"] = (Status404NotFound, "The session is not open"),
            ["session-forbidden"] = (Status403Forbidden, "Only for its owner"),
            ["session-version-conflict"] = (Status412PreconditionFailed, "The session has changed"),
            ["session-on-other-product"] = (Status409Conflict, "The session is on another product"),
            ["session-full"] = (Status409Conflict, "No more room in the session"),
            ["session-text-invalid"] = (Status422UnprocessableEntity, "A text is not accepted"),
            ["code-invalid"] = (Status422UnprocessableEntity, "No configuration code"),
            ["code-impossible"] = (Status422UnprocessableEntity, "The code contradicts the rules"),
            ["unknown-characteristic"] = (Status404NotFound, "Unknown characteristic"),
            ["unknown-value"] = (Status422UnprocessableEntity, "Unknown value"),
            ["unknown-parameter"] = (Status404NotFound, "Unknown parameter"),
            ["unknown-proposal"] = (Status404NotFound, "Unknown proposal"),
            ["value-excluded"] = (Status409Conflict, "The value conflicts with other choices"),
            ["value-dead"] = (Status409Conflict, "No configuration has this value"),
            ["parameter-invalid"] = (Status422UnprocessableEntity, "The answer is not accepted"),
            ["terms-invalid"] = (Status422UnprocessableEntity, "The terms are not accepted"),
            ["configuration-incomplete"] = (Status409Conflict, "Something is still open"),
            ["choices-lapsed"] = (Status409Conflict, "Choices are no longer offered"),
            ["nothing-to-undo"] = (Status409Conflict, "Nothing to undo"),
            ["nothing-to-redo"] = (Status409Conflict, "Nothing to redo"),
            ["nothing-applied"] = (Status409Conflict, "Nothing is applied"),
            ["nothing-to-migrate"] = (Status409Conflict, "Nothing to migrate"),
            ["proposal-conflicts"] = (Status409Conflict, "The proposal contradicts itself or the rules"),
            ["quote-pending"] = (Status409Conflict, "A quote is being worked out"),

            // Documents of a configuration.
            ["document-unknown"] = (Status404NotFound, "Unknown document"),

            // Pictures of customers.
            ["image-invalid"] = (Status422UnprocessableEntity, "The picture is not accepted"),
            ["image-unknown"] = (Status404NotFound, "Unknown picture"),

            // Customers.
            ["customer-unknown"] = (Status404NotFound, "Unknown customer"),
            ["identity-invalid"] = (Status422UnprocessableEntity, "A field is not accepted"),
            ["saved-name-invalid"] = (Status422UnprocessableEntity, "The name is not accepted"),
            ["saved-code-invalid"] = (Status422UnprocessableEntity, "No configuration code"),
            ["consent-missing"] = (Status409Conflict, "No consent to personalization"),
            ["observations-wrong-number"] = (Status422UnprocessableEntity, "Not so many observations"),
            ["too-many-pictures"] = (Status409Conflict, "No more room for pictures"),
            ["too-many-saved"] = (Status409Conflict, "No more room for saved configurations"),

            // What customers own.
            ["owned-unknown"] = (Status404NotFound, "Unknown serial number"),
            ["owned-version-conflict"] = (Status412PreconditionFailed, "It has changed"),
            ["setting-unknown"] = (Status404NotFound, "Unknown setting"),
            ["setting-out-of-bounds"] = (Status422UnprocessableEntity, "Beyond what was built"),
            ["preset-unknown"] = (Status404NotFound, "Unknown preset"),
            ["preset-invalid"] = (Status422UnprocessableEntity, "The preset is not accepted"),
            ["presets-full"] = (Status409Conflict, "No more room for presets"),
            ["preset-scheduled"] = (Status409Conflict, "A schedule asks for the preset"),
            ["schedule-invalid"] = (Status422UnprocessableEntity, "The schedule is not accepted"),
            ["schedules-full"] = (Status409Conflict, "No more room for schedules"),
            ["observation-invalid"] = (Status422UnprocessableEntity, "The report is not accepted"),

            // Orders.
            ["order-unknown"] = (Status404NotFound, "Unknown order"),
            ["order-rejected"] = (Status409Conflict, "No promise can be given"),
            ["order-request-invalid"] = (Status422UnprocessableEntity, "The request is not accepted"),
            ["configuration-invalid"] = (Status422UnprocessableEntity, "No full configuration"),
            ["lane-unknown"] = (Status422UnprocessableEntity, "Unknown shipping lane"),
            ["idempotency-key-reused"] = (Status422UnprocessableEntity, "The key was used for another request"),
            ["order-already-placed"] = (Status409Conflict, "The order was placed by another request"),
            ["quote-not-ready"] = (Status409Conflict, "The quote is not ready"),
            ["quote-expired"] = (Status409Conflict, "The quote is over"),
            ["order-shipped"] = (Status409Conflict, "The order is shipped"),
            ["order-not-ready"] = (Status409Conflict, "The order is at another step"),
            ["lot-unknown"] = (Status404NotFound, "Unknown lot"),
            ["lot-not-ready"] = (Status409Conflict, "The lot is at another step"),
            ["operation-unknown"] = (Status404NotFound, "Unknown operation"),

            // Runs.
            ["run-unknown"] = (Status404NotFound, "Unknown run"),
            ["run-exists"] = (Status409Conflict, "The run exists with other settings"),
            ["run-settings-invalid"] = (Status422UnprocessableEntity, "The settings are not accepted"),
            ["run-batch-invalid"] = (Status422UnprocessableEntity, "The batch is not accepted"),
            ["run-batch-reused"] = (Status422UnprocessableEntity, "The batch came with other recipients"),
            ["run-batch-missing"] = (Status409Conflict, "A batch is missing"),
            ["recipients-invalid"] = (Status422UnprocessableEntity, "The recipients cannot be read"),
            ["run-item-unknown"] = (Status404NotFound, "Unknown item"),
            ["run-item-settled"] = (Status409Conflict, "The item is made or under way"),
            ["run-forgotten"] = (Status409Conflict, "The recipients are forgotten"),
            ["order-forgotten"] = (Status409Conflict, "What was chosen is forgotten"),
            ["run-not-ready"] = (Status409Conflict, "The run is at another step"),

            // Stock.
            ["component-unknown"] = (Status404NotFound, "Unknown component"),
            ["component-full"] = (Status409Conflict, "No more claims on the component"),
            ["quantity-invalid"] = (Status422UnprocessableEntity, "The quantity is not accepted"),
            ["stock-short"] = (Status409Conflict, "Not enough stock"),
            ["stock-not-arrived"] = (Status409Conflict, "The goods have not arrived"),
            ["hold-unknown"] = (Status404NotFound, "Unknown hold"),
            ["hold-expired"] = (Status409Conflict, "The hold expired"),
            ["hold-released"] = (Status409Conflict, "The hold was released"),
            ["hold-not-reserved"] = (Status409Conflict, "The hold is no reservation"),
            ["hold-too-long"] = (Status422UnprocessableEntity, "The hold would last too long"),

            // Production.
            ["cell-unknown"] = (Status404NotFound, "Unknown cell"),
            ["calendar-invalid"] = (Status422UnprocessableEntity, "The calendar is not accepted"),
            ["cell-terms-invalid"] = (Status422UnprocessableEntity, "The terms are not accepted"),
            ["cell-day-closed"] = (Status409Conflict, "The cell is closed that day"),
            ["cell-day-full"] = (Status409Conflict, "The cell is full that day"),
            ["slot-invalid"] = (Status422UnprocessableEntity, "No slot of a day"),
            ["slot-unknown"] = (Status404NotFound, "Unknown slot"),
            ["slot-expired"] = (Status409Conflict, "The slot expired"),
            ["slot-released"] = (Status409Conflict, "The slot was released"),
            ["slot-not-reserved"] = (Status409Conflict, "The slot is no reservation"),
            ["slot-hold-too-long"] = (Status422UnprocessableEntity, "The hold would last too long"),
        }.ToFrozenDictionary();

    /// <summary>All codes.</summary>
    public static IEnumerable<string> Codes => ByCode.Keys;

    /// <summary>Status and title of a code.</summary>
    /// <exception cref="KeyNotFoundException">A code was forgotten here; a test finds those of the Domain.</exception>
    public static (int Status, string Title) Of(string code) => ByCode[code];
}
