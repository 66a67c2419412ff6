using System.Collections.Immutable;
using System.Globalization;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>Writes what a typed feature may have as attributes, so that no constraint has to bound it.</summary>
internal static class UvlTypeWriter
{
    /// <summary>The attributes that the feature does not have itself.</summary>
    public static IEnumerable<string> Attributes(
        FeatureType type, Characteristic values, ImmutableSortedDictionary<string, long> own,
        ImmutableArray<FeatureText> texts)
    {
        if (type.Type == "String")
        {
            return type.IsOpen || texts.Any(text => text.Name == "values")
                ? []
                : [$"values [{string.Join(", ", values.Values[1..].Select(Text))}]"];
        }

        var numbers = values.Values[1..];
        var step = numbers.Length > 1 ? numbers[1].Number!.Value - numbers[0].Number!.Value : type.Scale;
        var needed = new[]
        {
            ("min", numbers[0].Number!.Value), ("max", numbers[^1].Number!.Value), ("step", step),
        };
        return needed.Where(pair => !own.ContainsKey(pair.Item1) && (pair.Item1 != "step" || step != type.Scale))
            .Select(pair => $"{pair.Item1} {Shown(pair.Item2, type)}");
    }

    /// <summary>A number as the author wrote it.</summary>
    public static string Number(CharacteristicValue value, FeatureType type) => Shown(value.Number!.Value, type);

    /// <summary>A text in quotes; readers take the quotes off <c>'none'</c>, whose name is taken.</summary>
    public static string Text(CharacteristicValue value) => $"'{value.Name.Trim('\'')}'";

    private static string Shown(long number, FeatureType type) =>
        (number / (decimal)type.Scale).ToString(CultureInfo.InvariantCulture);
}
