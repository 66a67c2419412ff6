using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Demand.Recommending;
using Customization.Domain.Entities;
using Customization.Kernel;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>Choosing, taking back, repairing and completing.</summary>
internal static class SessionChoices
{
    /// <summary>Added to the cost of a value that a completion shall not have: more than any price of a configuration,
    /// and 2^17 of them stay within the kernel's totals.</summary>
    private const long Unwanted = 1L << 44;

    /// <summary>Percent that a value counts with that nobody took lately: still possible, only unlikely.</summary>
    private const double UnsoldPercent = 0.01;

    /// <summary>Added to the logarithm of a default's weight: more than any count of completions tells.</summary>
    private const double DefaultWeight = 1e6;

    public static Decision Select(SessionScene scene, SessionCommand.Select select)
    {
        var (characteristic, value, rejection) = scene.Find(select.Characteristic, select.Value);
        if (rejection is not null)
        {
            return Decision.Answer(rejection);
        }

        var selected = scene.Selection.With(characteristic, value);
        return SessionViews.IsRemembered(scene, selected)
            || scene.Product.Configurators.Use(configurator => configurator.IsPossible(selected))
            ? SessionSteps.StepTo(scene, selected)
            : SessionPreferences.Yield(scene, characteristic, value) is { } yielded
                ? SessionSteps.StepTo(scene, yielded)
            : Decision.Answer(SessionExplanations.Refuse(scene, characteristic, value));
    }

    public static Decision Unselect(SessionScene scene, SessionCommand.Unselect unselect) =>
        scene.Model.Find(unselect.Characteristic) is { } characteristic
            ? SessionSteps.StepTo(scene, scene.Selection.Without(characteristic))
            : Decision.Answer(new SessionRejection.UnknownCharacteristic(unselect.Characteristic));

    public static Decision Repair(SessionScene scene, SessionCommand.Repair repair)
    {
        var (characteristic, value, rejection) = scene.Find(repair.Characteristic, repair.Value);
        if (rejection is not null)
        {
            return Decision.Answer(rejection);
        }

        var repaired = SessionPreferences.Yield(scene, characteristic, value)
            ?? RepairOf(scene, characteristic, value)?.Repaired;
        return repaired is null ? Decision.Answer(SessionExplanations.Refuse(scene, characteristic, value))
            : repair.Preview ? Decision.Answer(SessionViews.Preview(scene, repaired))
            : SessionSteps.StepTo(scene, repaired);
    }

    public static Decision Complete(SessionScene scene, SessionCommand.Complete complete)
    {
        var full = Selection.From(CompletionFor(scene, complete.Goal).Values.AsSpan());
        return complete.Preview
            ? Decision.Answer(SessionViews.Preview(scene, full))
            : SessionSteps.StepTo(scene, full);
    }

    /// <summary>The completion of the selection, which has one, that serves a goal best.</summary>
    public static Completion CompletionFor(SessionScene scene, CompletionGoal goal) =>
        scene.Product.Configurators.Use(configurator => goal switch
        {
            CompletionGoal.Fastest => Fastest(scene, configurator),
            CompletionGoal.Likeliest => Likeliest(scene, configurator),
            CompletionGoal.Preferred => scene.Product.Propose(scene.Selection, scene.Table.PerLiteral),
            _ => configurator.Cheapest(scene.Selection, scene.Table.PerLiteral),
        })!;

    /// <summary>The fewest changes for a value, then the lowest price; null for a dead value.</summary>
    public static Repair? RepairOf(SessionScene scene, CharacteristicIndex characteristic, int value) =>
        scene.Product.Configurators.Use(
            configurator => configurator.Repair(scene.Selection, characteristic, value, scene.Table.PerLiteral));

    /// <summary>The cheapest among the fastest.</summary>
    private static Completion? Fastest(SessionScene scene, Configurator configurator)
    {
        var days = scene.Product.DaysFrom(
            scene.Context.Outlook, Delivery.PlantMinute.DayOf(scene.Context.Now));
        var fastest = configurator.Fastest(scene.Selection, days)!.Cost;
        var cost = scene.Table.PerLiteral.ToArray();
        for (var literal = 0; literal < cost.Length; literal++)
        {
            cost[literal] += days[literal] > fastest ? Unwanted : 0;
        }

        return configurator.Cheapest(scene.Selection, cost);
    }

    /// <summary>The values that sell best with the choices, as far as they go together. Where too little was sold, a
    /// default of the author stands, and else every configuration counts as equally likely: a value is the likelier the
    /// more completions have it. The search engine cannot count them and takes the cheapest.</summary>
    private static Completion? Likeliest(SessionScene scene, Configurator configurator)
    {
        if (configurator.CountPerLiteral(scene.Selection) is not { } counts)
        {
            return configurator.Cheapest(scene.Selection, scene.Table.PerLiteral);
        }

        var weights = new double[counts.Length];
        for (var literal = 0; literal < weights.Length; literal++)
        {
            weights[literal] = counts[literal].IsZero ? 0 : System.Numerics.BigInteger.Log(counts[literal]);
        }

        if (scene.Context.Demand.Of(scene.Product) is { } demand)
        {
            WeighBySales(scene, Popularity.Of(demand, SessionViews.Answer(scene)), weights);
        }

        SessionPreferences.Weigh(scene, weights);
        var likeliest = configurator.Likeliest(scene.Selection, weights);
        Invariant.Check(likeliest is not null, "a session's selection has a completion");
        return likeliest;
    }

    private static void WeighBySales(SessionScene scene, Popularity popularity, double[] weights)
    {
        var filled = DefaultFilling.Filled(scene.Product, scene.Selection);
        for (var literal = 0; literal < weights.Length; literal++)
        {
            var characteristic = scene.Model.CharacteristicOf(literal);
            if (popularity.Sales[characteristic.Value] > 0)
            {
                weights[literal] = Math.Log(popularity.Percent[literal] + UnsoldPercent);
            }
            else if (filled[characteristic] == scene.Model.ValueOf(literal))
            {
                weights[literal] += DefaultWeight;
            }
        }
    }
}
