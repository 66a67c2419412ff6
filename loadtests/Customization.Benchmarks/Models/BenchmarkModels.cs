using Customization.Kernel.Compilation;
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

    /// <summary>Public models that are on this machine, then generated ones.</summary>
    public static IEnumerable<string> Names => [.. PublicModels.Names, .. Generated.Keys];

    /// <summary>The model of a name.</summary>
    public static ProductModel Read(string name) =>
        Generated.TryGetValue(name, out var generate) ? generate() : PublicModels.Read(name);

    /// <summary>The model of a name, compiled.</summary>
    public static CompiledModel Compile(string name)
    {
        var result = ModelCompiler.Compile(Read(name));
        return result.Compiled ?? throw new InvalidDataException(result.Diagnostics[0].ToString());
    }
}
