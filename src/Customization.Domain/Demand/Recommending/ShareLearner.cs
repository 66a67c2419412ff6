using System.Collections.Immutable;
using Customization.Kernel.Diagram;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Demand.Recommending;

/// <summary>Learns for every characteristic which part of the answer is the distribution's and which the votes'.
/// </summary>
/// <remarks>Each sold configuration is put together again in shuffled orders, and foreseen by the votes of the others
/// and by a distribution of the others: of all that are not in its part of the sales. The part with the fewest errors
/// is taken. O(C P (P + E) N) time for C orders of P configurations of N characteristics and E diagram edges. The same
/// sales give the same shares. Owned by one thread.</remarks>
internal sealed class ShareLearner
{
    private const int Parts = 9;
    private const int OrdersPerConfiguration = 2;
    private const ulong Seed = 11;

    /// <summary>The logarithm of a probability beside an error: decides where errors are about as many.</summary>
    private const double LikelihoodWeight = 0.002;

    private const float ProbabilityMin = 1e-6f;

    private static readonly float[] Candidates = [0, 0.05f, 0.1f, 0.2f, 0.35f, 0.5f, 0.65f, 0.8f, 0.9f, 0.95f, 1];

    private readonly DemandModel _demand;
    private readonly SelectionTracker _tracker;
    private readonly DemandVote _vote;
    private readonly double[,] _cost;

    private ShareLearner(DemandModel demand)
    {
        (_demand, _tracker, _vote) = (demand, new SelectionTracker(demand.Compiled), new DemandVote(demand));
        _cost = new double[demand.Model.Characteristics.Length, Candidates.Length];
    }

    /// <summary>One per characteristic; all 0 where there is no distribution.</summary>
    public static ImmutableArray<float> Learn(DemandModel demand, CancellationToken cancellation)
    {
        var shuffled = new ShuffledOrders(Seed);
        var partOf = new int[demand.Count];
        int[] configurations = [.. Enumerable.Range(0, demand.Count)];
        int[] order = [.. Enumerable.Range(0, demand.Model.Characteristics.Length)];
        shuffled.Shuffle(configurations);
        for (var i = 0; i < configurations.Length; i++)
        {
            partOf[configurations[i]] = i % Parts;
        }

        var learner = new ShareLearner(demand);
        for (var part = 0; part < Parts; part++)
        {
            var others = demand.Sold.Where((_, i) => partOf[i] != part).ToArray();
            if (SoldDistribution.Learn(demand.Compiled, others) is not { } distribution)
            {
                continue;
            }

            var pass = new DistributionPass(distribution);
            foreach (var configuration in configurations.Where(each => partOf[each] == part))
            {
                cancellation.ThrowIfCancellationRequested();
                for (var i = 0; i < OrdersPerConfiguration; i++)
                {
                    shuffled.Shuffle(order);
                    learner.Repeat(configuration, order, pass);
                }
            }
        }

        return [.. order.Order().Select(learner.Best)];
    }

    /// <summary>Puts one configuration together and adds up what each share would have cost.</summary>
    private void Repeat(int configuration, int[] order, DistributionPass pass)
    {
        _vote.Reset();
        _vote.Without = configuration;
        foreach (var (characteristic, value) in SoldAgain.Open(_demand, _tracker, configuration, order))
        {
            _vote.Follow(_tracker.PossibleWords);
            if (pass.Follow(_tracker.PossibleWords))
            {
                Compare(characteristic, value, _demand.Weights[configuration], pass);
            }
        }
    }

    private void Compare(CharacteristicIndex characteristic, int actual, double sales, DistributionPass pass)
    {
        var offset = _demand.Model.Offset(characteristic);
        Span<float> voted = stackalloc float[_demand.Model.Characteristics[characteristic.Value].Values.Length];
        _vote.VotedShares(characteristic, voted);
        for (var candidate = 0; candidate < Candidates.Length; candidate++)
        {
            var (best, most, right) = (-1, -1f, ProbabilityMin);
            for (var value = 0; value < voted.Length; value++)
            {
                var part = Candidates[candidate];
                var share = ((1 - part) * voted[value]) + (part * (float)pass.Of(offset + value));
                (best, most) = share > most ? (value, share) : (best, most);
                right = value == actual ? Math.Max(right, share) : right;
            }

            _cost[characteristic.Value, candidate] +=
                sales * ((best == actual ? 0 : 1) - (LikelihoodWeight * Math.Log(right)));
        }
    }

    private float Best(int characteristic)
    {
        var best = 0;
        for (var candidate = 1; candidate < Candidates.Length; candidate++)
        {
            best = _cost[characteristic, candidate] < _cost[characteristic, best] ? candidate : best;
        }

        return Candidates[best];
    }
}
