using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Entities;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>What a date of the definition does to a session that is open when it comes, or to a code that is opened
/// after it: choices lapse.</summary>
/// <remarks>A lapsed choice stays in the state and in the code, so that nothing is forgotten, but it counts no longer:
/// answers, prices and commands work on the choices that still stand. The next step that the customer takes leaves the
/// lapsed ones out; <c>Migrate</c> puts others in their place.</remarks>
internal static class SessionLapse
{
    public const string Timer = "effectivity";

    /// <summary>As many of the choices as have a completion together: all, unless the product has dates.</summary>
    public static Selection Standing(PublishedProduct product, Selection chosen)
    {
        // A session that is about to open on the product, or to move to it, has the choices of another model.
        if (product.Periods.IsSingle || chosen.Length != product.Model.Characteristics.Length)
        {
            return chosen;
        }

        var changed = Repair(product, chosen).Changed;
        return changed.Aggregate(chosen, (left, lapsed) => left.Without(lapsed));
    }

    /// <summary>The choices that lapsed, with what would take their place.</summary>
    public static ImmutableArray<LapsedChoice> Of(SessionScene scene)
    {
        if (ReferenceEquals(scene.Selection, scene.State.Selection))
        {
            return [];
        }

        var repaired = Repair(scene.Product, scene.State.Selection).Repaired;
        return
        [
            .. scene.State.Selection.Choices.Where(choice => scene.Selection[choice.Characteristic] < 0)
                .Select(choice => new LapsedChoice(
                    choice.Characteristic.Value, choice.Value, repaired[choice.Characteristic],
                    SessionExplanations.RulesAgainst(scene, choice.Characteristic, choice.Value))),
        ];
    }

    /// <summary>Puts other values in the place of lapsed ones: the fewest changes, then the lowest price.</summary>
    public static Decision Replace(SessionScene scene)
    {
        var before = scene.State.Selection;
        var repair = Repair(scene.Product, before);
        var report = new MigrationReport(
            scene.State.ProductVersion, scene.State.ProductVersion, [],
            [
                .. repair.Changed.Select(changed => new MigratedChoice(
                    scene.NameOf(changed.Value), scene.NameOf(changed.Value, before[changed]),
                    scene.NameOf(changed.Value, repair.Repaired[changed]))),
            ],
            []);
        var changes = scene.ChangesTo(repair.Repaired);
        var taken = new SessionEvent.StepTaken(new SessionStep(changes, []));
        return Decision.Of(SessionViews.View(scene.After(taken), changes, report), taken);
    }

    /// <summary>Asks to be woken when the next date comes; nothing where there is none.</summary>
    public static Decision WithTimer(Decision decision, PublishedProduct product, DateTimeOffset now)
    {
        var next = product.Periods.NextChange(Delivery.PlantMinute.DayOf(now));
        return next is not { } day
            ? decision
            : decision with
            {
                Effects = decision.Effects.Add(new Effect.SetTimer(
                    Timer, new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero))),
            };
    }

    private static Repair Repair(PublishedProduct product, Selection chosen)
    {
        var prices = product.PriceTables[0].PerLiteral.ToArray();
        var repair = product.Configurators.Use(configurator => configurator.Repair(chosen, prices));
        Kernel.Invariant.Check(repair is not null, "every period of a published product has a configuration");
        return repair!;
    }
}
