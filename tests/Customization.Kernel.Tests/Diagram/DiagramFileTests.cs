using Customization.Kernel.Compilation;
using Customization.Kernel.Diagram;
using Customization.Kernel.Queries;
using Customization.Kernel.Tests.Queries;
using Xunit;

namespace Customization.Kernel.Tests.Diagram;

public class DiagramFileTests
{
    private static readonly byte[] Fingerprint = [.. Enumerable.Range(0, DiagramFile.FingerprintLength).Select(i => (byte)i)];

    [Fact]
    public void A_diagram_survives_the_round_trip()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var compiled = ModelCompiler.Compile(RandomModels.Create(seed)).Compiled!;
            var file = DiagramFile.Write(compiled.Diagram, Fingerprint);
            var loaded = CompiledModel.Load(compiled.Model, file, Fingerprint, out var problem);
            Assert.Equal("", problem);
            var nothing = Selection.Empty(compiled.Model);
            Assert.Equal(new DiagramConfigurator(compiled).CountPerLiteral(nothing), new DiagramConfigurator(loaded!).CountPerLiteral(nothing));
            Assert.Equal(file, DiagramFile.Write(loaded!.Diagram, Fingerprint));
        }
    }

    [Fact]
    public void Any_changed_byte_is_refused()
    {
        var file = DiagramFile.Write(ModelCompiler.Compile(RandomModels.Create(3)).Compiled!.Diagram, Fingerprint);
        for (var i = 0; i < file.Length; i++)
        {
            var damaged = (byte[])file.Clone();
            damaged[i] ^= 0x10;
            Assert.False(DiagramFile.TryRead(damaged, Fingerprint, out _, out var problem));
            Assert.NotEqual("", problem);
        }
    }

    [Fact]
    public void Any_truncation_is_refused()
    {
        var file = DiagramFile.Write(ModelCompiler.Compile(RandomModels.Create(3)).Compiled!.Diagram, Fingerprint);
        for (var length = 0; length < file.Length; length++)
        {
            Assert.False(DiagramFile.TryRead(file.AsSpan(0, length), Fingerprint, out _, out _));
        }
    }

    [Fact]
    public void A_well_sealed_file_of_nonsense_is_refused()
    {
        var random = new Random(5);
        for (var i = 0; i < 2_000; i++)
        {
            var file = DiagramFile.Write(ModelCompiler.Compile(RandomModels.Create(i % 50)).Compiled!.Diagram, Fingerprint);
            var at = random.Next(40, file.Length - 32);
            file[at] = (byte)random.Next(256);
            System.Security.Cryptography.SHA256.HashData(file.AsSpan(0, file.Length - 32), file.AsSpan(file.Length - 32));
            if (DiagramFile.TryRead(file, Fingerprint, out var diagram, out _))
            {
                // Accepted bytes must at least be safe to run on.
                new DiagramFold<bool, Possibility>(diagram!).Up(new bool[diagram!.LiteralCount]);
            }
        }
    }

    [Fact]
    public void A_file_of_another_model_is_refused()
    {
        var file = DiagramFile.Write(ModelCompiler.Compile(RandomModels.Create(3)).Compiled!.Diagram, Fingerprint);
        Assert.False(DiagramFile.TryRead(file, new byte[DiagramFile.FingerprintLength], out _, out var problem));
        Assert.Equal("the diagram file belongs to another model", problem);
    }
}
