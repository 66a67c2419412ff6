using Customization.Kernel.Compilation;
using Customization.Kernel.Language;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Kernel.Tests.Queries;

public class ConfiguratorLawTests
{
    private const int Seeds = 400;

    [Fact]
    public void A_rule_more_never_raises_the_count()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var model = RandomModels.Create(seed);
            var formula = new RandomFormulas(model.Characteristics, new Random(seed)).Next(3);
            var stricter = new ProductModel(
                model.Name, model.Characteristics, model.Rules.Add(new Rule("more", formula, "", SourceSpan.None)));
            Assert.True(Count(stricter) <= Count(model), $"seed {seed}");
        }
    }

    [Fact]
    public void The_order_of_rules_does_not_matter()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var model = RandomModels.Create(seed);
            var reversed = new ProductModel(model.Name, model.Characteristics, [.. model.Rules.Reverse()]);
            Assert.True(Count(reversed) == Count(model), $"seed {seed}");
        }
    }

    [Fact]
    public void Counts_of_the_values_of_a_characteristic_add_up_to_the_whole()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var model = RandomModels.Create(seed);
            var configurator = new DiagramConfigurator(ModelCompiler.Compile(model).Compiled!);
            var nothing = Selection.Empty(model);
            var perLiteral = configurator.CountPerLiteral(nothing)!;
            for (var i = 0; i < model.Characteristics.Length; i++)
            {
                var offset = model.Offset(new CharacteristicIndex(i));
                var total = Enumerable.Range(offset, model.Characteristics[i].Values.Length)
                    .Aggregate(System.Numerics.BigInteger.Zero, (sum, literal) => sum + perLiteral[literal]);
                Assert.True(total == configurator.Count(nothing), $"seed {seed}");
            }
        }
    }

    [Fact]
    public void Samples_are_uniform()
    {
        var model = RandomModels.Create(1);
        for (var seed = 1; Count(model) < 5 || Count(model) > 40; seed++)
        {
            model = RandomModels.Create(seed);
        }

        const int Draws = 20_000;
        var configurator = new DiagramConfigurator(ModelCompiler.Compile(model).Compiled!);
        var random = new Random(17);
        var frequencies = Enumerable.Range(0, Draws)
            .Select(_ => string.Join(',', configurator.Sample(Selection.Empty(model), random)!.Values))
            .CountBy(key => key).Select(pair => pair.Value).ToArray();
        var expected = Draws / (double)(int)Count(model);
        Assert.Equal((int)Count(model), frequencies.Length);
        Assert.All(frequencies, frequency => Assert.InRange(frequency, expected * 0.75, expected * 1.25));
    }

    [Fact]
    public void Prices_too_large_to_pack_give_the_same_answer()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var (model, random) = (RandomModels.Create(seed), new Random(seed));
            var configurator = new DiagramConfigurator(ModelCompiler.Compile(model).Compiled!);
            var selection = Selection.From([.. model.Characteristics.Select(c => random.Next(-1, c.Values.Length))]);
            long[] small = [.. Enumerable.Range(0, model.LiteralCount).Select(_ => (long)random.Next(-9, 10))];
            var (changes, price) = (new int[small.Length], new long[small.Length]);
            configurator.Answer(selection, small, changes, price);
            var (changesLarge, priceLarge) = (new int[small.Length], new long[small.Length]);
            configurator.Answer(selection, [.. small.Select(one => one << 44)], changesLarge, priceLarge);
            Assert.Equal(changes, changesLarge);
            Assert.Equal(price.Select(one => one == Configurator.Impossible ? one : one << 44), priceLarge);
        }
    }

    [Fact]
    public void What_was_asked_before_does_not_change_an_answer()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var (model, random) = (RandomModels.Create(seed), new Random(seed));
            var compiled = ModelCompiler.Compile(model).Compiled!;
            var experienced = new DiagramConfigurator(compiled);
            var prices = new long[model.LiteralCount];
            for (var question = 0; question < 25; question++)
            {
                if (random.Next(4) == 0)
                {
                    var shift = random.Next(3) == 0 ? 44 : 0;
                    prices = [.. prices.Select(_ => (long)random.Next(-9, 10) << shift)];
                }

                var choices = model.Characteristics.Select(c => random.Next(-1, c.Values.Length));
                var selection = Selection.From([.. choices]);
                Assert.Equal(Answer(new DiagramConfigurator(compiled)), Answer(experienced));

                (int, long)[] Answer(Configurator configurator)
                {
                    var (changes, price) = (new int[prices.Length], new long[prices.Length]);
                    configurator.Answer(selection, prices, changes, price);
                    return [.. changes.Zip(price)];
                }
            }
        }
    }

    private static System.Numerics.BigInteger Count(ProductModel model) =>
        new DiagramConfigurator(ModelCompiler.Compile(model).Compiled!).Count(Selection.Empty(model))!.Value;
}
