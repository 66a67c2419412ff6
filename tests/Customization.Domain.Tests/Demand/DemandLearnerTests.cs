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
        var learned = DemandLearner.Learn(Unlearned(Sales(1)));

        var factors = learned.LogFactors;
        Assert.True(factors[0] < factors[4] - 0.5, $"{factors[0]} and {factors[4]}");
        Assert.True(factors[1] < factors[5] - 0.5, $"{factors[1]} and {factors[5]}");
    }

    [Fact]
    public void New_customers_are_foreseen_better_than_before_learning()
    {
        var sales = Sales(1);
        var unlearned = Unlearned(sales);
        var learned = new DemandModel(Compiled, sales, DemandLearner.Learn(unlearned));

        Assert.True(LogLikelihood(learned) > LogLikelihood(unlearned) + 5);
    }

    [Fact]
    public void The_same_sales_teach_the_same()
    {
        var first = DemandLearner.Learn(Unlearned(Sales(2)));
        var second = DemandLearner.Learn(Unlearned(Sales(2)));

        Assert.Equal(first.LogFactors.AsEnumerable(), second.LogFactors.AsEnumerable());
        Assert.Equal(first.Sharpness.AsEnumerable(), second.Sharpness.AsEnumerable());
        Assert.Equal(first.DistributionShares.AsEnumerable(), second.DistributionShares.AsEnumerable());
        Assert.Equal(first.CountExponent, second.CountExponent);
    }

    [Fact]
    public void Few_sales_and_models_without_a_diagram_teach_nothing()
    {
        var one = Unlearned([new SoldConfiguration([0, 0, 0, 0, 0, 0], 5)]);
        var searched = new DemandModel(CompiledModel.ForSearch(Model).Compiled!, Sales(1), VoteFactors.Unlearned(6));

        Assert.Same(one.Factors, DemandLearner.Learn(one));
        Assert.Same(searched.Factors, DemandLearner.Learn(searched));
    }

    /// <summary>The rules make no difference here, so the distribution knows how popular each value is and no more.
    /// </summary>
    [Fact]
    public void Votes_foresee_what_goes_together_and_the_distribution_what_goes_with_nothing()
    {
        var learned = DemandLearner.Learn(Unlearned(Sales(3)));

        Assert.InRange(learned.DistributionShares[1], 0, 0.35f);
        Assert.InRange(learned.DistributionShares[2], 0, 0.35f);
        Assert.Contains(learned.DistributionShares[3..].AsEnumerable(), share => share >= 0.5);
        Assert.All(learned.DistributionShares[3..], share => Assert.True(share > 0));
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
        new(Compiled, sales, VoteFactors.Unlearned(6));

    private static SoldConfiguration[] Sales(int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, 120).Select(_ =>
            {
                var kind = random.Next(4);
                int Follows() => random.Next(20) == 0 ? random.Next(4) : kind;
                int Skewed() => random.Next(3) > 0 ? 0 : random.Next(4);
                return new SoldConfiguration(
                    [kind, Follows(), Follows(), Skewed(), Skewed(), Skewed()], 1);
            }),
        ];
    }
}
