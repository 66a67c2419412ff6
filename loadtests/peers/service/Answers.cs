using System.Collections.Concurrent;

namespace Peers.Service;

/// <summary>Which values are possible with some choices: exact, one configuration at a time.</summary>
/// <remarks>Every configuration that is found shows all its values to be possible, so that far fewer are looked for
/// than there are values. Checks are pooled: one for each request under way.</remarks>
public sealed class Answers(Model model, Func<ICheck> newCheck)
{
    private readonly ConcurrentBag<ICheck> _checks = [];

    /// <summary>For each question its values: 'c' chosen, 'o' open, 'e' excluded; null where the choices
    /// conflict.</summary>
    /// <param name="choices">Value position per question, -1 for none.</param>
    public string[]? Of(int[] choices)
    {
        var check = _checks.TryTake(out var idle) ? idle : newCheck();
        try
        {
            return Of(check, choices);
        }
        finally
        {
            _checks.Add(check);
        }
    }

    private string[]? Of(ICheck check, int[] choices)
    {
        var possible = model.Questions.Select(question => new char[question.Values.Length]).ToArray();
        if (!See(check.Solve(Assumed(choices, -1)), possible))
        {
            return null;
        }

        for (var q = 0; q < possible.Length; q++)
        {
            var assumed = Assumed(choices, q);
            for (var v = 0; v < possible[q].Length; v++)
            {
                if (possible[q][v] != '\0')
                {
                    continue;
                }

                var found = check.Solve([.. assumed, model.Questions[q].Literals[v]]);
                if (!See(found, possible, choices, q))
                {
                    possible[q][v] = 'e';
                }
            }
        }

        for (var q = 0; q < possible.Length; q++)
        {
            if (choices[q] >= 0)
            {
                possible[q][choices[q]] = 'c';
            }
        }

        return [.. possible.Select(values => new string(values))];
    }

    /// <summary>Marks the values of a configuration. One found without the choice of a question says nothing about the
    /// others: their values are judged together with that choice.</summary>
    private bool See(bool[]? configuration, char[][] possible, int[]? choices = null, int only = -1)
    {
        if (configuration is null)
        {
            return false;
        }

        for (var q = 0; q < possible.Length; q++)
        {
            if (only >= 0 && q != only && choices![only] >= 0)
            {
                continue;
            }

            for (var v = 0; v < possible[q].Length; v++)
            {
                var literal = model.Questions[q].Literals[v];
                if (configuration[Math.Abs(literal)] == literal > 0)
                {
                    possible[q][v] = 'o';
                }
            }
        }

        return true;
    }

    private List<int> Assumed(int[] choices, int without) =>
    [
        .. Enumerable.Range(0, choices.Length).Where(q => q != without && choices[q] >= 0)
            .Select(q => model.Questions[q].Literals[choices[q]]),
    ];
}
