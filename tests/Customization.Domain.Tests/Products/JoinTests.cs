using System.Globalization;
using System.Text;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>Attributes joined by value and conditional sums, from the YAML to the number of configurations.</summary>
public class JoinTests
{
    private const string Pc =
        """
        product: pc
        pricing: {lists: {eur: {currency: EUR, base: 0}}}
        model:
          characteristics:
            cpu:
              values:
                a: {attributes: {socket: AM5, watts: 65}}
                b: {attributes: {socket: AM4, watts: 95}}
                c: {attributes: {socket: AM5, watts: 120}}
            board: {values: {x: {attributes: {socket: AM5}}, y: {attributes: {socket: AM4}}, z: {}}}
            gpu: {kind: optional, values: {g1: {attributes: {watts: 100}}, g2: {attributes: {watts: 200}}}}
            psu: {values: {small: {attributes: {capacity: 200}}, large: {attributes: {capacity: 300}}}}
            fan: {kind: boolean, values: {yes: {attributes: {watts: 10}}}}
            extras: {kind: multi, values: {led: {attributes: {watts: 5}}, wifi: {attributes: {watts: 3}}}}
          rules: ["RULE"]
        """;

    private sealed record Choice(string Cpu, string Board, string Gpu, string Psu, bool Fan, bool Led, bool Wifi)
    {
        public int CpuWatts => Cpu switch { "a" => 65, "b" => 95, _ => 120 };

        public int GpuWatts => Gpu switch { "g1" => 100, "g2" => 200, _ => 0 };

        public int Extras => (Led ? 5 : 0) + (Wifi ? 3 : 0);

        public int Watts => CpuWatts + GpuWatts + (Fan ? 10 : 0) + Extras;

        public int Capacity => Psu == "small" ? 200 : 300;

        public bool Fits => Board == (Cpu == "b" ? "y" : "x");
    }

    private static readonly (string Rule, Func<Choice, bool> Holds)[] Rules =
    [
        ("cpu.socket = board.socket", c => c.Fits),
        ("cpu.socket != board.socket", c => !c.Fits),
        ("fan implies cpu.socket = board.socket", c => !c.Fan || c.Fits),
        ("table (cpu.socket, board.socket): (AM5, AM5) (AM4, AM4)", c => c.Fits),
        ("forbid table (cpu.socket, board): (AM5, x | z) (AM4, z)", c => !(c.Board == "z" || (c.Fits && c.Cpu != "b"))),
        ("table (cpu.socket, cpu.watts, gpu): (AM5, 120, *) (AM4, *, none | g1)",
            c => c.Cpu == "c" || (c.Cpu == "b" && c.Gpu != "g2")),
        ("sum(watts) <= psu.capacity", c => c.Watts <= c.Capacity),
        ("sum(watts where chosen) <= psu.capacity", c => c.Watts <= c.Capacity),
        ("sum(watts where fan) <= 150", c => !c.Fan || c.Watts <= 150),
        ("sum(watts where gpu = g2) <= psu.capacity", c => c.Gpu != "g2" || c.Watts <= c.Capacity),
        ("sum(watts where chosen and fan) > 200", c => c.Fan && c.Watts > 200),
        ("sum(watts in extras) <= 5", c => c.Extras <= 5),
        ("sum(watts) in extras = 8", c => c.Extras == 8),
        ("sum(watts in extras where gpu present) < 8", c => c.Gpu == "none" || c.Extras < 8),
        ("sum(cpu.watts, 2 * gpu.watts where gpu != g2) <= 265",
            c => c.Gpu == "g2" || c.CpuWatts + (2 * c.GpuWatts) <= 265),
        ("sum(1 where gpu present) + count(extras) <= 1",
            c => (c.Gpu == "none" ? 0 : 1) + (c.Led ? 1 : 0) + (c.Wifi ? 1 : 0) <= 1),
        ("psu.capacity - sum(watts where not fan) >= 150", c => c.Capacity - (c.Fan ? 0 : c.Watts) >= 150),
    ];

    [Fact]
    public void Every_form_leaves_the_configurations_that_it_says()
    {
        var all =
            from cpu in new[] { "a", "b", "c" }
            from board in new[] { "x", "y", "z" }
            from gpu in new[] { "none", "g1", "g2" }
            from psu in new[] { "small", "large" }
            from bits in Enumerable.Range(0, 8)
            select new Choice(cpu, board, gpu, psu, (bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0);
        Assert.All(Rules, rule =>
        {
            var expected = all.Count(rule.Holds);
            Assert.InRange(expected, 1, 3 * 3 * 3 * 2 * 8 - 1);
            Assert.Equal(expected, Count(Pc.Replace("RULE", rule.Rule, StringComparison.Ordinal)));
        });
    }

    /// <summary>The diagram holds a few references per value, not one per pair: 200 values on each side, 20 sockets.
    /// </summary>
    [Theory]
    [InlineData("cpu.socket = board.socket")]
    [InlineData("table (cpu.socket, board.socket): ROWS")]
    [InlineData("cpu.slots <= board.slots")]
    public void A_join_of_hundreds_of_values_is_compact(string rule)
    {
        const int Values = 200, Sockets = 20;
        var rows = string.Join(' ', Enumerable.Range(0, Sockets).Select(s => $"(S{s}, S{s})"));
        var text = new StringBuilder("product: join\npricing: {lists: {eur: {currency: EUR, base: 0}}}\nmodel:\n");
        text.Append("  characteristics:\n");
        foreach (var side in new[] { "cpu", "board" })
        {
            text.Append(CultureInfo.InvariantCulture, $"    {side}:\n      values:\n");
            for (var i = 0; i < Values; i++)
            {
                var socket = i * 7 % Sockets;
                text.Append(CultureInfo.InvariantCulture,
                    $"        {side}{i}: {{attributes: {{socket: S{socket}, slots: {socket}}}}}\n");
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"  rules: [\"{rule}\"]\n").Replace("ROWS", rows);
        var product = Definitions.Publish(text.ToString());

        Assert.InRange(product.Compiled.Diagram.NodeCount, 1, 2 * Sockets);
        const int Each = Values / Sockets;
        var pairs = rule.Contains("<=", StringComparison.Ordinal) ? Sockets * (Sockets + 1) / 2 : Sockets;
        Assert.Equal(
            pairs * Each * Each, (int)product.Configurators.Use(c => c.Count(Selection.Empty(product.Model))!.Value));
    }

    private static int Count(string text)
    {
        var product = Definitions.Publish(text);
        return (int)product.Configurators.Use(each => each.Count(Selection.Empty(product.Model))!.Value);
    }
}
