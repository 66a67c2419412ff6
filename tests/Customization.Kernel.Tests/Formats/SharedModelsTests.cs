using Customization.Kernel.Formats;
using Customization.Kernel.Model;
using Xunit;

namespace Customization.Kernel.Tests.Formats;

public class SharedModelsTests
{
    [SharedDataTheory]
    [InlineData("android-6.uvl", 179)]
    [InlineData("automotive01.uvl", 2513)]
    [InlineData("bank.uvl", 176)]
    [InlineData("berkeleydb.uvl", 117)]
    [InlineData("busybox.dimacs", 631)]
    [InlineData("decisional.uvl", 142)]
    [InlineData("e-shop.uvl", 173)]
    [InlineData("embtoolkit.uvl", 1179)]
    [InlineData("multicloud.uvl", 107)]
    [InlineData("pc-richmond.uvl", 364)]
    [InlineData("printer.uvl", 172)]
    [InlineData("routefinding.uvl", 103)]
    [InlineData("tankwar.uvl", 144)]
    public void A_feature_model_has_the_published_number_of_features(string file, int features)
    {
        var result = ModelReader.Read(SharedData.Read("feature-models/" + file), file, ModelFormat.Auto);

        Assert.Empty(result.Diagnostics);
        Assert.Equal(features, result.Model!.Characteristics.Length);
        Assert.Equal(features, result.Features!.Features.Length);
    }

    [SharedDataFact]
    public void The_car_has_its_variables_in_order_and_the_absent_value_first()
    {
        var model = ModelReader.Read(
            SharedData.Read("renault-medium/model.xml"), "model.xml", ModelFormat.Auto).Model!;

        Assert.Equal("medium", model.Name);
        Assert.Equal(426, model.LiteralCount);
        Assert.Equal(174, model.Rules.Length);
        Assert.Equal(148, model.Characteristics.Length);
        Assert.Equal(Enumerable.Range(0, 57).Select(i => $"v{i}"), model.Characteristics.Take(57).Select(c => c.Name));
        Assert.Equal(98, model.Characteristics.Count(c => c.Kind == CharacteristicKind.Optional));
        Assert.All(
            model.Characteristics.Where(c => c.Kind == CharacteristicKind.Optional),
            c => Assert.Equal(-1, c.Values[0].Number));
    }

    [SharedDataFact]
    public void Every_sold_car_satisfies_every_rule_of_its_choices()
    {
        var model = ModelReader.Read(
            SharedData.Read("renault-medium/model.xml"), "model.xml", ModelFormat.Auto).Model!;
        var lines = SharedData.Read("renault-medium/sold.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var columns = lines[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(name => model.Find(name)!.Value).ToArray();
        var tables = model.Rules.Select(rule => rule.Formula).OfType<Formula.Table>()
            .Where(table => table.Scope.All(columns.Contains)).ToList();
        var assignment = new int[model.Characteristics.Length];

        Assert.NotEmpty(tables);
        foreach (var line in lines.Skip(1).Take(500))
        {
            var numbers = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < columns.Length; i++)
            {
                assignment[columns[i].Value] = model.Characteristics[columns[i].Value].IndexOf(numbers[i]);
            }

            Assert.All(tables, table => Assert.True(Evaluation.Holds(table, assignment)));
        }
    }
}
