using System.Collections.Immutable;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>Takes choices from one version of a product to another, by names.</summary>
internal static class ChoiceMapping
{
    /// <summary>The choices that the other model knows.</summary>
    /// <param name="vanished">Those that it does not.</param>
    public static Selection Map(
        ProductModel from, Selection selection, ProductModel to, out ImmutableArray<ProposedChoice> vanished)
    {
        var values = new int[to.Characteristics.Length];
        Array.Fill(values, -1);
        var gone = ImmutableArray.CreateBuilder<ProposedChoice>();
        foreach (var (characteristic, value) in selection.Choices)
        {
            if (Map(from, characteristic.Value, value, to) is var (c, v))
            {
                values[c] = v;
            }
            else
            {
                var known = from.Characteristics[characteristic.Value];
                gone.Add(new ProposedChoice(known.Name, known.Values[value].Name));
            }
        }

        vanished = gone.ToImmutable();
        return Selection.From(values);
    }

    /// <summary>Positions in another model of the same names, or null.</summary>
    public static (int Characteristic, int Value)? Map(
        ProductModel from, int characteristic, int value, ProductModel to)
    {
        var known = from.Characteristics[characteristic];
        if (to.Find(known.Name) is not { } found)
        {
            return null;
        }

        var position = to.Characteristics[found.Value].IndexOf(known.Values[value].Name);
        return position < 0 ? null : (found.Value, position);
    }

    /// <summary>A choice of one model that a repair changed, by names.</summary>
    public static MigratedChoice Describe(
        ProductModel model, Selection before, Selection after, CharacteristicIndex characteristic)
    {
        var known = model.Characteristics[characteristic.Value];
        var value = after[characteristic];
        return new MigratedChoice(
            known.Name, known.Values[before[characteristic]].Name, value < 0 ? null : known.Values[value].Name);
    }
}
