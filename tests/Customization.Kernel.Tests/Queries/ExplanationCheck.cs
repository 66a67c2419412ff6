using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Kernel.Tests.Queries;

/// <summary>What makes an explanation right, by enumeration.</summary>
internal static class ExplanationCheck
{
    /// <summary>Choices and rules exclude the value; without any one choice all rules allow it, and without any one
    /// rule these choices do.</summary>
    public static void IsMinimal(
        ProductModel model, Explanation explanation, Selection selection, CharacteristicIndex characteristic, int value)
    {
        Assert.All(explanation.Choices, choice => Assert.Equal(choice.Value, selection[choice.Characteristic]));
        Assert.False(IsAllowed(explanation.Choices, explanation.Rules));
        for (var left = 0; left < explanation.Choices.Length; left++)
        {
            Assert.True(IsAllowed(explanation.Choices.RemoveAt(left), model.Rules));
        }

        for (var left = 0; left < explanation.Rules.Length; left++)
        {
            Assert.True(IsAllowed(explanation.Choices, explanation.Rules.RemoveAt(left)));
        }

        bool IsAllowed(IEnumerable<(CharacteristicIndex, int)> choices, IEnumerable<Rule> rules)
        {
            var fewer = new ProductModel("fewer rules", model.Characteristics, [.. rules]);
            var chosen = choices.Aggregate(
                Selection.Empty(model).With(characteristic, value), (s, choice) => s.With(choice.Item1, choice.Item2));
            return new Oracle(fewer, RandomModels.Configurations(fewer)).Completions(chosen).Any();
        }
    }
}
