using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Customization.Kernel.Tests.Queries;
using Xunit;

namespace Customization.Kernel.Tests.Satisfiability;

/// <summary>Every answer of the search engine against enumeration on seeded random models; a failure names the seed.
/// </summary>
public class SearchPropertyTests
{
    private const int SeedsPerBatch = 150;

    public static TheoryData<int> Batches => [.. Enumerable.Range(0, 10)];

    [Theory]
    [MemberData(nameof(Batches))]
    public void Every_answer_agrees_with_enumeration(int batch)
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
        private readonly Configurator _configurator;
        private readonly List<int[]> _all;
        private readonly Oracle _oracle;
        private readonly Random _random;
        private readonly long[] _prices;

        public Comparison(int seed)
        {
            _random = new Random(seed);
            _model = RandomModels.Create(seed);
            var compiled = CompiledModel.ForSearch(_model).Compiled!;
            Assert.Equal(ConfigurationEngine.Search, compiled.Engine);
            _configurator = Configurator.For(compiled);
            _all = RandomModels.Configurations(_model);
            _oracle = new Oracle(_model, _all);
            _prices = [.. Enumerable.Range(0, _model.LiteralCount).Select(_ => (long)_random.Next(-5, 20))];
        }

        public void Run()
        {
            for (var walk = 0; walk < 2; walk++)
            {
                var selection = Selection.Empty(_model);
                for (var step = 0; step < 4; step++)
                {
                    Compare(selection);
                    var characteristic = new CharacteristicIndex(_random.Next(_model.Characteristics.Length));
                    var values = _model.Characteristics[characteristic.Value].Values.Length;
                    selection = selection.With(characteristic, _random.Next(values));
                }
            }

            CompareRepair(Selection.From([.. _model.Characteristics
                .Select(c => _random.Next(3) == 0 ? -1 : _random.Next(c.Values.Length))]));
        }

        private void Compare(Selection selection)
        {
            var completions = _oracle.Completions(selection).ToList();
            Assert.Equal(completions.Count > 0, _configurator.IsPossible(selection));
            Assert.Equal(completions.Count > 0 ? null : 0, _configurator.Count(selection));
            CompareLiterals(selection, completions);
            CompareBest(selection, completions);
        }

        private void CompareLiterals(Selection selection, List<int[]> completions)
        {
            var possible = _configurator.PossibleValues(selection);
            var (changes, prices) = (new int[_model.LiteralCount], new long[_model.LiteralCount]);
            _configurator.Answer(selection, _prices, changes, prices);
            var maxima = new long[_model.LiteralCount];
            _configurator.LeastMaximumPerLiteral(selection, _prices, maxima);
            for (var literal = 0; literal < _model.LiteralCount; literal++)
            {
                var (index, value) = (_model.CharacteristicOf(literal), _model.ValueOf(literal));
                var with = completions.Where(values => values[index.Value] == value).ToList();
                Assert.Equal(with.Count > 0, possible.Contains(literal));
                var expected = _oracle.Answer(selection, literal, _prices);
                Assert.Equal(
                    expected.Changes is 0 or Configurator.Never ? expected.Changes : Configurator.Some,
                    changes[literal]);
                Assert.Equal(
                    with.Select(values => _oracle.Maximum(values, _prices))
                        .DefaultIfEmpty(Configurator.Impossible).Min(),
                    maxima[literal]);
                if (expected.Changes > 0)
                {
                    CompareExclusion(selection, literal, expected);
                }
            }
        }

        private void CompareExclusion(Selection selection, int literal, (int Changes, long Price) expected)
        {
            var (characteristic, value) = (_model.CharacteristicOf(literal), _model.ValueOf(literal));
            var repair = _configurator.Repair(selection, characteristic, value, _prices);
            Assert.Equal(expected.Changes == Configurator.Never, repair is null);
            if (repair is not null)
            {
                Assert.True(repair.Completion.IsOptimal);
                Assert.Equal(expected, (repair.Changed.Length, repair.Completion.Cost));
                Assert.Equal(value, repair.Repaired[characteristic]);
                CheckCompletion(repair.Repaired, repair.Completion);
            }

            ExplanationCheck.IsMinimal(
                _model, _configurator.Explain(selection, characteristic, value), selection, characteristic, value);
        }

        private void CompareBest(Selection selection, List<int[]> completions)
        {
            var cheapest = _configurator.Cheapest(selection, _prices);
            var fastest = _configurator.Fastest(selection, _prices);
            var likeliest = _configurator.Likeliest(selection, [.. _prices.Select(price => -(double)price)]);
            Assert.Equal(completions.Count == 0, cheapest is null);
            Assert.Equal(completions.Count == 0, fastest is null);
            Assert.Equal(completions.Count == 0, likeliest is null);
            if (cheapest is null)
            {
                return;
            }

            Assert.True(cheapest.IsOptimal);
            Assert.Equal(completions.Min(values => _oracle.Total(values, _prices)), cheapest.Cost);
            Assert.Equal(cheapest.Cost, _oracle.Total([.. likeliest!.Values], _prices));
            Assert.Equal(completions.Min(values => _oracle.Maximum(values, _prices)), fastest!.Cost);
            Assert.Equal(fastest.Cost, _oracle.Maximum([.. fastest.Values], _prices));
            CheckCompletion(selection, cheapest);
            CheckCompletion(selection, fastest with { Cost = _oracle.Total([.. fastest.Values], _prices) });
        }

        private void CheckCompletion(Selection selection, Completion completion)
        {
            Assert.Equal(completion.Cost, _oracle.Total([.. completion.Values], _prices));
            Assert.Contains(_oracle.Completions(selection), values => values.SequenceEqual(completion.Values));
        }

        private void CompareRepair(Selection selection)
        {
            var repair = _configurator.Repair(selection, _prices);
            var expected = _all
                .Select(values => (Oracle.Changes(selection, values), _oracle.Total(values, _prices)))
                .DefaultIfEmpty((-1, 0)).Min();
            Assert.Equal(expected.Item1 < 0, repair is null);
            if (repair is not null)
            {
                Assert.Equal(expected, (repair.Changed.Length, repair.Completion.Cost));
                CheckCompletion(repair.Repaired, repair.Completion);
            }
        }
    }
}
