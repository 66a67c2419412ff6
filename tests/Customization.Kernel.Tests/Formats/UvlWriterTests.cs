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

/// <summary>What is written in UVL reads back to the same configurations under the same names.</summary>
public class UvlWriterTests
{
    private const int RandomModelsCount = 600;

    [Fact]
    public void A_random_model_reads_back_with_the_same_configurations()
    {
        for (var seed = 0; seed < RandomModelsCount; seed++)
        {
            var model = RandomModels.Create(seed);
            var configurations = RandomModels.Configurations(model);

            var text = Write(model, null);
            var read = Read(text);

            Assert.True(Count(read) == configurations.Count, $"seed {seed}:\n{text}");
            foreach (var values in configurations)
            {
                Assert.True(Evaluation.Satisfies(read, Translated(model, read, values)), $"seed {seed}:\n{text}");
            }
        }
    }

    [Fact]
    public void A_feature_model_keeps_its_tree()
    {
        const string sample = "bicycle.uvl";
        var first = ModelReader.Read(FormatFiles.Sample(sample), sample, ModelFormat.Uvl);

        var text = Write(first.Model!, first.Features);
        var second = ModelReader.Read(text, sample, ModelFormat.Uvl);

        Assert.Equal(
            first.Model!.Characteristics.Select(c => c.Name), second.Model!.Characteristics.Select(c => c.Name));
        Assert.True(first.Features!.Features.SequenceEqual(second.Features!.Features), text);
        Assert.Equal(first.Features.AttributeScales, second.Features.AttributeScales);
        var (one, other) = (Compile(first.Model), Compile(second.Model));
        Assert.Equal(new DiagramConfigurator(one).Count(Selection.Empty(first.Model)), Count(second.Model));
        Assert.Equal(FeatureAnalysis.Of(one, first.Features), FeatureAnalysis.Of(other, second.Features));
    }

    [Theory]
    [InlineData("Integer x {min 1, max 4}\n\t\t\tInteger y\nconstraints\n\ty > 0 & y <= 3\n\tx + 2 * y < 7")]
    [InlineData("Integer x {min 0, max 9, step 3, weight 2.5}\nconstraints\n\tx > 3 | x.weight == 0")]
    [InlineData("Real x {min 0.5, max 2, step 0.25}\nconstraints\n\tfloor(x) == 1 | x >= 1.75 | ceil(x) == 1")]
    [InlineData("Real x\nconstraints\n\tx >= 0.1 & x <= 0.9\n\t2 * x != 1")]
    [InlineData("String s\n\t\t\tA\nconstraints\n\ts == 'a' | !(s != 'b') | A")]
    [InlineData("String s {values ['ab', 'none']}\n\t\t\tString t {values ['ab']}\nconstraints\n\ts == t | len(s) > 2")]
    [InlineData("String s\n\t\t\tInteger free")]
    [InlineData("A cardinality [0..3]\n\t\t\t\tor\n\t\t\t\t\tc {w 2}\n\t\t\t\t\td\nconstraints\n\tavg(w) < 2 => c")]
    [InlineData("A {note \"x\", unit 'cm', tags ['a', {b -1.5}], isNew, old false, size {name 'big', w 3}}")]
    public void What_every_level_says_is_kept(string features)
    {
        var source = "features\n\tR\n\t\toptional\n\t\t\t" + features;
        var first = ModelReader.Read(source, "level.uvl", ModelFormat.Uvl);

        var text = Write(first.Model!, first.Features);
        var second = ModelReader.Read(text, "level.uvl", ModelFormat.Uvl);

        Assert.True(second.IsValid, string.Join('\n', second.Diagnostics) + text);
        Assert.Equal(
            first.Model!.Characteristics.Select(c => (c.Name, string.Join(' ', c.Values.Select(v => v.Name)))),
            second.Model!.Characteristics.Select(c => (c.Name, string.Join(' ', c.Values.Select(v => v.Name)))));
        Assert.True(
            RandomModels.Configurations(first.Model).Select(values => string.Join(' ', values)).SequenceEqual(
                RandomModels.Configurations(second.Model).Select(values => string.Join(' ', values))), text);
        Assert.Equal(first.Features!.Types, second.Features!.Types);
        Assert.Equal(Flat(first.Features), Flat(second.Features));

        static IEnumerable<string> Flat(FeatureModel tree) =>
            tree.Texts.SelectMany(pair => pair.Value.Select(text => $"{pair.Key} {text.Name} {text.Value}"));
    }

    [Fact]
    public void Names_that_are_no_words_are_quoted()
    {
        var model = new ProductModel("my shoe", [
            Characteristic.Boolean("or", SourceSpan.None), Characteristic.Boolean("sole.height", SourceSpan.None),
            new Characteristic("size in cm", CharacteristicKind.SingleChoice,
                [CharacteristicValue.Named("1.5"), CharacteristicValue.Named("2")], SourceSpan.None)], []);

        var text = Write(model, null);

        Assert.Equal("""
            features
            	"my shoe" {abstract}
            		optional
            			"or"
            			sole.height
            		mandatory
            			"size in cm" {abstract}
            				alternative
            					"size in cm = 1"."5"
            					"size in cm = 2"

            """.ReplaceLineEndings("\n"), text);
        Assert.Equal(
            ["my shoe", "or", "sole.height", "size in cm", "size in cm = 1.5", "size in cm = 2"],
            Read(text).Characteristics.Select(c => c.Name));
    }

    [Theory]
    [InlineData("a\"b", "CW0002")]
    [InlineData("a..b", "CW0002")]
    [InlineData("", "CW0002")]
    [InlineData("a\nb", "CW0002")]
    [InlineData("c = v", "CW0003")]
    public void A_name_that_has_no_form_is_refused_where_it_stands(string name, string code)
    {
        var span = new SourceSpan("shoe.yaml", 7, 3);
        var model = new ProductModel("shoe", [
            Characteristic.Boolean(name, span),
            new Characteristic("c", CharacteristicKind.SingleChoice, [CharacteristicValue.Named("v")], span)], []);

        var result = ModelWriter.Write(model, null, ModelFormat.Uvl);

        Assert.Null(result.Text);
        Assert.Equal((code, span), (result.Diagnostics[0].Code, result.Diagnostics[0].Span));
    }

    [Fact]
    public void A_rule_that_is_nested_too_deeply_is_refused_where_it_stands()
    {
        var span = new SourceSpan("shoe.yaml", 9, 5);
        Formula formula = new Formula.Is(new CharacteristicIndex(0), [1]);
        for (var i = 0; i < 10_000; i++)
        {
            formula = new Formula.Not(formula);
        }

        var model = new ProductModel(
            "shoe", [Characteristic.Boolean("a", SourceSpan.None)], [new Rule("r", formula, "", span)]);

        var result = ModelWriter.Write(model, null, ModelFormat.Uvl);

        Assert.Null(result.Text);
        Assert.Equal(("CW0005", span), (result.Diagnostics[0].Code, result.Diagnostics[0].Span));
    }

    [Fact]
    public void A_text_that_would_explode_is_refused()
    {
        Formula formula = new Formula.Is(new CharacteristicIndex(0), [1]);
        for (var i = 0; i < 14; i++)
        {
            formula = new Formula.Iff(formula, formula);
        }

        var term = new Term.Where(formula, new Term.Constant(2));
        var comparison = new Formula.Comparison(term, Comparator.Less, new Term.Constant(1));
        var model = new ProductModel(
            "shoe", [Characteristic.Boolean("a", SourceSpan.None)], [new Rule("r", comparison, "", SourceSpan.None)]);

        var result = ModelWriter.Write(
            model, null, ModelFormat.Uvl, new ReadLimits { CharactersMax = 100_000 });

        Assert.Equal("CW0005", Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Preferences_are_left_out_with_a_warning()
    {
        var preference = new Preference("p", new Formula.Constant(true), 1, "", SourceSpan.None);
        var model = new ProductModel("shoe", [Characteristic.Boolean("a", SourceSpan.None)], [], [preference]);

        var result = ModelWriter.Write(model, null, ModelFormat.Uvl);

        Assert.True(result.IsValid);
        Assert.Equal("CW0006", Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Numbers_and_messages_of_the_author_stay_in_the_text()
    {
        var value = CharacteristicValue.Named("big") with
        {
            Attributes = ImmutableSortedDictionary<string, long>.Empty.Add("price", 12).Add("size.width", -3),
        };
        var index = new CharacteristicIndex(0);
        var total = new Term.Of(index, [0, 12]);
        var comparison = new Formula.Comparison(total, Comparator.LessOrEqual, new Term.Constant(10));
        var size = new Characteristic(
            "bag size", CharacteristicKind.Optional, [CharacteristicValue.Named("none"), value], default);
        var model = new ProductModel("bag", [size], [new Rule("r", comparison, "too dear", default)]);

        Assert.Equal("""
            features
            	bag {abstract}
            		mandatory
            			"bag size" {abstract}
            				alternative
            					"bag size = none"
            					"bag size = big" {price 12, size {width -3}}

            constraints
            	// too dear
            	sum("bag size", price) <= 10

            """.ReplaceLineEndings("\n"), Write(model, null));
    }

    /// <summary>The features that a configuration of the first model selects.</summary>
    private static int[] Translated(ProductModel from, ProductModel to, int[] values)
    {
        var selected = from.Characteristics.SelectMany((characteristic, i) =>
            characteristic.Kind == CharacteristicKind.Boolean
                ? values[i] == 1 ? [characteristic.Name] : Array.Empty<string>()
                : [characteristic.Name, $"{characteristic.Name} = {characteristic.Values[values[i]].Name}"])
            .Append(to.Characteristics[0].Name).ToHashSet();
        Assert.Equal(selected.Count, to.Characteristics.Count(c => selected.Contains(c.Name)));
        return [.. to.Characteristics.Select(c => selected.Contains(c.Name) ? 1 : 0)];
    }

    private static string Write(ProductModel model, FeatureModel? features)
    {
        var result = ModelWriter.Write(model, features, ModelFormat.Uvl);
        Assert.True(result.IsValid, string.Join('\n', result.Diagnostics));
        return result.Text!;
    }

    private static ProductModel Read(string text)
    {
        var result = ModelReader.Read(text, "written.uvl", ModelFormat.Uvl);
        Assert.True(result.IsValid, string.Join('\n', result.Diagnostics) + "\n" + text);
        return result.Model!;
    }

    private static CompiledModel Compile(ProductModel model) =>
        ModelCompiler.Compile(model, CompilationLimits.Default, null, CancellationToken.None).Compiled!;

    private static BigInteger Count(ProductModel model) =>
        new DiagramConfigurator(Compile(model)).Count(Selection.Empty(model))!.Value;
}
