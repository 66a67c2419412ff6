using System.Globalization;
using System.Text;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Pricing;
using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>Random definitions with nested parts against all trees of instances, listed one by one, and rules written
/// out a second time in C#.</summary>
public class PartPropertyTests
{
    private const int DefinitionsMax = 75;
    private const int ExplodedMax = 12;

    private sealed record Inner(string U);

    private sealed record Outer(string T, int N, bool F, Inner[] Q)
    {
        public int W => T == "a" ? 1 : 2;
    }

    private sealed record Tree(int G, Outer[] P)
    {
        public IEnumerable<(Outer First, Outer Second)> Neighbours => P.Zip(P.Skip(1));

        public IEnumerable<(Outer P, Inner Q)> Inside => P.SelectMany(p => p.Q.Select(q => (p, q)));
    }

    private static readonly (string Text, Func<Tree, bool> Holds)[] Rules =
    [
        ("each p (n <= g)", t => t.P.All(p => p.N <= t.G)),
        ("all p: n <= g or f", t => t.P.All(p => p.N <= t.G || p.F)),
        ("any p (t = a)", t => t.P.Any(p => p.T == "a")),
        ("none p (f)", t => !t.P.Any(p => p.F)),
        ("exactly 1 of p (t = b)", t => t.P.Count(p => p.T == "b") == 1),
        ("at most 1 of p (f and n > 0)", t => t.P.Count(p => p.F && p.N > 0) <= 1),
        ("count(p where t = a) <= g", t => t.P.Count(p => p.T == "a") <= t.G),
        ("count(p where not f) = 1", t => t.P.Count(p => !p.F) == 1),
        ("sum(p.n) <= g", t => t.P.Sum(p => p.N) <= t.G),
        ("sum(2 * n + 1 in p where f) <= 4", t => t.P.Where(p => p.F).Sum(p => (2 * p.N) + 1) <= 4),
        ("sum(p.t.w) >= 3", t => t.P.Sum(p => p.W) >= 3),
        ("sum(w) != 3", t => t.P.Sum(p => p.W) != 3),
        ("sum(w in p where chosen) < 4", t => t.P.Sum(p => p.W) < 4),
        ("each p (sum(w) = n or f)", t => t.P.All(p => p.W == p.N || p.F)),
        ("each p (t = a implies next.t != a)", t => t.Neighbours.All(n => n.First.T != "a" || n.Second.T != "a")),
        ("each p (previous.n <= n)", t => t.Neighbours.All(n => n.First.N <= n.Second.N)),
        ("any p (f and next.f)", t => t.Neighbours.Any(n => n.First.F && n.Second.F)),
        ("count(p where t != previous.t) <= 0", t => t.Neighbours.All(n => n.First.T == n.Second.T)),
        ("sum(next.n - n in p) >= 0", t => t.Neighbours.Sum(n => n.Second.N - n.First.N) >= 0),
        ("each p (first implies t = a)", t => t.P.Take(1).All(p => p.T == "a")),
        ("each p (last implies f)", t => t.P.TakeLast(1).All(p => p.F)),
        ("each p (position >= 2 implies n >= 1)", t => t.P.Skip(1).All(p => p.N >= 1)),
        ("sum(position in p where f) != 2", t => t.P.Select((p, i) => p.F ? i + 1 : 0).Sum() != 2),
        ("each p.q (u = x implies t = a)", t => t.Inside.All(i => i.Q.U != "x" || i.P.T == "a")),
        ("each p (f implies none q (u = y))", t => t.P.All(p => !p.F || p.Q.All(q => q.U != "y"))),
        ("each p (last or any q (u = x))", t => t.P.SkipLast(1).All(p => p.Q.Any(q => q.U == "x"))),
        ("count(p.q) <= 1", t => t.Inside.Count() <= 1),
        ("sum(p.q.count) >= 1", t => t.Inside.Any()),
        ("each p (next.q.count = q.count)", t => t.Neighbours.All(n => n.First.Q.Length == n.Second.Q.Length)),
        ("p[1].t = a", t => t.P.Length >= 1 && t.P[0].T == "a"),
        ("p[2] present implies g >= 1", t => t.P.Length < 2 || t.G >= 1),
        ("p absent or g > 0", t => t.P.Length == 0 || t.G > 0),
        ("p present", t => t.P.Length > 0),
        ("p.count != 1", t => t.P.Length != 1),
        ("any(p[1].q, p[2].f)", t => t.P.Length > 0 && (t.P[0].Q.Length > 0 || (t.P.Length > 1 && t.P[1].F))),
        ("exactly 2 of p", t => t.P.Length == 2),
        ("each p (each p (n <= g))", t => t.P.All(p => p.N <= t.G)),
    ];

    private static readonly (string Text, Func<Tree, int, bool> Holds)[] PartRules =
    [
        ("t = a implies f", (t, i) => t.P[i].T != "a" || t.P[i].F),
        ("n >= 1 or g >= 1", (t, i) => t.P[i].N >= 1 || t.G >= 1),
        ("q.count + n <= 2", (t, i) => t.P[i].Q.Length + t.P[i].N <= 2),
        ("previous.t != t", (t, i) => i == 0 || t.P[i - 1].T != t.P[i].T),
        ("any q (u = x) implies f", (t, i) => t.P[i].Q.All(q => q.U != "x") || t.P[i].F),
        ("count(p where f) <= 1", (t, i) => t.P.Count(p => p.F) <= 1),
        ("sum(w) <= g", (t, i) => t.P[i].W <= t.G),
    ];

    private static readonly (string Text, Func<Tree, Outer, Inner, bool> Holds)[] InnerRules =
    [
        ("u = x implies t = b", (t, p, q) => q.U != "x" || p.T == "b"),
        ("u = y or n = g", (t, p, q) => q.U == "y" || p.N == t.G),
    ];

    [Fact]
    public void Configurations_are_the_trees_that_satisfy_the_rules()
    {
        for (var seed = 1; seed <= DefinitionsMax; seed++)
        {
            var random = new Random(seed);
            var (low, high) = (random.Next(3), random.Next(1, 3));
            (low, high) = (Math.Min(low, high), Math.Max(low, high));
            var (least, drawers) = (random.Next(2), random.Next(1, 3));
            var known = Rules.Where(rule => high >= 2 || !rule.Text.Contains("p[2]", StringComparison.Ordinal))
                .ToList();
            var rules = Enumerable.Range(0, random.Next(1, 4)).Select(_ => known[random.Next(known.Count)]).ToArray();
            var partRules = PartRules.Where(_ => random.Next(5) == 0).ToArray();
            var innerRules = InnerRules.Where(_ => random.Next(4) == 0).ToArray();
            var text = Definition(low, high, least, drawers, [.. rules.Select(rule => rule.Text)],
                [.. partRules.Select(rule => rule.Text)], [.. innerRules.Select(rule => rule.Text)]);
            var trees = Trees(low, high, least, drawers).Where(tree => rules.All(rule => rule.Holds(tree))
                && tree.P.Index().All(p => partRules.All(rule => rule.Holds(tree, p.Index)))
                && tree.Inside.All(i => innerRules.All(rule => rule.Holds(tree, i.P, i.Q)))).ToList();
            Check(seed, text, trees);
        }
    }

    [Fact]
    public void Every_rule_tells_some_trees_from_others()
    {
        var trees = Trees(0, 2, 0, 1).ToList();
        Assert.All(Rules, rule => Assert.InRange(trees.Count(rule.Holds), 1, trees.Count - 1));
    }

    private static void Check(int seed, string text, List<Tree> trees)
    {
        if (trees.Count == 0)
        {
            var impossible = ModelCompiler.Compile(Definitions.Read(text).Model).Diagnostics;
            Assert.Contains(impossible, each => each.Code == "CC0005");
            return;
        }

        var product = Definitions.Publish(text);
        var satisfied = trees.Where(
            tree => Evaluation.Satisfies(product.Model, Configuration(product.Model, tree))).Count();
        var count = product.Configurators.Use(each => each.Count(Selection.Empty(product.Model)));
        Assert.True(satisfied == trees.Count, $"seed {seed}: {satisfied} of {trees.Count} satisfy\n{text}");
        Assert.True(count == trees.Count, $"seed {seed}: {count} instead of {trees.Count}\n{text}");

        foreach (var tree in trees.Where((_, i) => i % Math.Max(1, trees.Count / ExplodedMax) == 0))
        {
            CheckExplosion(seed, product, tree);
        }
    }

    private static void CheckExplosion(int seed, PublishedProduct product, Tree tree)
    {
        var configuration = Configuration(product.Model, tree);
        var work = product.Explode(configuration, Definitions.NoAnswers);
        var expected = new SortedDictionary<string, int>
        {
            ["per-a"] = tree.P.Where(p => p.T == "a").Sum(p => p.N),
            ["per-p"] = tree.P.Length,
            ["per-q"] = tree.Inside.Sum(i => i.P.N + 1),
            ["per-x"] = tree.Inside.Count(i => i.Q.U == "x"),
        };
        Assert.Equal(
            expected.Where(line => line.Value > 0).Select(line => $"{line.Key} {line.Value}"),
            work.Bom.Select(line => $"{line.Component} {line.Quantity}"));
        Assert.Equal(tree.P.Sum(p => 5 + p.N + (p.F ? 1 : 0)), work.Routing.Sum(operation => operation.Minutes));

        var price = product.Price(configuration, Definitions.NoAnswers, product.PriceTables[0], null, "en").Total;
        var cents = 100 * ((7 * tree.P.Length) + (2 * tree.Inside.Count()) + (3 * tree.P.Count(p => p.T == "b")));
        Assert.True(price == new Money(cents, "EUR"), $"seed {seed}: {price} instead of {cents}");
    }

    private static string Definition(
        int low, int high, int least, int drawers, string[] rules, string[] partRules, string[] innerRules)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$$"""
            product: tree
            pricing: {lists: {eur: {currency: EUR, base: 0} } }
            model:
              characteristics:
                g: {kind: quantity, min: 0, max: 2}
              parts:
                p:
                  count: {{{low}}}..{{{high}}}
                  price: 7
                  characteristics:
                    t: {values: {a: {attributes: {w: 1}}, b: {price: 3, attributes: {w: 2} } } }
                    n: {kind: quantity, min: {{{least}}}, max: 2}
                    f: {kind: boolean}
                  bom: [{component: per-p}, {component: per-a, quantity: n, when: t = a}]
                  routing: [{id: make, capability: c, minutes: [5, n, {add: 1, when: f}]}]
                  rules: [{{{Quoted(partRules)}}}]
                  parts:
                    q:
                      count: 0..{{{drawers}}}
                      price: 2
                      characteristics: {u: {values: [x, y]}}
                      bom: [{component: per-q, quantity: n + 1}, {component: per-x, when: u = x}]
                      rules: [{{{Quoted(innerRules)}}}]
              rules: [{{{Quoted(rules)}}}]
            """);
        return text.ToString();
    }

    private static string Quoted(string[] rules) => string.Join(", ", rules.Select(rule => $"\"{rule}\""));

    private static IEnumerable<Tree> Trees(int low, int high, int least, int drawers)
    {
        var inners = Sequences([new Inner("x"), new Inner("y")], 0, drawers).ToList();
        var outers =
            from t in new[] { "a", "b" }
            from n in Enumerable.Range(least, 3 - least)
            from f in new[] { false, true }
            from q in inners
            select new Outer(t, n, f, q);
        return
            from p in Sequences([.. outers], low, high)
            from g in Enumerable.Range(0, 3)
            select new Tree(g, p);
    }

    private static IEnumerable<T[]> Sequences<T>(T[] items, int low, int high)
    {
        IEnumerable<T[]> all = [[]];
        for (var length = 0; length <= high; length++)
        {
            foreach (var one in length >= low ? all : [])
            {
                yield return one;
            }

            all = all.SelectMany(shorter => items.Select(item => shorter.Append(item).ToArray())).ToList();
        }
    }

    /// <summary>The tree as a full configuration: what is not there has its absent value, which is the first.</summary>
    private static int[] Configuration(ProductModel model, Tree tree)
    {
        var choices = new StringBuilder($"g={tree.G} p.count={tree.P.Length}");
        foreach (var (i, p) in tree.P.Index())
        {
            var at = $"p[{i + 1}]";
            choices.Append($" {at}.t={p.T} {at}.n={p.N} {at}.f={(p.F ? "yes" : "no")} {at}.q.count={p.Q.Length}");
            foreach (var (j, q) in p.Q.Index())
            {
                choices.Append($" {at}.q[{j + 1}].u={q.U}");
            }
        }

        return Definitions.Configuration(model, choices.ToString());
    }
}
