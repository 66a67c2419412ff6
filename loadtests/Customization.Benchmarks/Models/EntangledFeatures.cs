using System.Globalization;
using System.Text;

namespace Customization.Benchmarks.Models;

/// <summary>Large feature models whose requirements reach across the tree, so that no diagram of them is small.
/// </summary>
internal static class EntangledFeatures
{
    /// <summary>A model in DIMACS: a tree with optional and mandatory children, groups and alternatives; then as many
    /// requirements, exclusions and choices between near features as asked for, some with a hub.</summary>
    /// <remarks>One planted configuration satisfies every clause, so that the model is never empty.</remarks>
    /// <param name="constraintShare">Clauses across the tree per feature.</param>
    public static string Dimacs(int features, double constraintShare, int hubs, int seed)
    {
        var random = new Random(seed);
        var parents = Parents(random, features);
        var clauses = Tree(random, parents);
        var planted = Plant(random, parents, clauses);
        clauses.RemoveAll(clause => !Holds(clause, planted));
        var hub = Enumerable.Range(0, hubs).Select(_ => random.Next(2, features + 1)).ToArray();
        for (var i = 0; i < constraintShare * features; i++)
        {
            var clause = Across(random, features, hub);
            if (clause.DistinctBy(Math.Abs).Count() == clause.Length && Holds(clause, planted))
            {
                clauses.Add(clause);
            }
        }

        var text = new StringBuilder("c 1 root\n");
        text.Append(CultureInfo.InvariantCulture, $"p cnf {features} {clauses.Count}\n");
        foreach (var clause in clauses)
        {
            text.AppendJoin(' ', clause).Append(" 0\n");
        }

        return text.ToString();
    }

    private static int[] Parents(Random random, int features)
    {
        var parents = new int[features + 1];
        for (var feature = 2; feature <= features; feature++)
        {
            var parent = random.NextDouble() < 0.8
                ? feature - 1 - (int)(-30 * Math.Log(1 - random.NextDouble()))
                : random.Next(1, Math.Max(2, feature / 4));
            parents[feature] = Math.Clamp(parent, 1, feature - 1);
        }

        return parents;
    }

    private static List<int[]> Tree(Random random, int[] parents)
    {
        var clauses = new List<int[]> { new[] { 1 } };
        foreach (var family in Enumerable.Range(2, parents.Length - 2).GroupBy(feature => parents[feature]))
        {
            var children = family.ToArray();
            random.Shuffle(children);
            for (var i = 0; i < children.Length;)
            {
                var kind = random.NextDouble();
                var size = kind < 0.5 || children.Length - i < 2 ? 1 : random.Next(2, 9);
                var members = children.AsSpan(i, Math.Min(size, children.Length - i)).ToArray();
                i += members.Length;
                clauses.AddRange(members.Select(child => new[] { -child, family.Key }));
                if (members.Length > 1 || random.NextDouble() < 0.15)
                {
                    clauses.Add([-family.Key, .. members]);
                }

                if (kind < 0.8)
                {
                    clauses.AddRange(
                        from a in Enumerable.Range(0, members.Length)
                        from b in Enumerable.Range(0, a)
                        select new[] { -members[a], -members[b] });
                }
            }
        }

        return clauses;
    }

    /// <summary>A random assignment, mended as far as a few rounds go; clauses that it still breaks are left out.
    /// </summary>
    private static bool[] Plant(Random random, int[] parents, List<int[]> clauses)
    {
        const int Rounds = 20;
        var planted = new bool[parents.Length];
        planted[1] = true;
        for (var feature = 2; feature < planted.Length; feature++)
        {
            planted[feature] = planted[parents[feature]] && random.Next(2) == 0;
        }

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var clause in clauses.Where(clause => !Holds(clause, planted)))
            {
                var literal = clause[random.Next(clause.Length)];
                planted[Math.Abs(literal)] = literal > 0;
            }
        }

        return planted;
    }

    private static int[] Across(Random random, int features, int[] hubs)
    {
        var from = random.Next(2, features + 1);
        return random.NextDouble() switch
        {
            < 0.6 => [-from, Near()],
            < 0.75 => [-from, -Near()],
            < 0.92 => [-from, Near(), Near()],
            _ => [-from, -Near(), Near()],
        };

        int Near() => hubs.Length > 0 && random.NextDouble() < 0.4
            ? hubs[random.Next(hubs.Length)]
            : Math.Clamp(from + random.Next(-80, 81), 2, features);
    }

    private static bool Holds(int[] clause, bool[] planted) =>
        clause.Any(literal => planted[Math.Abs(literal)] == literal > 0);
}
