using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Kernel.Tests.Queries;

/// <summary>Answers by looking at every configuration: slow and obviously right.</summary>
internal sealed class Oracle(ProductModel model, List<int[]> configurations)
{
    public IEnumerable<int[]> Completions(Selection selection) =>
        configurations.Where(values => selection.Choices.All(choice => values[choice.Characteristic.Value] == choice.Value));

    public long Total(int[] values, long[] perLiteral) =>
        values.Select((value, i) => perLiteral[model.Literal(new CharacteristicIndex(i), value)]).Sum();

    public long Maximum(int[] values, long[] perLiteral) =>
        values.Select((value, i) => perLiteral[model.Literal(new CharacteristicIndex(i), value)]).Max();

    /// <summary>Choices of other characteristics that must change for a literal, and the least price then.</summary>
    public (int Changes, long Price) Answer(Selection selection, int literal, long[] prices)
    {
        var (own, value) = (model.CharacteristicOf(literal), model.ValueOf(literal));
        return configurations.Where(values => values[own.Value] == value)
            .Select(values => (Changes(selection.Without(own), values), Total(values, prices)))
            .DefaultIfEmpty((Configurator.Never, Configurator.Impossible)).Min();
    }

    public static int Changes(Selection selection, int[] values) =>
        selection.Choices.Count(choice => values[choice.Characteristic.Value] != choice.Value);
}
