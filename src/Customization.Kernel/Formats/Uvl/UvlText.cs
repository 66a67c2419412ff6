using System.Collections.Immutable;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>A text that a configuration determines: a literal, or one text per value of a characteristic.</summary>
/// <param name="Characteristic">Null for a literal.</param>
/// <param name="Texts">One per value; empty where the feature is not selected, null for any other text.</param>
internal sealed record UvlText(CharacteristicIndex? Characteristic, ImmutableArray<string?> Texts)
{
    /// <summary>That both are the same text; null where another text stands on either side and cannot be told from
    /// what the other side is.</summary>
    public static Formula? Equal(UvlText left, UvlText right)
    {
        if ((left.Texts.Contains(null) && right.Texts.Any(text => !left.Knows(text)))
            || (right.Texts.Contains(null) && left.Texts.Any(text => !right.Knows(text))))
        {
            return null;
        }

        var same = left.Texts.Where(text => right.Texts.Contains(text)).Distinct().Select(text =>
            (Formula)new Formula.And([left.Is(text!), right.Is(text!)]));
        return left.Characteristic is null ? right.Is(left.Texts[0]!)
            : right.Characteristic is null ? left.Is(right.Texts[0]!)
            : new Formula.Or([.. same]);
    }

    /// <summary>Whether a text is one of the texts by name.</summary>
    private bool Knows(string? text) => text is not null && Texts.Contains(text);

    private Formula Is(string text) => Characteristic is { } index
        ? new Formula.Is(index, [.. Enumerable.Range(0, Texts.Length).Where(i => Texts[i] == text)])
        : new Formula.Constant(Texts[0] == text);
}
