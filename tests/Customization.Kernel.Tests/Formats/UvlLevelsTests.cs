using System.Numerics;
using System.Text;
using Customization.Kernel.Compilation;
using Customization.Kernel.Formats;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Kernel.Tests.Formats;

/// <summary>Random trees with values and instances, each counted while it is written, in every format.</summary>
public class UvlLevelsTests
{
    private const int TreesCount = 300;

    [Fact]
    public void A_random_tree_with_values_and_instances_has_its_configurations()
    {
        for (var seed = 0; seed < TreesCount; seed++)
        {
            var tree = new RandomTree(new Random(seed));
            var expected = tree.Write();
            var first = Read(tree.Text, ModelFormat.Uvl);

            Assert.True(expected == Count(first.Model!), $"seed {seed}, {expected}:\n{tree.Text}");
            foreach (var format in new[] { ModelFormat.Uvl, ModelFormat.Dimacs })
            {
                var written = ModelWriter.Write(first.Model!, first.Features, format);
                Assert.True(written.IsValid, string.Join('\n', written.Diagnostics));
                var second = Read(written.Text!, format);
                Assert.True(expected == Count(second.Model!), $"seed {seed}, {expected}:\n{written.Text}");
            }
        }
    }

    [Fact]
    public void The_sample_workshop_has_its_configurations()
    {
        string[] tops = ["oak", "beech", "steel"], colours = ["", "red", "blue", "other"];
        decimal[] heights = [0, 0.8m, 0.9m, 1.0m];
        int[] areas = [8, 12, 16, 20];
        var benches = tops.SelectMany(top => new[] { (top, vice: false), (top, vice: true) })
            .Where(bench => !bench.vice || bench.top != "steel").ToArray();

        var expected = 0;
        foreach (var area in areas)
        {
            for (var count = 1; count <= 3; count++)
            {
                for (var code = 0; code < (int)Math.Pow(benches.Length, count); code++)
                {
                    var chosen = Enumerable.Range(0, count)
                        .Select(i => benches[code / (int)Math.Pow(benches.Length, i) % benches.Length]).ToArray();
                    var vices = chosen.Count(bench => bench.vice);
                    var mean = ((90m * count) + (40m * vices)) / (count + vices);
                    expected += colours.Sum(colour => heights.Count(height =>
                        2.5m * count * 3 <= area && (colour is not ("red" or "blue") || vices > 0)
                        && ((height >= 0.9m && colour != "") || height == 0) && (mean < 80 || vices == 0)));
                }
            }
        }

        var model = Read(FormatFiles.Sample("workshop.uvl"), ModelFormat.Uvl).Model!;

        Assert.True(expected > 0);
        Assert.Equal(expected, Count(model));
    }

    private static ReadResult Read(string text, ModelFormat format)
    {
        var result = ModelReader.Read(text, "random", format);
        Assert.True(result.IsValid && result.Diagnostics.IsEmpty, string.Join('\n', result.Diagnostics) + "\n" + text);
        return result;
    }

    private static BigInteger Count(ProductModel model) => new DiagramConfigurator(
        ModelCompiler.Compile(model, CompilationLimits.Default, null, CancellationToken.None).Compiled!)
        .Count(Selection.Empty(model))!.Value;

    /// <summary>A feature has the product of its values and groups; one with instances the sum over their numbers; a
    /// group the sum over the sets of members that it allows.</summary>
    private sealed class RandomTree(Random random)
    {
        private readonly StringBuilder _text = new("features\n");
        private int _features;

        public string Text => _text.ToString();

        public BigInteger Write() => WriteFeature(1, "root");

        /// <summary>Ways in which the feature is selected.</summary>
        private BigInteger WriteFeature(int indent, string group)
        {
            var kind = random.Next(5);
            var name = $"F{_features++}";
            var (type, values, ways) = kind switch
            {
                0 => ("Integer ", " {min -1, max 2}", 4),
                1 => ("Real ", " {min 0.5, max 1, step 0.25}", 3),
                2 => ("String ", " {values ['a', 'none']}", 2),
                _ => ("", "", 1),
            };
            var isMany = group != "root" && indent < 6 && random.Next(4) == 0;
            var (min, max) = (random.Next(3), random.Next(2, 4));
            var cardinality = isMany ? $" cardinality [{min}..{max}]" : "";
            _text.Append('\t', indent).Append($"{type}{name}{cardinality}{values}\n");
            BigInteger one = ways;
            for (var groups = random.Next(indent == 1 ? 1 : 0, 3); groups > 0 && _features < 8; groups--)
            {
                one *= WriteGroup(indent + 1);
            }

            if (!isMany)
            {
                return one;
            }

            var least = group == "mandatory" ? min : Math.Max(min, 1);
            return Enumerable.Range(least, max - least + 1).Aggregate(
                BigInteger.Zero, (total, count) => total + BigInteger.Pow(one, count));
        }

        private BigInteger WriteGroup(int indent)
        {
            var members = random.Next(1, 3);
            var (keyword, low, high) = random.Next(4) switch
            {
                0 => ("mandatory", members, members),
                1 => ("optional", 0, members),
                2 => ("or", 1, members),
                _ => ("alternative", 1, 1),
            };
            _text.Append('\t', indent).Append(keyword).Append('\n');
            var counts = Enumerable.Range(0, members).Select(_ => WriteFeature(indent + 1, keyword)).ToArray();
            return Enumerable.Range(0, 1 << members)
                .Where(set => int.PopCount(set) >= low && int.PopCount(set) <= high)
                .Aggregate(BigInteger.Zero, (total, set) => total + counts.Where((_, i) => (set >> i & 1) == 1)
                    .Aggregate(BigInteger.One, (a, b) => a * b));
        }
    }
}
