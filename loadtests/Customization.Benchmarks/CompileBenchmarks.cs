using BenchmarkDotNet.Attributes;
using Customization.Benchmarks.Models;
using Customization.Kernel.Compilation;
using Customization.Kernel.Diagram;
using Customization.Kernel.Model;

namespace Customization.Benchmarks;

/// <summary>From a model to its diagram, and from a diagram file back to a model that answers.</summary>
public class CompileBenchmarks
{
    private readonly byte[] _fingerprint = new byte[DiagramFile.FingerprintLength];
    private ProductModel _model = null!;
    private byte[] _file = null!;

    public static IEnumerable<string> Models => BenchmarkModels.Names;

    [ParamsSource(nameof(Models))]
    public string Model { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        _model = BenchmarkModels.Read(Model);
        _file = DiagramFile.Write(BenchmarkModels.Compile(Model).Diagram, _fingerprint);
    }

    [Benchmark]
    public CompilationResult Compile() => ModelCompiler.Compile(_model);

    [Benchmark]
    public CompiledModel? Load() => CompiledModel.Load(_model, _file, _fingerprint, out _);
}
