namespace Customization.Kernel.Formats.Uvl;

/// <summary>What a token of a UVL text is.</summary>
internal enum UvlTokenKind : byte
{
    /// <summary>A bare name or a keyword; keywords are told by where they stand.</summary>
    Name,

    /// <summary>A name, or as the value of an attribute a text, in double quotes.</summary>
    QuotedName,

    /// <summary>A text in single quotes.</summary>
    Text,

    /// <summary>Digits, perhaps with decimals; a minus is a symbol before it.</summary>
    Number,

    /// <summary>An operator or bracket.</summary>
    Symbol,

    /// <summary>The end of a line outside brackets that has tokens.</summary>
    LineEnd,

    /// <summary>The next line is further in.</summary>
    Indent,

    /// <summary>The next line is further out, once per level.</summary>
    Dedent,

    /// <summary>The end of the file.</summary>
    End,
}

/// <summary>A piece of the text: where it starts and how long it is, quotes included.</summary>
internal readonly record struct UvlToken(UvlTokenKind Kind, int Start, int Length, int Line, int Column);
