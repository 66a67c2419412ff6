using Customization.Kernel.Compilation;
using Customization.Kernel.Formats;
using Customization.Kernel.Model;

namespace Customization.Benchmarks.Models;

/// <summary>The models that benchmarks run on, by name.</summary>
internal static class BenchmarkModels
{
    private static readonly Dictionary<string, Func<ProductModel>> Generated = new()
    {
        ["options-100"] = () => GeneratedModels.Options(100),
        ["options-400"] = () => GeneratedModels.Options(400),
        ["options-1600"] = () => GeneratedModels.Options(1_600),
        ["features-250"] = () => GeneratedModels.Features(250),
        ["features-1000"] = () => GeneratedModels.Features(1_000),
        ["features-4000"] = () => GeneratedModels.Features(4_000),
        ["mix-20"] = () => GeneratedModels.Mix(20),
        ["mix-80"] = () => GeneratedModels.Mix(80),
    };

    /// <summary>Those that do not compile.</summary>
    private static readonly Dictionary<string, Func<string>> Entangled = new()
    {
        ["entangled-3000"] = () => EntangledFeatures.Dimacs(3_000, 0.6, hubs: 40, seed: 17),
        ["entangled-6000"] = () => EntangledFeatures.Dimacs(6_000, 0.6, hubs: 60, seed: 17),
    };

    /// <summary>Models for the search engine alone.</summary>
    public static IEnumerable<string> EntangledNames => Entangled.Keys;

    /// <summary>The DIMACS text of a model for the search engine.</summary>
    public static string Text(string name) => Entangled[name]();

    /// <summary>Public models that are on this machine, then generated ones.</summary>
    public static IEnumerable<string> Names => [.. PublicModels.Names, .. Generated.Keys];

    /// <summary>The model of a name.</summary>
    public static ProductModel Read(string name) =>
        Generated.TryGetValue(name, out var generate) ? generate()
        : Entangled.TryGetValue(name, out var text) ? ModelReader.Read(text(), name, ModelFormat.Dimacs).Model!
        : PublicModels.Read(name);

    /// <summary>The model of a name, compiled.</summary>
    public static CompiledModel Compile(string name)
    {
        var result = ModelCompiler.Compile(Read(name));
        return result.Compiled ?? throw new InvalidDataException(result.Diagnostics[0].ToString());
    }
}
