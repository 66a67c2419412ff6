namespace Customization.Kernel.Language;

/// <summary>The stable codes of what can be wrong with a rule text; README.md explains each by example.</summary>
public static class LanguageCode
{
    public const string UnexpectedCharacter = "CL0001";
    public const string OpenQuote = "CL0002";
    public const string NumberTooLarge = "CL0003";
    public const string UnexpectedToken = "CL0004";
    public const string NeedsParentheses = "CL0005";
    public const string NestedTooDeep = "CL0006";
    public const string TextTooLong = "CL0007";
    public const string TooManyCells = "CL0008";

    public const string NoSuchCharacteristic = "CL0010";
    public const string NoSuchValue = "CL0011";
    public const string NoSuchAttribute = "CL0012";
    public const string NoSuchGroup = "CL0013";
    public const string NoSuchText = "CL0014";
    public const string NoSuchPart = "CL0015";
    public const string NoSuchInstance = "CL0016";

    public const string NotACondition = "CL0020";
    public const string NotANumber = "CL0021";
    public const string NotComparable = "CL0022";
    public const string TermTooLarge = "CL0023";

    public const string BadBounds = "CL0030";
    public const string BadTable = "CL0031";

    public const string NeverHolds = "CL0100";
    public const string AlwaysHolds = "CL0101";
}
