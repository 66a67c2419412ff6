using Customization.Domain.Demand.Recommending;
using Customization.Domain.Tests.Sessions;
using Customization.Kernel.Compilation;
using Customization.Kernel.Diagram;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Demand;

public sealed class RepeatVoteTests
{
    private static readonly CompiledModel Shoe = TestProducts.Shoe.Compiled;
    private static readonly CharacteristicIndex Size = new(0);
    private static readonly CharacteristicIndex Sole = new(1);
    private static readonly CharacteristicIndex Colour = new(2);
    private static readonly CharacteristicIndex Lace = new(3);

    private readonly SelectionTracker _tracker = new(Shoe);

    [Fact]
    public void Who_repeats_takes_each_configuration_as_likely_as_it_sold()
    {
        var vote = Vote(1, (3, [0, 0, 0, 0]), (1, [1, 1, 0, 0]));

        Assert.Equal([0.75f, 0.25f, 0], Shares(vote, Size));
        _tracker.Choose(Sole, 1);
        Assert.Equal([0, 1, 0], Shares(vote, Size));
    }

    [Fact]
    public void Who_wants_something_new_does_not_take_what_is_known()
    {
        var vote = Vote(0, (9, [1, 1, 0, 0]), (1, [0, 0, 0, 0]));
        _tracker.Choose(Sole, 1);
        _tracker.Choose(Colour, 0);
        _tracker.Choose(Lace, 0);

        Assert.Equal(0, Shares(vote, Size)[1]);
        Assert.Equal(1, Shares(vote, Size).Sum(), 4);
    }

    /// <summary>A value that one purchase tells is never said, as fewer than three stand behind it.</summary>
    [Fact]
    public void Few_sales_stand_behind_what_few_could_take_again()
    {
        var vote = Vote(1, (1_000, [0, 0, 0, 0]), (1, [1, 1, 0, 0]));
        Shares(vote, Size);
        Assert.True(vote.SalesBehind(Size) > 900);

        _tracker.Choose(Sole, 1);
        Assert.Equal([0, 1, 0], Shares(vote, Size));
        Assert.Equal(1, vote.SalesBehind(Size), 3);
    }

    [Fact]
    public void A_choice_taken_back_brings_the_configurations_back()
    {
        var vote = Vote(1, (3, [0, 0, 0, 0]), (1, [1, 1, 0, 0]));
        var before = Shares(vote, Size);
        _tracker.Choose(Sole, 1);
        Shares(vote, Size);
        _tracker.Reset();

        Assert.Equal(before, Shares(vote, Size));
    }

    [Fact]
    public void A_configuration_that_is_known_in_part_cannot_be_taken_again()
    {
        var vote = Vote(0, (9, [1, 1, 0, -1]), (1, [0, 0, 0, 0]));
        _tracker.Choose(Sole, 1);
        _tracker.Choose(Colour, 0);

        Assert.True(Shares(vote, Size)[1] > 0);
    }

    [Fact]
    public void All_sales_but_the_only_ones_of_their_configuration_speak_for_repeats()
    {
        Assert.Equal((9 + 1) / 12f, RepeatSales.Estimate([new([0, 0], 8), new([1, 1], 1), new([0, 0], 1)]));
        Assert.Equal(1 / 4f, RepeatSales.Estimate([new([0, 0], 1), new([1, 1], 1)]));
        Assert.Equal(0.5f, RepeatSales.Estimate([]));
    }

    /// <summary>Against the definition: each configuration has a probability, and a share is what a value has of all
    /// that are still possible.</summary>
    [Fact]
    public void Shares_are_those_of_the_definition()
    {
        var all = All();
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var sold = Enumerable.Range(0, random.Next(1, 8))
                .Select(_ => new SoldConfiguration([.. all[random.Next(all.Length)]], random.Next(1, 50))).ToArray();
            var share = random.Next(3) / 2f;
            var vote = Vote(share, [.. sold.Select(each => (each.Weight, each.Values.ToArray()))]);
            var probabilities = Defined(all, sold, share);
            _tracker.Reset();

            // Who only repeats what was sold chooses what was sold.
            var target = share == 1 ? sold[0].Values.ToArray() : all[random.Next(all.Length)];
            foreach (var position in Enumerable.Range(0, 4).OrderBy(_ => random.Next()))
            {
                var shares = Shares(vote, new CharacteristicIndex(position));
                var left = all.Index().Where(each => Enumerable.Range(0, 4).All(i =>
                    _tracker.IsPossible(Shoe.Model.Literal(new CharacteristicIndex(i), each.Item[i])))).ToArray();
                var total = left.Sum(each => probabilities[each.Index]);
                for (var value = 0; value < shares.Length && total > 1e-12; value++)
                {
                    var own = left.Where(each => each.Item[position] == value).Sum(each => probabilities[each.Index]);
                    Assert.True(Math.Abs((own / total) - shares[value]) < 1e-4, $"seed {seed}");
                }

                _tracker.Choose(new CharacteristicIndex(position), target[position]);
            }
        }
    }

    private static double[] Defined(int[][] all, SoldConfiguration[] sold, float share)
    {
        var pass = new DistributionPass(SoldDistribution.Learn(Shoe, sold)!);
        double[] sales = [.. all.Select(values =>
            sold.Where(each => each.Values.SequenceEqual(values)).Sum(each => each.Weight))];
        double[] unsold = [.. all.Select((values, i) => sales[i] > 0 ? 0
            : pass.ProbabilityOf(SoldDistribution.Possible(Shoe.Model, new SoldConfiguration([.. values], 1))))];
        return [.. all.Select((_, i) => (share * sales[i] / sales.Sum()) + ((1 - share) * unsold[i] / unsold.Sum()))];
    }

    private static int[][] All() =>
    [
        .. from size in Enumerable.Range(0, 3) from sole in Enumerable.Range(0, 3)
           from colour in Enumerable.Range(0, 3) from lace in Enumerable.Range(0, 3)
           let values = new[] { size, sole, colour, lace }
           where Evaluation.Satisfies(Shoe.Model, values)
           select values,
    ];

    private static DemandVote Vote(float repeatShare, params (double Weight, int[] Values)[] sold) =>
        new(new DemandModel(
            Shoe,
            [.. sold.Select(each => new SoldConfiguration([.. each.Values], each.Weight))],
            VoteFactors.Unlearned(4) with { DistributionShares = [1, 1, 1, 1], RepeatShare = repeatShare }));

    private float[] Shares(DemandVote vote, CharacteristicIndex characteristic)
    {
        var shares = new float[Shoe.Model.Characteristics[characteristic.Value].Values.Length];
        vote.Follow(_tracker.PossibleWords);
        vote.Shares(characteristic, shares);
        return shares;
    }
}
