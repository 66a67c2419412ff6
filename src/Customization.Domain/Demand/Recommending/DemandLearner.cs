using System.Numerics;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Demand.Recommending;

/// <summary>Learns the factors of a <see cref="DemandModel"/> from the sales alone: each sold configuration is put
/// together again in a shuffled order, and all others must foresee its next value.</summary>
/// <remarks>
/// <para>The gradient of the log-likelihood of the values that come next, each configuration counting as often as it
/// was sold. A configuration never votes for itself, so what is learned is how to foresee customers who want something
/// new. Only characteristics that are still open teach anything.</para>
/// <para>O(R P² N) time for R rounds over P configurations of N characteristics, O(P N) memory. The same sales give
/// the same factors. Owned by one thread.</para>
/// </remarks>
public sealed class DemandLearner
{
    /// <summary>Rounds over all configurations.</summary>
    public const int Rounds = 6;

    private const ulong Seed = 7;
    private const int StepEvery = 40;
    private const float StepSize = 0.05f;
    private const float LastStepSize = 0.0125f;
    private const float LittleVote = 1e-7f;

    private readonly DemandModel _demand;
    private readonly FactorSteps _steps;
    private readonly SelectionTracker _tracker;
    private readonly ulong[] _alive;
    private readonly float[] _logWeights;
    private readonly float[] _start;
    private readonly float[] _pull;
    private readonly List<Moment> _moments = [];
    private float[] _factors = [];
    private int _used;

    private DemandLearner(DemandModel demand, CompiledModel compiled)
    {
        _demand = demand;
        _steps = new FactorSteps(demand.Model, demand.Factors);
        _tracker = new SelectionTracker(compiled);
        _alive = new ulong[(demand.Model.LiteralCount + 63) / 64];
        _logWeights = [.. demand.Weights.Select(weight => (float)Math.Log(weight))];
        (_start, _pull) = (new float[demand.Count], new float[demand.Count]);
        Renew();
    }

    /// <summary>The same sales with factors that fit them.</summary>
    /// <param name="demand">Where learning starts.</param>
    /// <param name="compiled">Of the same product model, as a diagram.</param>
    public static VoteFactors Learn(
        DemandModel demand, CompiledModel compiled, CancellationToken cancellation = default)
    {
        if (demand.Count < 2 || compiled.Engine != ConfigurationEngine.Diagram)
        {
            return demand.Factors;
        }

        var learner = new DemandLearner(demand, compiled);
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

        return learner._steps.Result();
    }

    /// <summary>Puts one configuration together and adds up what it teaches.</summary>
    private void Repeat(int configuration, int[] order)
    {
        _used = 0;
        _tracker.Reset();
        Array.Fill(_alive, ulong.MaxValue);
        Moment? before = null;
        foreach (var position in order)
        {
            var characteristic = new CharacteristicIndex(position);
            var value = _demand.ValuesOf(characteristic)[configuration];
            if (value < 0)
            {
                continue;
            }

            // Where only one value is left there is nothing to foresee and nothing new to follow from it.
            if (_tracker.CountPossible(characteristic) > 1)
            {
                before = Foresee(configuration, characteristic, value, before);
            }

            if (!_tracker.Choose(characteristic, value))
            {
                break;
            }
        }

        Teach(configuration);
    }

    private Moment Foresee(int configuration, CharacteristicIndex characteristic, int value, Moment? before)
    {
        var moment = NextMoment();
        (moment.Characteristic, moment.Value) = (characteristic, value);
        (before?.Votes ?? _start).CopyTo(moment.Votes, 0);
        moment.Votes[configuration] = 0;
        TakeGone(moment);
        foreach (var literal in moment.Gone)
        {
            var factor = _factors[literal];
            foreach (var other in _demand.SoldWith(literal))
            {
                moment.Votes[other] *= factor;
            }
        }

        Span<float> tally = stackalloc float[_demand.Model.Characteristics[characteristic.Value].Values.Length];
        tally.Clear();
        var values = _demand.ValuesOf(characteristic);
        for (var other = 0; other < values.Length; other++)
        {
            if (values[other] >= 0)
            {
                tally[values[other]] += moment.Votes[other];
            }
        }

        (moment.Right, moment.All) = (tally[value] + LittleVote, LittleVote);
        for (var each = 0; each < tally.Length; each++)
        {
            moment.All += IsPossible(characteristic, each) ? tally[each] + LittleVote : 0;
        }

        return moment;
    }

    /// <summary>Backwards: a factor is pulled by all that was foreseen after its literal had gone.</summary>
    private void Teach(int configuration)
    {
        var sales = (float)_demand.Weights[configuration];
        Array.Clear(_pull);
        for (var at = _used - 1; at >= 0; at--)
        {
            var moment = _moments[at];
            var values = _demand.ValuesOf(moment.Characteristic);
            var offset = _demand.Model.Offset(moment.Characteristic);
            var (right, all) = (sales / moment.Right, sales / moment.All);
            for (var other = 0; other < values.Length; other++)
            {
                var value = values[other];
                if (value >= 0 && (moment.Possible[(offset + value) >> 6] >> ((offset + value) & 63) & 1) != 0)
                {
                    _pull[other] += moment.Votes[other] * (value == moment.Value ? right - all : -all);
                }
            }

            foreach (var literal in moment.Gone)
            {
                var sum = 0f;
                foreach (var other in _demand.SoldWith(literal))
                {
                    sum += _pull[other];
                }

                _steps.Add(literal, sum);
            }
        }

        var exponent = 0f;
        for (var other = 0; other < _pull.Length; other++)
        {
            exponent += _pull[other] * _logWeights[other];
        }

        _steps.AddExponent(exponent);
    }

    private void TakeGone(Moment moment)
    {
        moment.Gone.Clear();
        var possible = _tracker.PossibleWords;
        possible.CopyTo(moment.Possible);
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

    private bool IsPossible(CharacteristicIndex characteristic, int value) =>
        _tracker.IsPossible(_demand.Model.Literal(characteristic, value));

    private void Renew()
    {
        _factors = [.. Enumerable.Range(0, _demand.Model.LiteralCount).Select(_steps.Factor)];
        for (var i = 0; i < _start.Length; i++)
        {
            _start[i] = MathF.Exp(_steps.Exponent * _logWeights[i]);
        }
    }

    private Moment NextMoment()
    {
        if (_used == _moments.Count)
        {
            _moments.Add(new Moment(_demand.Count, _alive.Length));
        }

        return _moments[_used++];
    }

    /// <summary>One value that was to be foreseen, and what the votes were then.</summary>
    private sealed class Moment(int configurations, int words)
    {
        public CharacteristicIndex Characteristic { get; set; }

        public int Value { get; set; }

        public float[] Votes { get; } = new float[configurations];

        public ulong[] Possible { get; } = new ulong[words];

        public List<int> Gone { get; } = [];

        public float Right { get; set; }

        public float All { get; set; }
    }
}
