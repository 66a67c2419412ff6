namespace Customization.Domain.Catalog.Parameters;

/// <summary>Why an answer to a parameter is not accepted.</summary>
/// <param name="Parameter">Code of the parameter.</param>
/// <param name="Code">One of the constants here; stable kebab-case.</param>
/// <param name="Detail">One sentence for the customer.</param>
public sealed record ParameterRefusal(string Parameter, string Code, string Detail)
{
    public const string Unknown = "parameter-unknown";
    public const string NotAsked = "parameter-not-asked";
    public const string Missing = "parameter-missing";
    public const string WrongKind = "parameter-kind-wrong";
    public const string OutOfRange = "measurement-out-of-range";
    public const string OffStep = "measurement-off-step";
    public const string TextEmpty = "text-empty";
    public const string TextTooLong = "text-too-long";
    public const string TextUnprintable = "text-unprintable";
    public const string TextPatternMissed = "text-pattern-missed";
    public const string TextWordForbidden = "text-word-forbidden";
    public const string ImageTooLarge = "image-too-large";
    public const string ImageTypeWrong = "image-type-wrong";
    public const string OptionUnknown = "option-unknown";
    public const string OptionNeedsOther = "option-needs-other";
}
