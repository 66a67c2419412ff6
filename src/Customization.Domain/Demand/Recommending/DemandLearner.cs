using System.Numerics;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Demand.Recommending;

/// <summary>Learns the factors of a <see cref="DemandModel"/> from the sales alone: each sold configuration is put
/// together again in a shuffled order, and all others must foresee its next value.</summary>
/// <remarks>
/// <para>The gradient of the log-likelihood of the values that come next, each configuration counting as often as it
/// was sold to the power of <see cref="SalesExponent"/>. A configuration never votes for itself, so what is learned is
/// how to foresee customers who want something new. Only characteristics that are still open teach anything. Then
/// <see cref="ShareLearner"/> weighs the votes against the distribution, and <see cref="RepeatSales"/> tells how many
/// want nothing new.</para>
/// <para>O(R P² N) time for R rounds over P configurations of N characteristics, O(P N) memory. The same sales give
/// the same factors. Owned by one thread.</para>
/// </remarks>
public sealed class DemandLearner
{
    /// <summary>Rounds over all configurations.</summary>
    public const int Rounds = 8;

    private const ulong Seed = 7;
    private const int StepEvery = 40;
    private const float StepSize = 0.05f;
    private const float LastStepSize = 0.0125f;

    /// <summary>Below 1, so that few configurations that sold very often do not teach everything.</summary>
    private const double SalesExponent = 0.7;

    /// <summary>What every value has beside votes, of which the largest is 1.</summary>
    private const float LittleVote = 1e-4f;

    /// <summary>Part of all votes below which one teaches nothing that is worth the time.</summary>
    private const float VoteMin = 1e-3f;

    private readonly DemandModel _demand;
    private readonly FactorSteps _steps;
    private readonly SelectionTracker _tracker;
    private readonly ulong[] _alive;
    private readonly float[] _logWeights;
    private readonly float[] _start;
    private readonly float[] _pull;
    private readonly List<Moment> _moments = [];
    private int _used;

    private DemandLearner(DemandModel demand)
    {
        _demand = demand;
        _steps = new FactorSteps(demand.Factors);
        _tracker = new SelectionTracker(demand.Compiled);
        _alive = new ulong[(demand.Model.LiteralCount + 63) / 64];
        _logWeights = [.. demand.Weights.Select(weight => (float)Math.Log(weight))];
        (_start, _pull) = (new float[demand.Count], new float[demand.Count]);
        Renew();
    }

    /// <summary>Factors that fit the same sales.</summary>
    /// <param name="demand">Where learning starts.</param>
    public static VoteFactors Learn(DemandModel demand, CancellationToken cancellation = default)
    {
        if (demand.Count < 2 || demand.Compiled.Engine != ConfigurationEngine.Diagram)
        {
            return demand.Factors;
        }

        var learner = new DemandLearner(demand);
        var shuffled = new ShuffledOrders(Seed);
        int[] configurations = [.. Enumerable.Range(0, demand.Count)];
        int[] order = [.. Enumerable.Range(0, demand.Model.Characteristics.Length)];
        var done = 0;
        for (var round = 0; round < Rounds; round++)
        {
            shuffled.Shuffle(configurations);
            foreach (var configuration in configurations)
            {
                cancellation.ThrowIfCancellationRequested();
                shuffled.Shuffle(order);
                learner.Repeat(configuration, order);
                if (++done % StepEvery == 0)
                {
                    learner._steps.Step(round < Rounds * 2 / 3 ? StepSize : LastStepSize);
                    learner.Renew();
                }
            }
        }

        var factors = learner._steps.Result();
        return factors with
        {
            DistributionShares = ShareLearner.Learn(demand.With(factors), cancellation),
            RepeatShare = SoldDistribution.IsAvailable(demand.Compiled) ? RepeatSales.Estimate(demand.Sold) : null,
        };
    }

    /// <summary>Puts one configuration together and adds up what it teaches.</summary>
    private void Repeat(int configuration, int[] order)
    {
        _used = 0;
        Array.Fill(_alive, ulong.MaxValue);
        Moment? before = null;
        foreach (var (characteristic, value) in SoldAgain.Open(_demand, _tracker, configuration, order))
        {
            before = Foresee(configuration, characteristic, value, before);
        }

        Teach(configuration);
    }

    private Moment Foresee(int configuration, CharacteristicIndex characteristic, int value, Moment? before)
    {
        var moment = NextMoment();
        (moment.Characteristic, moment.Value) = (characteristic, value);
        before?.Mismatches.CopyTo(moment.Mismatches, 0);
        if (before is null)
        {
            Array.Clear(moment.Mismatches);
        }

        TakeGone(moment);
        foreach (var literal in moment.Gone)
        {
            var factor = _steps.LogFactor(_demand.Model.CharacteristicOf(literal).Value);
            foreach (var other in _demand.SoldWith(literal))
            {
                moment.Mismatches[other] += factor;
            }
        }

        Weigh(moment, configuration);
        return moment;
    }

    private void Weigh(Moment moment, int without)
    {
        var offset = _demand.Model.Offset(moment.Characteristic);
        Span<bool> isPossible = stackalloc bool[
            _demand.Model.Characteristics[moment.Characteristic.Value].Values.Length];
        for (var each = 0; each < isPossible.Length; each++)
        {
            isPossible[each] = _tracker.IsPossible(offset + each);
        }

        var values = _demand.ValuesOf(moment.Characteristic);
        VoteWeights.Of(
            values, isPossible, moment.Mismatches, _start, _steps.Sharpness(moment.Characteristic.Value), without,
            moment.Votes);
        (moment.Right, moment.All) = (LittleVote, LittleVote * isPossible.Count(true));
        for (var other = 0; other < values.Length; other++)
        {
            moment.All += moment.Votes[other];
            moment.Right += values[other] == moment.Value ? moment.Votes[other] : 0;
        }
    }

    /// <summary>Backwards: a factor is pulled by all that was foreseen after its literal had gone.</summary>
    private void Teach(int configuration)
    {
        var sales = (float)Math.Pow(_demand.Weights[configuration], SalesExponent);
        Array.Clear(_pull);
        for (var at = _used - 1; at >= 0; at--)
        {
            var moment = _moments[at];
            Pull(moment, sales);
            foreach (var literal in moment.Gone)
            {
                var sum = 0f;
                foreach (var other in _demand.SoldWith(literal))
                {
                    sum += _pull[other];
                }

                _steps.AddLogFactor(_demand.Model.CharacteristicOf(literal).Value, sum);
            }
        }
    }

    /// <summary>By how much more each configuration should have counted in one moment.</summary>
    private void Pull(Moment moment, float sales)
    {
        var values = _demand.ValuesOf(moment.Characteristic);
        var sharpness = _steps.Sharpness(moment.Characteristic.Value);
        var (right, all, least) = (sales / moment.Right, sales / moment.All, VoteMin * moment.All);
        var (forSharpness, forExponent) = (0f, 0f);
        for (var other = 0; other < values.Length; other++)
        {
            if (moment.Votes[other] < least)
            {
                continue;
            }

            var pull = moment.Votes[other] * (values[other] == moment.Value ? right - all : -all);
            _pull[other] += pull * sharpness;
            forSharpness += pull * moment.Mismatches[other];
            forExponent += pull * _logWeights[other];
        }

        _steps.AddSharpness(moment.Characteristic.Value, forSharpness);
        _steps.AddExponent(forExponent);
    }

    private void TakeGone(Moment moment)
    {
        moment.Gone.Clear();
        var possible = _tracker.PossibleWords;
        for (var word = 0; word < _alive.Length; word++)
        {
            for (var gone = _alive[word] & ~possible[word]; gone != 0; gone &= gone - 1)
            {
                var literal = (word * 64) + BitOperations.TrailingZeroCount(gone);
                if (literal < _demand.Model.LiteralCount && !_demand.SoldWith(literal).IsEmpty)
                {
                    moment.Gone.Add(literal);
                }
            }

            _alive[word] = possible[word];
        }
    }

    private void Renew()
    {
        for (var i = 0; i < _start.Length; i++)
        {
            _start[i] = _steps.Exponent * _logWeights[i];
        }
    }

    private Moment NextMoment()
    {
        if (_used == _moments.Count)
        {
            _moments.Add(new Moment(_demand.Count));
        }

        return _moments[_used++];
    }

    /// <summary>One value that was to be foreseen, and what the votes were then.</summary>
    private sealed class Moment(int configurations)
    {
        public CharacteristicIndex Characteristic { get; set; }

        public int Value { get; set; }

        public float[] Mismatches { get; } = new float[configurations];

        public float[] Votes { get; } = new float[configurations];

        public List<int> Gone { get; } = [];

        public float Right { get; set; }

        public float All { get; set; }
    }
}
