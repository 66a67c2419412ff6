using System.Collections.Immutable;
using Customization.Kernel.Language;

namespace Customization.Kernel.Model;

/// <summary>Position of a characteristic in its model, from 0.</summary>
public readonly record struct CharacteristicIndex(int Value) : IComparable<CharacteristicIndex>
{
    /// <inheritdoc/>
    public int CompareTo(CharacteristicIndex other) => Value.CompareTo(other.Value);
}

/// <summary>How a characteristic is answered.</summary>
public enum CharacteristicKind
{
    /// <summary>Exactly one of its values.</summary>
    SingleChoice,

    /// <summary>Exactly one of its values, of which the first is the explicit <c>none</c>.</summary>
    Optional,

    /// <summary>Two values, <c>no</c> then <c>yes</c>: one member of a multi-choice, or one feature.</summary>
    Boolean,

    /// <summary>An integer within bounds, by a step; each value carries its <see cref="CharacteristicValue.Number"/>.
    /// </summary>
    Quantity,
}

/// <summary>One allowed answer. Attributes are integers; an attribute that is absent counts as 0.</summary>
/// <param name="Name">Unique within its characteristic.</param>
/// <param name="Number">What the value stands for in arithmetic; null where it is only a name.</param>
public sealed record CharacteristicValue(
    string Name, long? Number, ImmutableSortedDictionary<string, long> Attributes)
{
    /// <summary>A value that is only a name.</summary>
    public static CharacteristicValue Named(string name) =>
        new(name, null, ImmutableSortedDictionary<string, long>.Empty);
}

/// <summary>A question that every configuration answers with exactly one of the values.</summary>
/// <param name="Group">The multi-choice or part that a member belongs to; empty for none.</param>
public sealed record Characteristic(
    string Name, CharacteristicKind Kind, ImmutableArray<CharacteristicValue> Values, SourceSpan Span,
    string Group = "")
{
    /// <summary>The two values of every <see cref="CharacteristicKind.Boolean"/>.</summary>
    public static readonly ImmutableArray<CharacteristicValue> NoYes =
        [new("no", 0, ImmutableSortedDictionary<string, long>.Empty),
         new("yes", 1, ImmutableSortedDictionary<string, long>.Empty)];

    /// <summary>A yes/no question.</summary>
    public static Characteristic Boolean(string name, SourceSpan span, string group = "") =>
        new(name, CharacteristicKind.Boolean, NoYes, span, group);

    /// <summary>Position of a value by name, or -1. O(values).</summary>
    public int IndexOf(string valueName)
    {
        for (var i = 0; i < Values.Length; i++)
        {
            if (string.Equals(Values[i].Name, valueName, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
