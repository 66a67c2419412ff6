using Customization.Domain.Demand.Recommending;
using Customization.Domain.Tests.Sessions;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Xunit;

namespace Customization.Domain.Tests.Demand;

public sealed class DemandLearnerTests
{
    /// <summary>Six questions: the first decides the next two, the others are noise.</summary>
    private static readonly ProductModel Model = TestProducts.ModelOf(
        [.. Enumerable.Range(0, 6).Select(i => TestProducts.Of($"c{i}", "a", "b", "c", "d"))], []);

    private static readonly CompiledModel Compiled = ModelCompiler.Compile(Model).Compiled!;

    [Fact]
    public void What_decides_weighs_more_than_noise()
    {
        var learned = DemandLearner.Learn(Unlearned(Sales(1)), Compiled);

        Assert.True(Mean(learned, 0) < Mean(learned, 4) - 0.5, $"{Mean(learned, 0)} and {Mean(learned, 4)}");
        Assert.True(Mean(learned, 1) < Mean(learned, 5) - 0.5, $"{Mean(learned, 1)} and {Mean(learned, 5)}");
    }

    [Fact]
    public void New_customers_are_foreseen_better_than_before_learning()
    {
        var sales = Sales(1);
        var unlearned = Unlearned(sales);
        var learned = new DemandModel(Model, sales, DemandLearner.Learn(unlearned, Compiled));

        Assert.True(LogLikelihood(learned) > LogLikelihood(unlearned) + 5);
    }

    [Fact]
    public void The_same_sales_teach_the_same()
    {
        var first = DemandLearner.Learn(Unlearned(Sales(2)), Compiled);
        var second = DemandLearner.Learn(Unlearned(Sales(2)), Compiled);

        Assert.Equal(first.LogFactors.AsEnumerable(), second.LogFactors.AsEnumerable());
        Assert.Equal(first.CountExponent, second.CountExponent);
    }

    [Fact]
    public void Few_sales_and_models_without_a_diagram_teach_nothing()
    {
        var one = Unlearned([new SoldConfiguration([0, 0, 0, 0, 0, 0], 5)]);

        Assert.Same(one.Factors, DemandLearner.Learn(one, Compiled));
        Assert.Same(one.Factors, DemandLearner.Learn(one, CompiledModel.ForSearch(Model).Compiled!));
    }

    private static double LogLikelihood(DemandModel demand)
    {
        var vote = new DemandVote(demand);
        var tracker = new Customization.Kernel.Queries.SelectionTracker(Compiled);
        var (total, shares) = (0.0, new float[4]);
        foreach (var customer in Sales(9))
        {
            tracker.Reset();
            for (var i = 0; i < 6; i++)
            {
                var characteristic = new CharacteristicIndex(i);
                vote.Follow(tracker.PossibleWords);
                vote.Shares(characteristic, shares);
                total += Math.Log(shares[customer.Values[i]] + 1e-6);
                tracker.Choose(characteristic, customer.Values[i]);
            }
        }

        return total;
    }

    private static DemandModel Unlearned(SoldConfiguration[] sales) =>
        new(Model, sales, VoteFactors.Unlearned(Model.LiteralCount));

    private static SoldConfiguration[] Sales(int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, 120).Select(_ =>
            {
                var kind = random.Next(4);
                int Follows() => random.Next(20) == 0 ? random.Next(4) : kind;
                return new SoldConfiguration(
                    [kind, Follows(), Follows(), random.Next(4), random.Next(4), random.Next(4)], 1);
            }),
        ];
    }

    private static float Mean(VoteFactors factors, int characteristic) =>
        factors.LogFactors.AsSpan().Slice(characteristic * 4, 4).ToArray().Average();
}
