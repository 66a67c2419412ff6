namespace Customization.Kernel.Formats.Uvl;

/// <summary>Writes names as UVL wants them: bare where they are words, otherwise in double quotes, part by part between
/// dots.</summary>
internal static class UvlNames
{
    /// <summary>Parts of a name; readers refuse more.</summary>
    private const int PartsMax = 100;

    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "include", "features", "imports", "namespace", "as", "constraint", "constraints", "cardinality", "String",
        "Boolean", "Integer", "Real", "len", "sum", "avg", "floor", "ceil", "Type", "Arithmetic", "or", "alternative",
        "optional", "mandatory", "true", "false",
    };

    /// <summary>The name as a reference; null where no quotes can hold it.</summary>
    public static string? Reference(string name)
    {
        var parts = name.Split('.');
        return parts.Length <= PartsMax && Array.TrueForAll(parts, IsWritable)
            ? string.Join('.', parts.Select(Word))
            : null;
    }

    private static bool IsWritable(string part) => part.Length > 0 && part.AsSpan().IndexOfAny('"', '\r', '\n') < 0;

    /// <summary>One part, which must have been found writable.</summary>
    public static string Word(string part) =>
        char.IsAsciiLetter(part[0]) && part.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            && !Keywords.Contains(part)
            ? part
            : $"\"{part}\"";
}
