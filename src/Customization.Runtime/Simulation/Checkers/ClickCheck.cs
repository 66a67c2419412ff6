using Customization.Domain.Sessions;
using Customization.Runtime.Simulation.Goods;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>Holds what a session answers against every configuration that there is, written out one by one.</summary>
internal sealed class ClickCheck(World world)
{
    private const long PostPrice = 300;
    private const int Never = int.MaxValue;

    private Verdict Verdict => world.Verdict;

    /// <summary>A session answered.</summary>
    /// <param name="before">The view before, where nothing can have come in between; otherwise null.</param>
    public void Answered(SessionView? before, SessionCommand command, Request request)
    {
        switch (request.Reply)
        {
            case SessionView view when world.Checks.Versions.Find(view) is { } product:
                CheckView(view, product);
                CheckStep(before, command, view, product);
                break;
            case SessionView view:
                Verdict.Fail(
                    "versions", $"{view.Id} is on {view.Product} {view.ProductVersion}, which is not published");
                break;
            case SessionRejection.ValueExcluded refused when before is not null:
                CheckRefusal(before, refused.Explanation);
                break;
            case SessionExplanation explained when before is not null:
                CheckRefusal(before, explained);
                break;
        }
    }

    private void CheckView(SessionView view, SimulatedProduct product)
    {
        var choices = view.Choices.ToArray();
        var now = Cheapest(product, choices);
        Verdict.Require(now < long.MaxValue, "kernel", $"{view.Id} has {Name(choices)}, which nothing completes");
        Verdict.Require(
            Satisfies(product, view.Answer.Completion.ToArray(), choices)
            && product.Price(view.Answer.Completion.ToArray()) == now,
            "kernel", $"{view.Id} with {Name(choices)} completes to {Name([.. view.Answer.Completion])}");
        Verdict.Require(
            view.Price.Total.Minor == now + PostPrice, "price",
            $"{view.Id} with {Name(choices)} costs {view.Price.Total}, by the price list {now + PostPrice}");
        var literal = 0;
        for (var c = 0; c < product.Questions.Length; c++)
        {
            for (var value = 0; value < product.Questions[c].Values.Length; value++, literal++)
            {
                var (changes, price) = Reach(product, choices, c, value);
                var delta = changes == Never ? 0 : price - now;
                Verdict.Require(
                    view.Answer.Changes[literal] == changes && view.Answer.PriceDelta[literal] == delta
                    && IsStatus(view.Answer.Statuses[literal], changes, choices[c] == value),
                    "kernel", $"{view.Id} with {Name(choices)} says {view.Answer.Statuses[literal]}, "
                    + $"{view.Answer.Changes[literal]} changes, {view.Answer.PriceDelta[literal]:+0;-0;0} for "
                    + $"{product.Questions[c].Values[value].Name}, it is {changes} and {delta:+0;-0;0}");
            }
        }
    }

    private void CheckStep(SessionView? before, SessionCommand command, SessionView view, SimulatedProduct product)
    {
        if (command is SessionCommand.Open { Code: { } code } && before?.Code == code
            && before.Product == view.Product && before.ProductVersion == view.ProductVersion)
        {
            Verdict.Require(
                view.Choices.SequenceEqual(before.Choices), "code", $"{code} reopened as {Name([.. view.Choices])}");
        }

        if (before is null || before.Version + 1 != view.Version || before.ProductVersion != view.ProductVersion)
        {
            return;
        }

        int[]? expected = command switch
        {
            SessionCommand.Select select => With(product, before, select.Characteristic, select.Value),
            SessionCommand.Unselect unselect => With(product, before, unselect.Characteristic, null),
            _ => null,
        };
        Verdict.Require(
            expected is null || view.Choices.SequenceEqual(expected), "session",
            $"{view.Id} had {Name([.. before.Choices])} and has {Name([.. view.Choices])} after {command}");
    }

    /// <summary>The choices that it names really exclude the value.</summary>
    private void CheckRefusal(SessionView before, SessionExplanation explanation)
    {
        if (world.Checks.Versions.Find(before) is not { } product || explanation.Status != ValueStatus.Excluded)
        {
            return;
        }

        var choices = Enumerable.Repeat(-1, product.Questions.Length).ToArray();
        foreach (var choice in explanation.Choices)
        {
            choices[choice.Characteristic] = choice.Before;
        }

        var index = IndexOf(product, explanation.Characteristic);
        choices[index] = IndexOf(product.Questions[index], explanation.Value);
        Verdict.Require(
            Cheapest(product, choices) == long.MaxValue, "kernel",
            $"{before.Id} refuses {explanation.Value} because of {Name(choices)}, which can be had");
    }

    /// <summary>Fewest other choices that must change for a value, and the lowest price with so many.</summary>
    private static (int Changes, long Price) Reach(SimulatedProduct product, int[] choices, int question, int value)
    {
        var best = (Changes: Never, Price: long.MaxValue);
        foreach (var values in product.Configurations)
        {
            if (values[question] != value)
            {
                continue;
            }

            var changes = 0;
            for (var i = 0; i < values.Length; i++)
            {
                changes += i != question && choices[i] >= 0 && choices[i] != values[i] ? 1 : 0;
            }

            var candidate = (changes, product.Price(values));
            best = candidate.CompareTo(best) < 0 ? candidate : best;
        }

        return best;
    }

    private static bool IsStatus(ValueStatus status, int changes, bool isChosen) => status switch
    {
        ValueStatus.Chosen => isChosen,
        ValueStatus.Open or ValueStatus.Forced => changes == 0 && !isChosen,
        ValueStatus.Dead => changes == Never,
        _ => changes is > 0 and < Never && !isChosen,
    };

    private static long Cheapest(SimulatedProduct product, int[] choices)
    {
        var best = long.MaxValue;
        foreach (var values in product.Configurations)
        {
            best = Extends(values, choices) ? Math.Min(best, product.Price(values)) : best;
        }

        return best;
    }

    private static bool Satisfies(SimulatedProduct product, int[] values, int[] choices) =>
        Extends(values, choices) && product.Configurations.Any(known => known.AsSpan().SequenceEqual(values));

    private static bool Extends(int[] values, int[] choices)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (choices[i] >= 0 && choices[i] != values[i])
            {
                return false;
            }
        }

        return true;
    }

    private static int[] With(SimulatedProduct product, SessionView before, string name, string? value)
    {
        var choices = before.Choices.ToArray();
        var index = IndexOf(product, name);
        choices[index] = value is null ? -1 : IndexOf(product.Questions[index], value);
        return choices;
    }

    private static int IndexOf(SimulatedProduct product, string name) =>
        product.Questions.Select(question => question.Name).ToList().IndexOf(name);

    private static int IndexOf(Question question, string value) =>
        question.Values.Select(each => each.Name).ToList().IndexOf(value);

    private static string Name(int[] values) => $"[{string.Join(' ', values)}]";
}
