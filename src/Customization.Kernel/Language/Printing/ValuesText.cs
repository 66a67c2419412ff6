using System.Collections.Immutable;
using Customization.Kernel.Language.Syntax;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language.Printing;

/// <summary>Prints that a characteristic has one of some values, in the shortest way that an author would choose.
/// </summary>
internal sealed class ValuesText(RuleScope scope)
{
    /// <summary>The condition as text.</summary>
    public string Of(Formula.Is atom)
    {
        var characteristic = scope[atom.Characteristic];
        var (chosen, all) = (atom.Values, characteristic.Values);
        var name = PathText.Of(characteristic.Name);
        if (chosen.IsEmpty || chosen.Length == all.Length)
        {
            return chosen.IsEmpty ? "false" : "true";
        }

        if (Short(characteristic, name, chosen) is { } text)
        {
            return text;
        }

        if (chosen.Length == 1)
        {
            return $"{name} = {Words.QuoteValue(all[chosen[0]].Name)}";
        }

        if (characteristic.Kind == CharacteristicKind.Quantity && Range(characteristic, name, chosen) is { } range)
        {
            return range;
        }

        var others = Enumerable.Range(0, all.Length).Where(value => chosen.BinarySearch(value) < 0).ToList();
        return others.Count == 1 ? $"{name} != {Words.QuoteValue(all[others[0]].Name)}"
            : others.Count < chosen.Length ? $"{name} not in ({Names(characteristic, others)})"
            : $"{name} in ({Names(characteristic, chosen)})";
    }

    private static string? Short(Characteristic characteristic, string name, IReadOnlyList<int> chosen) =>
        characteristic.Kind switch
        {
            CharacteristicKind.Boolean when characteristic.Values.Length == 2 =>
                chosen[0] == 1 ? name : $"not {name}",
            CharacteristicKind.Optional when chosen.Count == 1 && chosen[0] == 0 => $"{name} absent",
            CharacteristicKind.Optional when chosen.Count == characteristic.Values.Length - 1 && chosen[0] == 1 =>
                $"{name} present",
            _ => null,
        };

    /// <summary>A range of neighbouring numbers; null unless the numbers ascend and the values are neighbours.
    /// </summary>
    private static string? Range(Characteristic characteristic, string name, IReadOnlyList<int> chosen)
    {
        var values = characteristic.Values;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Number is null || (i > 0 && values[i].Number <= values[i - 1].Number))
            {
                return null;
            }
        }

        var (first, last) = (chosen[0], chosen[^1]);
        if (last - first + 1 != chosen.Count)
        {
            return null;
        }

        return last == values.Length - 1 ? $"{name} >= {values[first].Number}"
            : first == 0 ? $"{name} <= {values[last].Number}"
            : $"{name} between {values[first].Number} and {values[last].Number}";
    }

    private static string Names(Characteristic characteristic, IEnumerable<int> values) =>
        string.Join(", ", values.Select(value => Words.QuoteValue(characteristic.Values[value].Name)));
}
