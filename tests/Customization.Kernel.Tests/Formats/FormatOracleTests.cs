using System.Text;
using Customization.Kernel.Formats;
using Customization.Kernel.Language;
using Customization.Kernel.Model;
using Xunit;

namespace Customization.Kernel.Tests.Formats;

/// <summary>What is read means what the format says: random texts, each built together with an oracle that counts its
/// configurations another way.</summary>
public class FormatOracleTests
{
    private const int TextsPerFormat = 400;

    /// <summary>Trees with more are left out: all assignments are tried.</summary>
    private const int FeaturesMax = 11;

    [Fact]
    public void A_random_formula_in_dimacs_has_the_configurations_that_satisfy_its_clauses()
    {
        for (var seed = 0; seed < TextsPerFormat; seed++)
        {
            var random = new Random(seed);
            var variables = random.Next(1, 9);
            var clauses = Enumerable.Range(0, random.Next(12)).Select(_ => Enumerable.Range(0, random.Next(1, 4))
                .Select(_ => random.Next(1, variables + 1) * (random.Next(2) * 2 - 1)).ToArray()).ToArray();
            var text = $"p cnf {variables} {clauses.Length}\n"
                + string.Concat(clauses.Select(clause => string.Join(' ', clause) + " 0\n"));
            var expected = Enumerable.Range(0, 1 << variables).Count(bits => clauses.All(
                clause => clause.Any(literal => (bits >> (Math.Abs(literal) - 1) & 1) == (literal > 0 ? 1 : 0))));

            Assert.True(expected == FormatFiles.Count(Read(text, "random.cnf")), $"seed {seed}, {expected}:\n{text}");
        }
    }

    [Fact]
    public void A_random_tree_in_uvl_has_the_configurations_of_its_groups()
    {
        for (var seed = 0; seed < TextsPerFormat; seed++)
        {
            var tree = new RandomTree(new Random(seed));
            var expected = tree.Write();
            if (tree.Features > FeaturesMax)
            {
                continue;
            }

            var model = Read(tree.Text, "random.uvl");

            Assert.True(expected == FormatFiles.Count(model), $"seed {seed}, {expected}:\n{tree.Text}");
        }
    }

    [Fact]
    public void A_random_table_in_xcsp_has_the_configurations_of_its_rows()
    {
        for (var seed = 0; seed < TextsPerFormat; seed++)
        {
            var random = new Random(seed);
            var rows = Enumerable.Range(0, random.Next(8))
                .Select(_ => (random.Next(-1, 4), random.Next(-1, 4))).ToArray();
            var supports = random.Next(2) == 0;
            var text = "<instance><domain name='a' optional='-1'>0..2 -1</domain><domain name='b'>1 3</domain>"
                + "<variable name='x' domain='a'/><variable name='y' domain='b'/>"
                + $"<relation name='r' arity='2' semantics='{(supports ? "supports" : "conflicts")}'>"
                + string.Join('|', rows.Select(row => $"{row.Item1} {row.Item2}"))
                + "</relation><constraint name='c' scope='x y' reference='r'/></instance>";
            var expected = new[] { 0, 1, 2, -1 }.Sum(x => new[] { 1, 3 }.Count(y => rows.Contains((x, y)) == supports));

            var model = Read(text, "random.xml");

            Assert.Equal(["-1", "0", "1", "2"], model.Characteristics[0].Values.Select(value => value.Name));
            Assert.True(expected == FormatFiles.Count(model), $"seed {seed}, {expected}:\n{text}");
        }
    }

    [Fact]
    public void The_sample_lamp_has_its_configurations() =>
        Assert.Equal(6, FormatFiles.Count(Read(FormatFiles.Sample("lamp.dimacs"), "lamp.dimacs")));

    [Fact]
    public void The_sample_meal_has_its_configurations()
    {
        int[] dishes = [1, 2, 3, 7], wines = [-1, 0, 1], sizes = [0, 1, 2];
        (int, int)[] fits = [(1, -1), (2, 0), (3, 1), (7, 1)];
        var expected = (
            from starter in dishes
            from main in dishes
            from wine in wines
            from plate in sizes
            from glass in sizes
            where fits.Contains((main, wine)) && plate != 2 && Math.Abs(plate - glass) <= 1 && starter != main
                && (starter == 2 || (starter + glass > 2 && glass != 1)) && 2 * plate - glass + main <= 6
            select 1).Count();

        Assert.True(expected > 0);
        Assert.Equal(expected, FormatFiles.Count(Read(FormatFiles.Sample("meal.xml"), "meal.xml")));
    }

    [Fact]
    public void The_sample_bicycle_has_its_configurations()
    {
        var model = Read(FormatFiles.Sample("bicycle.uvl"), "bicycle.uvl");
        var features = model.Characteristics.Select(characteristic => characteristic.Name).ToArray();
        var expected = Enumerable.Range(0, 1 << features.Length).Count(
            bits => IsBicycle(name => (bits >> Array.IndexOf(features, name) & 1) == 1));

        Assert.True(expected > 0);
        Assert.Equal(expected, FormatFiles.Count(model));
    }

    private static bool IsBicycle(Func<string, bool> has)
    {
        int Of(params string[] names) => names.Count(has);
        var price = (has("Frame") ? 300 : 0) + (has("Steel") ? 120 : 0) + (has("Aluminium") ? 180 : 0)
            + (has("Carbon fibre") ? 640.50 : 0) + (has("Derailleur") ? 90 : 0) + (has("Hub") ? 150 : 0)
            + (has("Light") ? 35 : 0) + (has("Basket") ? 20 : 0) + (has("Bag") ? 45 : 0) + (has("Seat") ? 80 : 0);
        return has("Bicycle") && has("Frame") && has("Gears") && Of("Steel", "Aluminium", "Carbon fibre") == 1
            && Of("Derailleur", "Hub") >= 1 && Of("Bell", "Horn") <= 1
            && Of("Basket", "Bag", "Seat") is var bags && (has("Rack") ? bags is 1 or 2 : bags == 0)
            && !has("Carbon fibre") && (!has("Seat") || has("Steel") || has("Aluminium")) && price < 1050.5
            && (has("Basket") ? 20 : 0) + (has("Bag") ? 90 : 0) <= 100;
    }

    [Fact]
    public void Random_constraints_in_xcsp3_have_the_configurations_that_satisfy_them()
    {
        for (var seed = 0; seed < TextsPerFormat; seed++)
        {
            var random = new Random(seed);
            var constraints = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Xcsp3Constraint(random)).ToArray();
            var text = "<instance format='XCSP3'><variables><array id='x' size='[4]'>-1..2</array></variables>"
                + $"<constraints>{string.Concat(constraints.Select(one => one.Text))}</constraints></instance>";
            var expected = Enumerable.Range(0, 256)
                .Select(i => new[] { i % 4 - 1, i / 4 % 4 - 1, i / 16 % 4 - 1, i / 64 - 1 })
                .Count(x => constraints.All(one => one.Holds(x)));

            Assert.True(expected == FormatFiles.Count(Read(text, "random.xml")), $"seed {seed}, {expected}:\n{text}");
        }
    }

    private static (string Text, Func<int[], bool> Holds) Xcsp3Constraint(Random random)
    {
        var (a, b, c, number) = (random.Next(4), random.Next(4), random.Next(4), random.Next(-2, 4));
        switch (random.Next(5))
        {
            case 0:
                var rows = Enumerable.Range(0, random.Next(6)).Select(_ => (
                    First: random.Next(3) == 0 ? (int?)null : random.Next(-2, 3),
                    Second: random.Next(-1, 3))).ToArray();
                var allowed = random.Next(2) == 0;
                var tag = allowed ? "supports" : "conflicts";
                return ($"<extension><list> x[{a}] x[{b}] </list><{tag}>"
                    + string.Concat(rows.Select(row => $"({(row.First is { } first ? first : "*")},{row.Second})"))
                    + $"</{tag}></extension>",
                    x => rows.Any(row => (row.First ?? x[a]) == x[a] && row.Second == x[b]) == allowed);
            case 1:
                return ($"<sum><list> x[] x[{a}] </list><coeffs> 1x4 {number} </coeffs><condition> (ge,x[{b}]) "
                    + "</condition></sum>", x => x.Sum() + number * x[a] >= x[b]);
            case 2:
                return ($"<sum><list> x[{a}] x[{b}] </list><condition> (notin,{number}..2) </condition></sum>",
                    x => x[a] + x[b] < number || x[a] + x[b] > 2);
            case 3:
                return ("<group><intension> or(lt(%0,%1),eq(mod(%2,2),1)) </intension>"
                    + $"<args> x[{a}] add(x[{b}],{number}) x[{c}] </args></group>",
                    x => x[a] < x[b] + number || x[c] % 2 == 1);
            default:
                return ($"<intension> iff(in(x[{a}],set({number},1)),gt(dist(x[{b}],x[{c}]),1)) </intension>",
                    x => (x[a] == number || x[a] == 1) == Math.Abs(x[b] - x[c]) > 1);
        }
    }

    private static ProductModel Read(string text, string fileName)
    {
        var result = ModelReader.Read(text, fileName, ModelFormat.Auto);
        Assert.True(result.IsValid, string.Join('\n', result.Diagnostics) + "\n" + text);
        Assert.DoesNotContain(result.Diagnostics, found => found.Severity == Severity.Error);
        return result.Model!;
    }

    /// <summary>Writes a tree of features and counts its configurations while doing so: a feature has the
    /// product of its groups, a group the sum over the sets of members that it allows.</summary>
    private sealed class RandomTree(Random random)
    {
        private readonly StringBuilder _text = new("features\n");

        public int Features { get; private set; }

        public string Text => _text.ToString();

        public int Write() => WriteFeature(1);

        private int WriteFeature(int indent)
        {
            _text.Append('\t', indent).Append($"F{Features++}\n");
            var count = 1;
            for (var groups = random.Next(indent == 1 ? 1 : 0, 3); groups > 0 && Features < FeaturesMax; groups--)
            {
                count *= WriteGroup(indent + 1);
            }

            return count;
        }

        private int WriteGroup(int indent)
        {
            var members = random.Next(1, 4);
            var min = random.Next(members + 1);
            var max = random.Next(min, members + 1);
            var (keyword, low, high) = random.Next(6) switch
            {
                0 => ("mandatory", members, members),
                1 => ("optional", 0, members),
                2 => ("or", 1, members),
                3 => ("alternative", 1, 1),
                4 => ($"[{min}..*]", min, members),
                _ => ($"[{min}..{max}]", min, max),
            };
            _text.Append('\t', indent).Append(keyword).Append('\n');
            var counts = Enumerable.Range(0, members).Select(_ => WriteFeature(indent + 1)).ToArray();
            return Enumerable.Range(0, 1 << members)
                .Where(set => int.PopCount(set) >= low && int.PopCount(set) <= high)
                .Sum(set => counts.Where((_, member) => (set >> member & 1) == 1).Aggregate(1, (a, b) => a * b));
        }
    }
}
