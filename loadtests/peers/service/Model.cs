using System.Collections.Immutable;
using System.Globalization;

namespace Peers.Service;

/// <summary>A product as clauses, read from DIMACS with names; shares no code with the kernel it is compared with.
/// </summary>
public sealed class Model
{
    private Model(ImmutableArray<Question> questions, ImmutableArray<int[]> clauses, int variables) =>
        (Questions, Clauses, Variables) = (questions, clauses, variables);

    public ImmutableArray<Question> Questions { get; }

    public ImmutableArray<int[]> Clauses { get; }

    public int Variables { get; }

    /// <summary>A characteristic: the literal of each value.</summary>
    public sealed record Question(string Name, ImmutableArray<string> Values, ImmutableArray<int> Literals);

    public static Model Read(string path)
    {
        var questions = new List<(string Name, List<string> Values, List<int> Literals)>();
        var clauses = ImmutableArray.CreateBuilder<int[]>();
        var variables = 0;
        foreach (var line in File.ReadLines(path))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (line.StartsWith("p cnf", StringComparison.Ordinal))
            {
                variables = Number(words[2]);
            }
            else if (line.StartsWith("c ", StringComparison.Ordinal) && words.Length > 2)
            {
                AddName(questions, Number(words[1]), line[(2 + words[1].Length + 1)..]);
            }
            else if (words.Length > 0 && words[^1] == "0")
            {
                clauses.Add([.. words.SkipLast(1).Select(Number)]);
            }
        }

        return new Model(
            [.. questions.Select(q => new Question(q.Name, [.. q.Values], [.. q.Literals]))],
            clauses.ToImmutable(), variables);
    }

    private static void AddName(
        List<(string Name, List<string> Values, List<int> Literals)> questions, int variable, string name)
    {
        var parts = name.Split(" = ");
        if (parts.Length == 1)
        {
            questions.Add((name, ["no", "yes"], [-variable, variable]));
            return;
        }

        if (questions.Count == 0 || questions[^1].Name != parts[0])
        {
            questions.Add((parts[0], [], []));
        }

        questions[^1].Values.Add(parts[1]);
        questions[^1].Literals.Add(variable);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
