using System.Numerics;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Kernel.Tests.Queries;

/// <summary>Every query against brute force on seeded random models; a failure names the seed.</summary>
public class ConfiguratorPropertyTests
{
    private const int SeedsPerBatch = 250;

    public static TheoryData<int> Batches => [.. Enumerable.Range(0, 12)];

    [Theory]
    [MemberData(nameof(Batches))]
    public void Every_query_agrees_with_enumeration(int batch)
    {
        for (var seed = batch * SeedsPerBatch; seed < (batch + 1) * SeedsPerBatch; seed++)
        {
            try
            {
                new Comparison(seed).Run();
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"seed {seed}: {exception.Message}", exception);
            }
        }
    }

    private sealed class Comparison
    {
        private readonly ProductModel _model;
        private readonly DiagramConfigurator _configurator;
        private readonly Oracle _oracle;
        private readonly Random _random;
        private readonly long[] _prices;

        public Comparison(int seed)
        {
            _random = new Random(seed);
            _model = RandomModels.Create(seed);
            var result = ModelCompiler.Compile(_model);
            Assert.NotNull(result.Compiled);
            _configurator = new DiagramConfigurator(result.Compiled);
            _oracle = new Oracle(_model, RandomModels.Configurations(_model));
            _prices = [.. Enumerable.Range(0, _model.LiteralCount).Select(_ => (long)_random.Next(-5, 20))];
        }

        public void Run()
        {
            var selection = Selection.Empty(_model);
            for (var step = 0; step < 4; step++)
            {
                Compare(selection);
                selection = Next(selection);
            }

            CompareRepair(RandomSelection());
        }

        /// <summary>One more choice, possible or not, so that inconsistent selections occur too.</summary>
        private Selection Next(Selection selection)
        {
            var characteristic = new CharacteristicIndex(_random.Next(_model.Characteristics.Length));
            var value = _random.Next(_model.Characteristics[characteristic.Value].Values.Length);
            return selection.With(characteristic, value);
        }

        private Selection RandomSelection() => Selection.From(
            [.. _model.Characteristics.Select(c => _random.Next(3) == 0 ? -1 : _random.Next(c.Values.Length))]);

        private void Compare(Selection selection)
        {
            var completions = _oracle.Completions(selection).ToList();
            Assert.Equal(completions.Count > 0, _configurator.IsPossible(selection));
            Assert.Equal(completions.Count, _configurator.Count(selection));
            CompareLiterals(selection, completions);
            CompareBest(selection, completions);
            CompareLists(selection, completions);
        }

        private void CompareLiterals(Selection selection, List<int[]> completions)
        {
            var possible = _configurator.PossibleValues(selection);
            var counts = _configurator.CountPerLiteral(selection)!;
            var (changes, prices) = (new int[_model.LiteralCount], new long[_model.LiteralCount]);
            _configurator.Answer(selection, _prices, changes, prices);
            var (totals, maxima) = (new long[_model.LiteralCount], new long[_model.LiteralCount]);
            _configurator.LeastPerLiteral(selection, _prices, totals);
            _configurator.LeastMaximumPerLiteral(selection, _prices, maxima);
            for (var literal = 0; literal < _model.LiteralCount; literal++)
            {
                var index = _model.CharacteristicOf(literal).Value;
                var with = completions.Where(values => values[index] == _model.ValueOf(literal)).ToList();
                Assert.Equal(with.Count > 0, possible.Contains(literal));
                Assert.Equal(new BigInteger(with.Count), counts[literal]);
                Assert.Equal(_oracle.Answer(selection, literal, _prices), (changes[literal], prices[literal]));
                Assert.Equal(Least(with, values => _oracle.Total(values, _prices)), totals[literal]);
                Assert.Equal(Least(with, values => _oracle.Maximum(values, _prices)), maxima[literal]);
                if (changes[literal] > 0)
                {
                    CompareExclusion(selection, literal);
                }
            }
        }

        private static long Least(List<int[]> configurations, Func<int[], long> measure) =>
            configurations.Select(measure).DefaultIfEmpty(Configurator.Impossible).Min();

        private void CompareExclusion(Selection selection, int literal)
        {
            var (characteristic, value) = (_model.CharacteristicOf(literal), _model.ValueOf(literal));
            var repair = _configurator.Repair(selection, characteristic, value, _prices);
            var expected = _oracle.Answer(selection, literal, _prices);
            Assert.Equal(expected.Changes == Configurator.Never, repair is null);
            if (repair is not null)
            {
                Assert.Equal(expected.Changes, repair.Changed.Length);
                Assert.Equal(expected.Price, repair.Completion.Cost);
                Assert.Equal(value, repair.Repaired[characteristic]);
                Assert.Contains(_oracle.Completions(repair.Repaired), values => values.SequenceEqual(repair.Completion.Values));
            }

            ExplanationCheck.IsMinimal(
                _model, _configurator.Explain(selection, characteristic, value), selection, characteristic, value);
        }

        private void CompareBest(Selection selection, List<int[]> completions)
        {
            var cheapest = _configurator.Cheapest(selection, _prices);
            var together = _configurator.AnswerAndCheapest(
                selection, _prices, new int[_model.LiteralCount], new long[_model.LiteralCount]);
            Assert.Equal(cheapest?.Values.AsSpan().ToArray(), together?.Values.AsSpan().ToArray());
            Assert.Equal(cheapest?.Cost, together?.Cost);
            var fastest = _configurator.Fastest(selection, _prices);
            var likeliest = _configurator.Likeliest(selection, [.. _prices.Select(price => -(double)price)]);
            Assert.Equal(completions.Count == 0, cheapest is null);
            Assert.Equal(completions.Count == 0, fastest is null);
            Assert.Equal(completions.Count == 0, likeliest is null);
            if (cheapest is not null)
            {
                var least = completions.Min(values => _oracle.Total(values, _prices));
                Assert.Equal(least, cheapest.Cost);
                Assert.Equal(least, _oracle.Total([.. cheapest.Values], _prices));
                Assert.Equal(least, _oracle.Total([.. likeliest!.Values], _prices));
                Assert.Equal(completions.Min(values => _oracle.Maximum(values, _prices)), fastest!.Cost);
                Assert.Equal(fastest.Cost, _oracle.Maximum([.. fastest.Values], _prices));
                Assert.Contains(completions, values => values.SequenceEqual(fastest.Values));
            }
        }

        private void CompareLists(Selection selection, List<int[]> completions)
        {
            var best = _configurator.KBest(selection, _prices, 5);
            var expected = completions.Select(values => _oracle.Total(values, _prices)).Order().Take(5);
            Assert.Equal(expected, best.Select(completion => completion.Cost));
            Assert.Equal(best.Count, best.Select(completion => string.Join(',', completion.Values)).Distinct().Count());
            Assert.All(best, completion => Assert.Equal(completion.Cost, _oracle.Total([.. completion.Values], _prices)));
            Assert.All(best, completion => Assert.Contains(completions, values => values.SequenceEqual(completion.Values)));
            var sample = _configurator.Sample(selection, _random);
            Assert.Equal(completions.Count == 0, sample is null);
            Assert.True(sample is null || completions.Any(values => values.SequenceEqual(sample.Values)));
        }

        private void CompareRepair(Selection selection)
        {
            var repair = _configurator.Repair(selection, _prices);
            var expected = RandomModels.Configurations(_model)
                .Select(values => (Oracle.Changes(selection, values), _oracle.Total(values, _prices)))
                .DefaultIfEmpty((-1, 0)).Min();
            Assert.Equal(expected.Item1 < 0, repair is null);
            if (repair is not null)
            {
                Assert.Equal(expected, (repair.Changed.Length, repair.Completion.Cost));
                Assert.Contains(
                    _oracle.Completions(repair.Repaired), values => values.SequenceEqual(repair.Completion.Values));
            }
        }
    }
}
