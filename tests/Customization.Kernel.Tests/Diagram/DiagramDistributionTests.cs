using Customization.Kernel.Compilation;
using Customization.Kernel.Diagram;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Customization.Kernel.Tests.Queries;
using Xunit;

namespace Customization.Kernel.Tests.Diagram;

public class DiagramDistributionTests
{
    private const int Seeds = 300;

    /// <summary>Whatever the order of the questions, the answers multiply to the same probability, and those of all
    /// configurations add up to 1: it is one distribution, over what the rules allow and nothing else.</summary>
    [Fact]
    public void Answers_are_those_of_one_distribution_over_all_configurations()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var compiled = ModelCompiler.Compile(RandomModels.Create(seed)).Compiled!;
            var all = RandomModels.Configurations(compiled.Model).ToArray();
            if (all.Length == 0)
            {
                continue;
            }

            var seen = Enumerable.Range(0, random.Next(6))
                .Select(_ => (all[random.Next(all.Length)], random.NextDouble() * 20)).ToArray();
            var (pass, tracker) = (Learn(compiled, seen), new SelectionTracker(compiled));
            int[] order = [.. Enumerable.Range(0, compiled.Model.Characteristics.Length)];
            var total = 0.0;
            foreach (var configuration in all)
            {
                random.Shuffle(order);
                var one = Probability(pass, tracker, compiled.Model, configuration, order);
                Array.Reverse(order);
                var other = Probability(pass, tracker, compiled.Model, configuration, order);
                Assert.True(one > 0 && Math.Abs((one / other) - 1) < 1e-9, $"seed {seed}: {one} and {other}");
                var atOnce = pass.ProbabilityOf(Words(compiled.Model, configuration));
                Assert.True(Math.Abs((one / atOnce) - 1) < 1e-9, $"seed {seed}: {one} and {atOnce}");
                total += one;
            }

            Assert.True(Math.Abs(total - 1) < 1e-9, $"seed {seed}: {total}");
        }
    }

    [Fact]
    public void What_was_seen_more_often_is_likelier()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var compiled = ModelCompiler.Compile(RandomModels.Create(seed)).Compiled!;
            var all = RandomModels.Configurations(compiled.Model).ToArray();
            if (all.Length < 2)
            {
                continue;
            }

            double Likely(double weight) => Probability(
                Learn(compiled, (all[0], weight), (all[^1], 1)), new SelectionTracker(compiled), compiled.Model, all[0],
                [.. Enumerable.Range(0, all[0].Length)]);
            var (before, after) = (Likely(1), Likely(5_000));

            Assert.True(after > before && after > 0.9, $"seed {seed}: {before} and {after}");
        }
    }

    [Fact]
    public void Nothing_follows_from_what_has_no_configuration()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var compiled = ModelCompiler.Compile(RandomModels.Create(seed)).Compiled!;

            Assert.False(Learn(compiled).Follow(new ulong[(compiled.Model.LiteralCount + 63) / 64]));
        }
    }

    private static DistributionPass Learn(CompiledModel compiled, params (int[] Values, double Weight)[] seen)
    {
        var popularity = new double[compiled.Model.LiteralCount];
        Array.Fill(popularity, 0.5);
        foreach (var (values, weight) in seen)
        {
            for (var i = 0; i < values.Length; i++)
            {
                popularity[compiled.Model.Literal(new CharacteristicIndex(i), values[i])] += weight;
            }
        }

        return new DistributionPass(DiagramDistribution.Learn(
            compiled.Diagram, popularity, seen.Select(each => (Words(compiled.Model, each.Values), each.Weight))));
    }

    private static ulong[] Words(ProductModel model, int[] values)
    {
        var words = new ulong[(model.LiteralCount + 63) / 64];
        for (var i = 0; i < values.Length; i++)
        {
            var literal = model.Literal(new CharacteristicIndex(i), values[i]);
            words[literal >> 6] |= 1UL << (literal & 63);
        }

        return words;
    }

    /// <summary>The product of the answers along the choices; each question's answers add up to 1 and none goes to what
    /// is not possible.</summary>
    private static double Probability(
        DistributionPass pass, SelectionTracker tracker, ProductModel model, int[] configuration, int[] order)
    {
        tracker.Reset();
        var product = 1.0;
        foreach (var position in order)
        {
            var (characteristic, total) = (new CharacteristicIndex(position), 0.0);
            Assert.True(pass.Follow(tracker.PossibleWords));
            for (var value = 0; value < model.Characteristics[position].Values.Length; value++)
            {
                var literal = model.Literal(characteristic, value);
                total += pass.Of(literal);
                Assert.True(tracker.IsPossible(literal) || pass.Of(literal) == 0);
            }

            Assert.Equal(1, total, 9);
            product *= pass.Of(model.Literal(characteristic, configuration[position]));
            tracker.Choose(characteristic, configuration[position]);
        }

        return product;
    }
}
