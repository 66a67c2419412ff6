using System.Security.Cryptography;
using System.Text;
using Customization.Benchmarks.Models;
using Customization.Kernel.Compilation;
using Customization.Kernel.Formats;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Customization.Kernel.Tests.Compilation;
using Customization.Kernel.Tests.Formats;
using Xunit;

namespace Customization.Kernel.Tests.Satisfiability;

/// <summary>The search engine on public models, against published answers and the diagram; and on one that no diagram
/// holds.</summary>
public class SearchOnModelsTests
{
    [SharedDataTheory]
    [MemberData(nameof(PublishedAnswersTests.FeatureModels), MemberType = typeof(PublishedAnswersTests))]
    public void A_feature_model_has_its_published_analysis_without_being_compiled(
        string file, string count, int core, int dead, int falseOptional)
    {
        Assert.NotEmpty(count);
        var read = ModelReader.Read(SharedData.Read($"feature-models/{file}"), file, ModelFormat.Auto);
        var searched = CompiledModel.ForSearch(read.Model!).Compiled!;
        Assert.Equal(new FeatureAnalysis(core, dead, falseOptional), FeatureAnalysis.Of(searched, read.Features!));
        Assert.Null(Configurator.For(searched).Count(Selection.Empty(read.Model!)));
    }

    [SharedDataTheory]
    [InlineData("busybox.dimacs")]
    [InlineData("embtoolkit.uvl")]
    [InlineData("pc-richmond.uvl")]
    [InlineData("tankwar.uvl")]
    public void Both_engines_answer_alike_along_random_clicks(string file)
    {
        const int Clicks = 25;
        var model = ModelReader.Read(SharedData.Read($"feature-models/{file}"), file, ModelFormat.Auto).Model!;
        var search = Configurator.For(CompiledModel.ForSearch(model).Compiled!);
        var diagram = Configurator.For(ModelCompiler.Compile(model).Compiled!);
        long[] prices = [.. Enumerable.Range(0, model.LiteralCount).Select(literal => literal % 7L)];
        var (expected, found, least) =
            (new int[model.LiteralCount], new int[model.LiteralCount], new long[model.LiteralCount]);
        var (random, selection) = (new Random(3), Selection.Empty(model));
        for (var click = 0; click < Clicks; click++)
        {
            selection = Click(search, selection, random) ?? selection;
            diagram.Answer(selection, prices, expected, least);
            search.Answer(selection, prices, found, least);
            Assert.Equal(expected.Select(k => k is 0 or Configurator.Never ? k : Configurator.Some), found);
            var excluded = Array.FindIndex(
                expected, random.Next(expected.Length), k => k is > 0 and < Configurator.Some);
            if (excluded >= 0)
            {
                var (characteristic, value) = (model.CharacteristicOf(excluded), model.ValueOf(excluded));
                var repair = search.Repair(selection, characteristic, value, new long[prices.Length])!;
                Assert.Equal(expected[excluded], repair.Changed.Length);
                Assert.True(Evaluation.Satisfies(model, repair.Completion.Values.AsSpan()));
            }
        }
    }

    [SharedDataFact]
    public void Replaying_sold_cars_by_search_gives_the_published_digest()
    {
        var model = ModelReader.Read(SharedData.Read("renault-medium/model.xml"), "model.xml", ModelFormat.Xcsp).Model!;
        var configurator = Configurator.For(CompiledModel.ForSearch(model).Compiled!);
        var lines = SharedData.Read("renault-medium/sold.txt").Split('\n');
        var columns = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(name => model.Find(name)!.Value).ToArray();
        var digest = new StringBuilder();
        foreach (var line in lines.Skip(1).Take(200))
        {
            var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var selection = Selection.Empty(model);
            for (var i = 0; i < columns.Length; i++)
            {
                selection = selection.With(columns[i], model.Characteristics[columns[i].Value].IndexOf(cells[i]));
                var possible = configurator.PossibleValues(selection);
                digest.AppendJoin(',', Enumerable.Range(0, model.Characteristics.Length)
                    .Select(characteristic => possible.CountOf(new CharacteristicIndex(characteristic))));
                digest.Append('\n');
            }
        }

        Assert.Equal(
            "04273c6671ee511b78fe7e56530437a2feeadc78500bfd3da17ed7bb3bf661ca",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(digest.ToString()))));
    }

    [Fact]
    public void Six_thousand_entangled_features_are_configured_without_a_dead_end()
    {
        const int Clicks = 60;
        var text = EntangledFeatures.Dimacs(6_000, 0.6, hubs: 60, seed: 17);
        var model = ModelReader.Read(text, "entangled.dimacs", ModelFormat.Dimacs).Model!;
        var configurator = Configurator.For(CompiledModel.ForSearch(model).Compiled!);
        var (random, selection) = (new Random(4), Selection.Empty(model));
        for (var click = 0; click < Clicks; click++)
        {
            selection = Click(configurator, selection, random)!;
        }

        var full = configurator.Cheapest(selection, new long[model.LiteralCount])!;
        Assert.True(Evaluation.Satisfies(model, full.Values.AsSpan()));
        Assert.All(selection.Choices, choice => Assert.Equal(choice.Value, full.Values[choice.Characteristic.Value]));
    }

    /// <summary>Chooses an open value of an open characteristic; null where there is none.</summary>
    private static Selection? Click(Configurator configurator, Selection selection, Random random)
    {
        var possible = configurator.PossibleValues(selection);
        var model = configurator.Compiled.Model;
        var open = Enumerable.Range(0, model.LiteralCount).Where(literal => possible.Contains(literal)
            && possible.CountOf(model.CharacteristicOf(literal)) > 1).ToArray();
        Assert.True(possible.Count > 0);
        if (open.Length == 0)
        {
            return null;
        }

        var chosen = open[random.Next(open.Length)];
        return selection.With(model.CharacteristicOf(chosen), model.ValueOf(chosen));
    }
}
