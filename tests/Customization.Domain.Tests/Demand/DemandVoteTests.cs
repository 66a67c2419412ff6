using System.Collections.Immutable;
using Customization.Domain.Demand.Recommending;
using Customization.Domain.Tests.Sessions;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Demand;

public sealed class DemandVoteTests
{
    private static readonly ProductModel Shoe = TestProducts.Shoe.Model;
    private static readonly CharacteristicIndex Size = new(0);
    private static readonly CharacteristicIndex Sole = new(1);
    private static readonly CharacteristicIndex Colour = new(2);

    private readonly SelectionTracker _tracker = new(TestProducts.Shoe.Compiled);

    [Fact]
    public void What_sold_most_is_likeliest()
    {
        var vote = Vote((3, [0, 0, 0, 0]), (1, [1, 1, 2, 2]));

        vote.Follow(_tracker.PossibleWords);

        Assert.Equal([0.7066f, 0.2934f, 0], Shares(vote, Size, 3).Select(share => MathF.Round(share, 4)));
    }

    [Fact]
    public void Those_who_chose_otherwise_count_less()
    {
        var vote = Vote((3, [0, 0, 0, 0]), (1, [1, 1, 2, 2]));
        _tracker.Choose(Colour, 2);

        vote.Follow(_tracker.PossibleWords);

        // The three went without gold and without gold laces: two mismatches. 3^0.8 e^-1.2 = 0.725 against 1.
        Assert.Equal([0.4204f, 0.5796f, 0], Shares(vote, Size, 3).Select(share => MathF.Round(share, 4)));
    }

    [Fact]
    public void What_the_rules_exclude_gets_nothing()
    {
        var vote = Vote((100, [1, 1, 0, 0]), (1, [0, 0, 0, 0]));
        _tracker.Choose(Size, 0);

        vote.Follow(_tracker.PossibleWords);

        Assert.Equal([1, 0, 0], Shares(vote, Sole, 3));
    }

    [Fact]
    public void Where_nothing_was_sold_the_author_decides()
    {
        var model = new DemandModel(
            TestProducts.Shoe.Compiled, [], VoteFactors.Unlearned(4), [Shoe.Literal(Colour, 1)]);
        var vote = new DemandVote(model);

        vote.Follow(_tracker.PossibleWords);

        Assert.Equal([0.25f, 0.5f, 0.25f], Shares(vote, Colour, 3));
    }

    [Fact]
    public void A_choice_taken_back_is_forgotten()
    {
        var vote = Vote((3, [0, 0, 0, 0]), (1, [1, 1, 2, 2]));
        vote.Follow(_tracker.PossibleWords);
        var before = Shares(vote, Size, 3);
        _tracker.Choose(Colour, 2);
        vote.Follow(_tracker.PossibleWords);
        _tracker.Reset();

        vote.Follow(_tracker.PossibleWords);

        Assert.Equal(before, Shares(vote, Size, 3));
    }

    [Fact]
    public void Votes_do_not_run_out_of_digits()
    {
        var factors = new VoteFactors([-80, -80, -80, -80], [1, 1, 1, 1], 1);
        var vote = new DemandVote(new DemandModel(
            TestProducts.Shoe.Compiled, [new([0, 0, 0, 0], 1), new([1, 1, 0, 1], 3)], factors));
        _tracker.Choose(Colour, 2);

        vote.Follow(_tracker.PossibleWords);

        // Both lost colour and lace, to 1e-70: too little for 32 bits, but one as much as the other.
        Assert.Equal([0.25f, 0.75f, 0], Shares(vote, Size, 3).Select(share => MathF.Round(share, 4)));
    }

    [Fact]
    public void The_distribution_has_its_part_in_the_answer()
    {
        (double, int[])[] sold = [(3, [0, 0, 0, 0]), (9, [1, 1, 2, 2])];
        var (votes, both, distribution) = (Vote(0, sold), Vote(0.25f, sold), Vote(1, sold));
        _tracker.Choose(Sole, 0);
        foreach (var vote in (DemandVote[])[votes, both, distribution])
        {
            vote.Follow(_tracker.PossibleWords);
        }

        var (voted, mixed) = (Shares(votes, Colour, 3), Shares(both, Colour, 3));
        var distributed = Shares(distribution, Colour, 3);
        Assert.NotEqual(voted, distributed);
        Assert.Equal(1, distributed.Sum(), 4);
        for (var value = 0; value < 3; value++)
        {
            Assert.Equal((0.75f * voted[value]) + (0.25f * distributed[value]), mixed[value], 5);
        }

        _tracker.Choose(Colour, 2);
        distribution.Follow(_tracker.PossibleWords);
        Assert.Equal([0, 0, 1], Shares(distribution, new CharacteristicIndex(3), 3));
    }

    /// <summary>Against the definition: a product over mismatches, for random sales and random choices.</summary>
    [Fact]
    public void Shares_are_those_of_the_definition()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var all = All();
            var sold = Enumerable.Range(0, random.Next(1, 12))
                .Select(_ => new SoldConfiguration([.. all[random.Next(all.Length)]], random.Next(1, 50))).ToArray();
            var factors = new VoteFactors(
                [.. Enumerable.Range(0, 4).Select(_ => -(float)random.NextDouble() * 3)],
                [.. Enumerable.Range(0, 4).Select(_ => (float)random.NextDouble() * 2)], 0.7f);
            var vote = new DemandVote(new DemandModel(TestProducts.Shoe.Compiled, sold, factors));
            var tracker = new SelectionTracker(TestProducts.Shoe.Compiled);
            var target = all[random.Next(all.Length)];
            foreach (var position in Enumerable.Range(0, 4).OrderBy(_ => random.Next()))
            {
                var characteristic = new CharacteristicIndex(position);
                vote.Follow(tracker.PossibleWords);
                var expected = Defined(sold, factors, tracker, characteristic);
                var shares = Shares(vote, characteristic, expected.Length);
                for (var value = 0; value < expected.Length; value++)
                {
                    Assert.True(Math.Abs(expected[value] - shares[value]) < 1e-4, $"seed {seed}");
                }

                tracker.Choose(characteristic, target[position]);
            }
        }
    }

    private static double[] Defined(
        SoldConfiguration[] sold, VoteFactors factors, SelectionTracker tracker, CharacteristicIndex characteristic)
    {
        var shares = new double[Shoe.Characteristics[characteristic.Value].Values.Length];
        foreach (var each in sold)
        {
            var weight = Math.Pow(each.Weight, factors.CountExponent);
            for (var i = 0; i < each.Values.Length; i++)
            {
                var literal = Shoe.Literal(new CharacteristicIndex(i), each.Values[i]);
                weight *= tracker.IsPossible(literal) ? 1
                    : Math.Exp(factors.LogFactors[i] * factors.Sharpness[characteristic.Value]);
            }

            var own = each.Values[characteristic.Value];
            shares[own] += tracker.IsPossible(Shoe.Literal(characteristic, own)) ? weight : 0;
        }

        var total = shares.Sum();
        return total > 0 ? [.. shares.Select(share => share / total)]
            : [.. shares.Select((_, value) => tracker.IsPossible(Shoe.Literal(characteristic, value))
                ? 1.0 / tracker.CountPossible(characteristic) : 0)];
    }

    private static int[][] All() =>
    [
        .. from size in Enumerable.Range(0, 3) from sole in Enumerable.Range(0, 3)
           from colour in Enumerable.Range(0, 3) from lace in Enumerable.Range(0, 3)
           let values = new[] { size, sole, colour, lace }
           where Evaluation.Satisfies(Shoe, values)
           select values,
    ];

    private static DemandVote Vote(params (double Weight, int[] Values)[] sold) => Vote(0, sold);

    private static DemandVote Vote(float part, params (double Weight, int[] Values)[] sold) => new(new DemandModel(
        TestProducts.Shoe.Compiled,
        [.. sold.Select(each => new SoldConfiguration([.. each.Values], each.Weight))],
        VoteFactors.Unlearned(4) with { DistributionShares = [part, part, part, part] }));

    private static float[] Shares(DemandVote vote, CharacteristicIndex characteristic, int values)
    {
        var shares = new float[values];
        vote.Shares(characteristic, shares);
        return shares;
    }
}
