using System.CommandLine;
using System.Globalization;
using System.Numerics;
using Customization.Kernel.Compilation;
using Customization.Kernel.Formats;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Cli.Model;

/// <summary><c>customization model check</c>: compiles a model and says what it allows. On the search engine the count
/// is null: unknown.</summary>
internal static class ModelCheck
{
    public static Command Create()
    {
        var (file, format) = (ModelFile.File(), ModelFile.Format());
        var (timeLimit, nodeLimit) = (ModelFile.TimeLimit(), ModelFile.NodeLimit());
        var (engine, json) = (ModelFile.Engine(), CommandLine.Json());
        var command = new Command("check", "Count the configurations; list forced and dead values.")
        {
            file, format, timeLimit, nodeLimit, engine, json,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(file)!, parsed.GetValue(format), parsed.GetValue(timeLimit), parsed.GetValue(nodeLimit),
            parsed.GetValue(engine), parsed.GetValue(json)));
        return command;
    }

    private static int Run(
        string path, ModelFormat format, double timeLimit, int nodeLimit, EngineChoice engine, bool asJson)
    {
        var read = ModelFile.Read(path, format);
        var (compiled, milliseconds) = ModelFile.Compile(read.Model!, timeLimit, nodeLimit, engine);
        var configurator = Configurator.For(compiled);
        var nothing = Selection.Empty(compiled.Model);
        var count = configurator.Count(nothing);
        var possible = configurator.PossibleValues(nothing);
        CommandLine.Print(Answer(compiled, read.Features, count, possible, milliseconds), asJson);
        return count == BigInteger.Zero ? CommandLine.No : CommandLine.Ok;
    }

    private static object Answer(
        CompiledModel compiled, FeatureModel? features, BigInteger? count, LiteralSet possible, double milliseconds)
    {
        var model = compiled.Model;
        var diagram = compiled.Engine == ConfigurationEngine.Diagram ? compiled.Diagram : null;
        var answer = new Dictionary<string, object?>
        {
            ["characteristics"] = model.Characteristics.Length,
            ["values"] = model.LiteralCount,
            ["rules"] = model.Rules.Length,
            ["engine"] = diagram is null ? "search" : "diagram",
            ["count"] = count?.ToString(CultureInfo.InvariantCulture),
            ["log10Count"] = count is not { } known ? null
                : known.IsZero ? 0 : Math.Round(BigInteger.Log10(known), 6),
            ["nodes"] = diagram?.NodeCount,
            ["edges"] = diagram?.EdgeCount,
            ["compileMs"] = Math.Round(milliseconds, 3),
            ["forced"] = Forced(model, possible).ToArray(),
            ["dead"] = Dead(model, possible).ToArray(),
        };
        if (features is not null)
        {
            var analysis = FeatureAnalysis.Of(compiled, features);
            answer["core"] = analysis.Core;
            answer["deadFeatures"] = analysis.Dead;
            answer["falseOptional"] = analysis.FalseOptional;
        }

        return answer;
    }

    private static IEnumerable<string> Forced(ProductModel model, LiteralSet possible)
    {
        for (var i = 0; i < model.Characteristics.Length; i++)
        {
            var characteristic = new CharacteristicIndex(i);
            if (model.Characteristics[i].Values.Length > 1 && possible.CountOf(characteristic) == 1)
            {
                var value = Enumerable.Range(0, model.Characteristics[i].Values.Length)
                    .First(value => possible.Contains(characteristic, value));
                yield return Name(model, characteristic, value);
            }
        }
    }

    private static IEnumerable<string> Dead(ProductModel model, LiteralSet possible)
    {
        for (var literal = 0; literal < model.LiteralCount; literal++)
        {
            if (!possible.Contains(literal))
            {
                yield return Name(model, model.CharacteristicOf(literal), model.ValueOf(literal));
            }
        }
    }

    private static string Name(ProductModel model, CharacteristicIndex characteristic, int value)
    {
        var definition = model.Characteristics[characteristic.Value];
        return $"{definition.Name}={definition.Values[value].Name}";
    }
}
