namespace Customization.Kernel.Language.Syntax;

/// <summary>Names of characteristics as rule text.</summary>
internal static class PathText
{
    /// <summary>The name with its dots bare where each segment reads as a word, else in quotes as a whole.</summary>
    public static string Of(string name)
    {
        if (!name.Contains('.'))
        {
            return Words.Quote(name);
        }

        var parts = name.Split('.');
        return parts[0].Any(c => !char.IsAsciiDigit(c)) && Array.TrueForAll(parts, part => Words.Quote(part) == part)
            ? name
            : Words.Quote(name);
    }
}
