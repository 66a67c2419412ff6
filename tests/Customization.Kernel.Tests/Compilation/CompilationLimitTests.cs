using System.Collections.Immutable;
using Customization.Kernel.Compilation;
using Customization.Kernel.Language;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Kernel.Tests.Compilation;

public class CompilationLimitTests
{
    [Fact]
    public void Too_many_nodes_end_with_the_rules_at_work()
    {
        var result = ModelCompiler.Compile(Knot(60), new CompilationLimits { NodesMax = 200 });
        Assert.Null(result.Compiled);
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("CC0001", diagnostic.Code);
        Assert.Matches(@"^the diagram grew beyond its limit; rules most at work: 'r\d+'", diagnostic.Message);
    }

    [Fact]
    public void Cancelling_ends_with_a_diagnostic()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var result = ModelCompiler.Compile(Knot(60), null, null, cancelled.Token);
        Assert.Equal("CC0002", Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Arithmetic_beyond_64_bits_names_its_rule()
    {
        var huge = new Term.Of(new CharacteristicIndex(0), [0, long.MaxValue / 2]);
        var tooLarge = new Formula.Comparison(
            new Term.Sum([huge, huge, huge]), Comparator.Less, new Term.Constant(long.MinValue + 1));
        var model = Model(1, new Rule("large", tooLarge, "", new SourceSpan("m", 3, 5)));
        var diagnostic = Assert.Single(ModelCompiler.Compile(model).Diagnostics);
        Assert.Equal("m:3:5: error CC0003: arithmetic of rule 'large' leaves 64 bits", diagnostic.ToString());
    }

    [Fact]
    public void Rules_that_allow_nothing_compile_with_a_warning()
    {
        var result = ModelCompiler.Compile(
            Model(2, new Rule("never", new Formula.Constant(false), "", SourceSpan.None)));
        Assert.Equal("CC0005", Assert.Single(result.Diagnostics).Code);
        Assert.False(new DiagramConfigurator(result.Compiled!).IsPossible(Selection.Empty(result.Compiled!.Model)));
        Assert.Equal(0, new SelectionTracker(result.Compiled).CountPossible(new CharacteristicIndex(1)));
    }

    [Fact]
    public void Progress_is_reported()
    {
        var reports = new Reports();
        ModelCompiler.Compile(Knot(40), null, reports);
        Assert.NotEmpty(reports.All);
        var decisions = reports.All.Select(report => report.Decisions).ToArray();
        Assert.Equal(decisions.Order(), decisions);
    }

    [Fact]
    public void Eighty_ingredients_that_fill_a_bag_compile()
    {
        var grams = Enumerable.Range(0, 116).Select(i => i * 5L).ToImmutableArray();
        var ingredients = Enumerable.Range(0, 80).Select(i => new Characteristic(
            $"ingredient{i}", CharacteristicKind.Quantity,
            [.. grams.Select(gram => new CharacteristicValue(
                $"{gram}", gram, ImmutableSortedDictionary<string, long>.Empty))], SourceSpan.None));
        var total = new Term.Sum([.. Enumerable.Range(0, 80)
            .Select(i => new Term.Of(new CharacteristicIndex(i), grams))]);
        var bag = new Formula.Comparison(total, Comparator.Equal, new Term.Constant(575));
        var model = new ProductModel("muesli", [.. ingredients], [new Rule("bag", bag, "", SourceSpan.None)]);
        var compiled = ModelCompiler.Compile(model).Compiled!;

        // Stars and bars: 115 portions of 5 g over 80 ingredients.
        var expected = Enumerable.Range(1, 79).Aggregate(
            System.Numerics.BigInteger.One, (product, i) => product * (115 + i) / i);
        Assert.Equal(expected, new DiagramConfigurator(compiled).Count(Selection.Empty(model)));
    }

    /// <summary>Random clauses of three: small to write, wide to compile.</summary>
    private static ProductModel Knot(int variables)
    {
        var random = new Random(11);
        var rules = Enumerable.Range(0, variables * 2).Select(i => new Rule(
            $"r{i}",
            new Formula.Or([.. Enumerable.Range(0, 3).Select(_ => (Formula)new Formula.Is(
                new CharacteristicIndex(random.Next(variables)), [random.Next(2)]))]), "", SourceSpan.None));
        return Model(variables, [.. rules]);
    }

    private static ProductModel Model(int variables, params Rule[] rules) => new(
        "model", [.. Enumerable.Range(0, variables).Select(i => Characteristic.Boolean($"x{i}", SourceSpan.None))],
        [.. rules]);

    private sealed class Reports : IProgress<CompilationProgress>
    {
        public List<CompilationProgress> All { get; } = [];

        public void Report(CompilationProgress value) => All.Add(value);
    }
}
