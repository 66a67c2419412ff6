using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Customization.Kernel.Compilation;
using Customization.Kernel.Formats;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Customization.Kernel.Tests.Formats;
using Xunit;

namespace Customization.Kernel.Tests.Compilation;

/// <summary>Public models against the answers published with them.</summary>
public class PublishedAnswersTests
{
    /// <summary>File, configurations, core, dead and false-optional features.</summary>
    public static TheoryData<string, string, int, int, int> FeatureModels => new()
    {
        { "android-6.uvl", "353604612014874191462400", 45, 0, 5 },
        { "automotive01.uvl", "52785392198213146702745776989782496142263297641800352587686504281394313169434789"
            + "50493164460261562310215535134411549961261182654628944393235199702191846914047929"
            + "088235490694238744799357173760000000000000000000000", 100, 195, 90 },
        { "bank.uvl", "52582279903621926514707790823424", 17, 0, 0 },
        { "berkeleydb.uvl", "32", 14, 6, 20 },
        { "busybox.dimacs", "7198479511966658662664201017124903561016384296986321603436399889946016053615838417026217"
            + "420656779902196151685935222118400000000000000000000000", 9, 0, 8 },
        { "decisional.uvl", "2751050895375766913110557636480", 13, 0, 0 },
        { "e-shop.uvl", "247496437923840", 50, 0, 0 },
        { "embtoolkit.uvl", "5134555717728405373874099868199035516442186387628134162059302739740605826105226151439263"
            + "334400000", 91, 236, 121 },
        // Published with its number of digits only.
        { "multicloud.uvl", "355490824871113205067", 3, 0, 0 },
        // A sixth of the published DIMACS translation: there "M,2 SSD" has two groups below it that the UVL lacks.
        { "pc-richmond.uvl", "554424990964054425600", 9, 0, 0 },
        { "printer.uvl", "2278241108363321839974600000", 49, 0, 0 },
        { "routefinding.uvl", "1777705574400", 43, 0, 0 },
        { "tankwar.uvl", "4213417192067818800", 8, 0, 0 },
    };

    [SharedDataTheory]
    [MemberData(nameof(FeatureModels))]
    public void A_feature_model_has_its_published_count_and_analysis(
        string file, string count, int core, int dead, int falseOptional)
    {
        var read = ModelReader.Read(SharedData.Read($"feature-models/{file}"), file, ModelFormat.Auto);
        var compiled = ModelCompiler.Compile(read.Model!).Compiled!;
        var configurations = new DiagramConfigurator(compiled).Count(Selection.Empty(compiled.Model));
        Assert.Equal(BigInteger.Parse(count, CultureInfo.InvariantCulture), configurations);
        Assert.Equal(new FeatureAnalysis(core, dead, falseOptional), FeatureAnalysis.Of(compiled, read.Features!));
    }

    [SharedDataFact]
    public void The_car_has_its_published_count() =>
        Assert.Equal(278_744, new DiagramConfigurator(Car()).Count(Selection.Empty(Car().Model)));

    [SharedDataFact]
    public void Replaying_sold_cars_gives_the_published_digest()
    {
        var compiled = Car();
        var lines = SharedData.Read("renault-medium/sold.txt").Split('\n');
        var columns = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(name => compiled.Model.Find(name)!.Value).ToArray();
        var (tracker, digest) = (new SelectionTracker(compiled), new StringBuilder());
        foreach (var line in lines.Skip(1).Take(200))
        {
            var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            tracker.Reset();
            for (var i = 0; i < columns.Length; i++)
            {
                Assert.True(tracker.Choose(columns[i], Value(compiled.Model, columns[i], cells[i])));
                digest.AppendJoin(',', Enumerable.Range(0, compiled.Model.Characteristics.Length)
                    .Select(characteristic => tracker.CountPossible(new CharacteristicIndex(characteristic))));
                digest.Append('\n');
            }
        }

        Assert.Equal(
            "04273c6671ee511b78fe7e56530437a2feeadc78500bfd3da17ed7bb3bf661ca",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(digest.ToString()))));
    }

    private static int Value(ProductModel model, CharacteristicIndex characteristic, string name) =>
        model.Characteristics[characteristic.Value].IndexOf(name);

    private static CompiledModel Car()
    {
        var read = ModelReader.Read(SharedData.Read("renault-medium/model.xml"), "model.xml", ModelFormat.Xcsp);
        return ModelCompiler.Compile(read.Model!).Compiled!;
    }
}
