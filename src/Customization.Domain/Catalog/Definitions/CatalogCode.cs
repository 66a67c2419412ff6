namespace Customization.Domain.Catalog.Definitions;

/// <summary>The stable codes of what can be wrong with a definition text.</summary>
public static class CatalogCode
{
    public const string TooLarge = "CY0001";
    public const string NotYaml = "CY0002";
    public const string NestedTooDeep = "CY0003";
    public const string TooManyNodes = "CY0004";
    public const string NotOneDocument = "CY0005";
    public const string DuplicateKey = "CY0006";

    public const string WrongKind = "CY0010";
    public const string UnknownKey = "CY0011";
    public const string MissingKey = "CY0012";
    public const string WrongValue = "CY0013";
    public const string OutOfRange = "CY0014";
    public const string BadCode = "CY0015";
    public const string Ambiguous = "CY0016";
    public const string TooMany = "CY0017";

    public const string NoSuchName = "CY0020";
    public const string ImportMissing = "CY0021";
    public const string Circular = "CY0022";
    public const string Contradiction = "CY0023";
    public const string EmptyPeriod = "CY0024";

    public const string BadPattern = "CY0030";
    public const string BadSvg = "CY0031";
    public const string BadCurrency = "CY0032";
    public const string BadTemplate = "CY0033";
    public const string NoForm = "CY0034";
    public const string MayBeAbsent = "CY0035";

    public const string RuleSetMissing = "CY0040";
    public const string OtherRuleSet = "CY0041";
    public const string RuleSetMisfit = "CY0042";
    public const string NeverNamed = "CY0043";

    public const string NoCost = "CY0100";
    public const string NotInDeltas = "CY0101";
    public const string HiddenQuestion = "CY0102";
    public const string BeyondPlanning = "CY0103";
}
