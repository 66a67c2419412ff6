using System.Collections.Immutable;
using System.Numerics;
using Customization.Kernel.Compilation;
using Customization.Kernel.Formats;
using Customization.Kernel.Language;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Customization.Kernel.Tests.Queries;
using Xunit;

namespace Customization.Kernel.Tests.Formats;

/// <summary>What is written in DIMACS has as many models as there are configurations, and these under their names.
/// </summary>
public class DimacsWriterTests
{
    private const int RandomModelsCount = 300;

    [Fact]
    public void A_random_model_reads_back_with_the_same_configurations()
    {
        for (var seed = 0; seed < RandomModelsCount; seed++)
        {
            var model = RandomModels.Create(seed);
            var configurations = RandomModels.Configurations(model);

            var text = Write(model);
            var compiled = Read(text);

            var configurator = new DiagramConfigurator(compiled);
            Assert.True(configurator.Count(Selection.Empty(compiled.Model)) == configurations.Count,
                $"seed {seed}:\n{text}");
            foreach (var values in configurations.Take(20))
            {
                var selection = Translated(model, compiled.Model, values);
                Assert.True(configurator.Count(selection) == 1, $"seed {seed}:\n{text}");
            }
        }
    }

    [Fact]
    public void A_sum_that_is_no_table_keeps_its_count()
    {
        var numbers = Enumerable.Range(0, 8).Select(number => new CharacteristicValue(
            $"{number}", number, ImmutableSortedDictionary<string, long>.Empty)).ToImmutableArray();
        var characteristics = Enumerable.Range(0, 7)
            .Select(i => new Characteristic($"q{i}", CharacteristicKind.Quantity, numbers, SourceSpan.None));
        var sum = new Term.Sum([.. Enumerable.Range(0, 7).Select(i => new Term.Of(
            new CharacteristicIndex(i), [.. numbers.Select(number => number.Number!.Value * (i + 1))]))]);
        var rule = new Rule(
            "r", new Formula.Comparison(sum, Comparator.Equal, new Term.Constant(90)), "", SourceSpan.None);
        var model = new ProductModel("sum", [.. characteristics], [rule]);

        // The number of ways to reach each total, one characteristic after another.
        var ways = new BigInteger[200];
        ways[0] = 1;
        for (var i = 1; i <= 7; i++)
        {
            ways = [.. Enumerable.Range(0, ways.Length).Select(total => Enumerable.Range(0, 8)
                .Where(number => number * i <= total)
                .Aggregate(BigInteger.Zero, (count, number) => count + ways[total - (number * i)]))];
        }

        var compiled = Read(Write(model));

        Assert.Equal(ways[90], new DiagramConfigurator(compiled).Count(Selection.Empty(compiled.Model)));
    }

    [Fact]
    public void Variables_are_named_and_auxiliaries_are_not()
    {
        var colour = new Characteristic("colour", CharacteristicKind.SingleChoice,
            [CharacteristicValue.Named("red"), CharacteristicValue.Named("blue"), CharacteristicValue.Named("green")],
            SourceSpan.None);
        var light = Characteristic.Boolean("light", SourceSpan.None);
        var rule = new Formula.Implies(
            new Formula.Is(new CharacteristicIndex(0), [1]), new Formula.Is(new CharacteristicIndex(1), [1]));
        var model = new ProductModel("lamp", [colour, light], [new Rule("r", rule, "", SourceSpan.None)]);

        Assert.Equal("""
            c 1 colour = red
            c 2 colour = blue
            c 3 colour = green
            c 4 light
            p cnf 4 5
            1 2 3 0
            -1 -2 0
            -1 -3 0
            -2 -3 0
            1 3 4 0

            """.ReplaceLineEndings("\n"), Write(model));
    }

    [Theory]
    [InlineData(" a", "CW0002")]
    [InlineData("", "CW0002")]
    [InlineData("a\nb", "CW0002")]
    public void A_name_that_has_no_form_is_refused_where_it_stands(string name, string code)
    {
        var span = new SourceSpan("lamp.yaml", 7, 3);
        var model = new ProductModel("lamp", [Characteristic.Boolean(name, span)], []);

        var result = ModelWriter.Write(model, null, ModelFormat.Dimacs);

        Assert.Null(result.Text);
        Assert.Equal((code, span), (result.Diagnostics[0].Code, result.Diagnostics[0].Span));
    }

    [Fact]
    public void A_text_that_would_be_too_long_is_refused()
    {
        var model = RandomModels.Create(3);

        var result = ModelWriter.Write(model, null, ModelFormat.Dimacs, new ReadLimits { CharactersMax = 10 });

        Assert.Equal("CW0005", Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void What_has_no_form_is_named_in_a_warning()
    {
        var bicycle = ModelReader.Read(FormatFiles.Sample("bicycle.uvl"), "bicycle.uvl", ModelFormat.Uvl);

        var result = ModelWriter.Write(bicycle.Model!, bicycle.Features, ModelFormat.Dimacs);

        Assert.True(result.IsValid);
        Assert.Equal("CW0007", Assert.Single(result.Diagnostics).Code);
        var compiled = Read(result.Text!);
        Assert.Equal(FormatFiles.Count(bicycle.Model!),
            new DiagramConfigurator(compiled).Count(Selection.Empty(compiled.Model)));
    }

    /// <summary>The choices of the read model that say a configuration of the written one.</summary>
    private static Selection Translated(ProductModel from, ProductModel to, int[] values)
    {
        var selection = Selection.Empty(to);
        for (var i = 0; i < values.Length; i++)
        {
            var characteristic = from.Characteristics[i];
            var isBoolean = characteristic.Kind == CharacteristicKind.Boolean;
            var name = isBoolean ? characteristic.Name
                : $"{characteristic.Name} = {characteristic.Values[values[i]].Name}";
            selection = selection.With(to.Find(name)!.Value, isBoolean ? values[i] : 1);
        }

        return selection;
    }

    private static string Write(ProductModel model)
    {
        var result = ModelWriter.Write(model, null, ModelFormat.Dimacs);
        Assert.True(result.IsValid, string.Join('\n', result.Diagnostics));
        return result.Text!;
    }

    private static CompiledModel Read(string text)
    {
        var result = ModelReader.Read(text, "written.cnf", ModelFormat.Dimacs);
        Assert.True(result.IsValid && result.Diagnostics.IsEmpty, string.Join('\n', result.Diagnostics) + "\n" + text);
        return ModelCompiler.Compile(result.Model!, CompilationLimits.Default, null, CancellationToken.None).Compiled!;
    }
}
