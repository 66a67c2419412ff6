using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Tests.Sessions;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>Holds, cannot hold, open: against every combination of values.</summary>
public sealed class PossibleEvaluationTests
{
    [Theory]
    [InlineData(4, true)]
    [InlineData(7, false)]
    public void Says_what_every_combination_says(int characteristics, bool isExact)
    {
        var known = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var model = TestProducts.ModelOf(
                [.. Enumerable.Range(0, characteristics).Select(c => TestProducts.Of($"c{c}", "a", "b", "c", "d"))],
                []);
            var possible = new DiagramConfigurator(ModelCompiler.Compile(model).Compiled!)
                .PossibleValues(RandomSelection(model, random));
            var formula = Deep(model, random);

            var holds = PossibleEvaluation.Holds(formula, possible);

            var all = Combinations(model, possible).Select(values => Evaluation.Holds(formula, values)).Distinct()
                .ToArray();
            bool? expected = all.Length == 1 ? all[0] : null;
            Assert.True(holds == expected || (!isExact && holds is null), $"seed {seed}: {holds} is not {expected}");
            known += holds is null ? 0 : 1;
        }

        Assert.InRange(known, 10, 140);
    }

    /// <summary>A formula that names every characteristic, so that many combinations are to be looked at.</summary>
    private static Formula Deep(ProductModel model, Random random)
    {
        var sum = new Term.Sum(
            [.. Enumerable.Range(0, model.Characteristics.Length)
                .Select(c => new Term.Of(new CharacteristicIndex(c), [0, 1, 2, 3]))]);
        Formula bound = new Formula.Comparison(
            sum, (Comparator)random.Next(6), new Term.Constant(random.Next(-2, 4 * model.Characteristics.Length)));
        var other = DefaultedProducts.Formula(model, random);
        return random.Next(5) switch
        {
            0 => new Formula.And([bound, other]),
            1 => new Formula.Or([bound, other]),
            2 => new Formula.Implies(other, bound),
            3 => new Formula.Iff(bound, other),
            _ => new Formula.Not(bound),
        };
    }

    private static Selection RandomSelection(ProductModel model, Random random) =>
        Selection.From([.. model.Characteristics.Select((_, c) => c > 0 && random.Next(3) == 0 ? random.Next(4) : -1)]);

    private static IEnumerable<int[]> Combinations(ProductModel model, LiteralSet possible) =>
        Enumerable.Range(0, model.Characteristics.Length).Aggregate(
            (IEnumerable<int[]>)[[]],
            (all, c) => all.SelectMany(
                _ => possible.ValuesOf(new CharacteristicIndex(c)), (head, value) => (int[])[.. head, value]));
}
