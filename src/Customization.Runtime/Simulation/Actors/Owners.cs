using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Owned;
using Customization.Runtime.Simulation.Goods;

namespace Customization.Runtime.Simulation.Actors;

/// <summary>Those who own a lamp: they set it, keep presets and schedules, let it learn, ask why and take all back; its
/// device reports how it is used, at times twice; a stranger tries.</summary>
internal sealed class Owners(World world)
{
    private static readonly ImmutableArray<string> Settings = ["light", "fade", "colour"];
    private static readonly ImmutableArray<string> Presets = ["evening", "mine", "away"];

    private readonly List<(EntityAddress To, OwnedCommand Command)> _reports = [];
    private int _ids;

    /// <summary>Lamps from before of which their owners know.</summary>
    public List<(string Serial, string Customer)> Known { get; } = [];

    /// <summary>Every customer has a lamp from before.</summary>
    public void Begin()
    {
        foreach (var customer in world.Customers)
        {
            var origin = new OwnedOrigin($"earlier-{customer.Id}", 1, "lamp", 1, World.Start);
            var serial = SerialNumber.Of(origin.OrderId, 1);
            var built = OwnedBuild.Of(SimulatedProducts.Lamp.Compiled.Ready!.Definition.Owned, [1, 0])!;
            world.Ask(
                new EntityAddress(EntityKind.OwnedProduct, serial),
                new OwnedCommand.Register(customer.Id, origin, built.Specification),
                registered => Tell(customer.Id, serial, registered));
        }
    }

    /// <summary>Does something with some lamp.</summary>
    public void Act(Random random)
    {
        var things = world.Checks.Truth.States<OwnedState>();
        if (things.Count == 0)
        {
            return;
        }

        var (address, state) = things[random.Next(things.Count)];
        if (random.Next(4) == 0 && _reports.Count > 0)
        {
            var (to, report) = _reports[random.Next(_reports.Count)];
            world.Ask(to, report);
        }
        else
        {
            var command = Wish(random);
            world.Ask(address, command with { Actor = random.Next(12) == 0 ? "stranger" : state.Owner });
            if (command is OwnedCommand.ReportUse)
            {
                _reports.Add((address, command));
            }
        }
    }

    /// <summary>The customer hears of it; what was lost on the way was never owned.</summary>
    private void Tell(string customer, string serial, Request registered)
    {
        if (registered.Reply is not Done)
        {
            return;
        }

        world.Ask(
            new EntityAddress(EntityKind.Customer, customer), new CustomerCommand.RecordOwned([serial]), told =>
            {
                if (told.Reply is Done)
                {
                    Known.Add((serial, customer));
                }
            });
    }

    private OwnedCommand Wish(Random random)
    {
        var setting = Settings[random.Next(random.Next(5) == 0 ? 3 : 2)];
        var preset = Presets[random.Next(Presets.Length)];
        return random.Next(16) switch
        {
            < 3 => new OwnedCommand.ChangeSetting(setting, Value(random)),
            3 => new OwnedCommand.SavePreset(preset, "", null),
            4 => new OwnedCommand.SavePreset(preset, "Mine", new Dictionary<string, long>
            {
                ["light"] = Value(random),
            }.ToImmutableSortedDictionary(StringComparer.Ordinal)),
            5 => new OwnedCommand.ApplyPreset(preset),
            6 => new OwnedCommand.RemovePreset(preset),
            7 => new OwnedCommand.SetSchedule("daily", new OwnedSchedule(
                preset, new TimeOnly(random.Next(24), 0), [DayOfWeek.Monday, DayOfWeek.Friday])),
            8 => new OwnedCommand.RemoveSchedule("daily"),
            < 12 => Report(random),
            12 => new OwnedCommand.SwitchLearning(random.Next(3) > 0),
            13 => new OwnedCommand.Reset(
                (ResetTo)random.Next(2), random.Next(2) == 0 ? preset : null, random.Next(2) == 0 ? setting : null),
            14 => new OwnedCommand.Explain(setting, random.Next(2) == 0 ? "evening" : null),
            _ => new OwnedCommand.Read(),
        };
    }

    /// <summary>Mostly a value that was built.</summary>
    private static long Value(Random random) =>
        random.Next(5) == 0 ? random.Next(-5, 110) : 5 * random.Next(0, 20);

    private OwnedCommand.ReportUse Report(Random random)
    {
        var now = world.Time.GetUtcNow().UtcDateTime;
        var near = 5 * random.Next(8, 18);
        return new OwnedCommand.ReportUse(
            string.Create(CultureInfo.InvariantCulture, $"use-{_ids++}"),
            [
                .. Enumerable.Range(0, random.Next(1, 4)).Select(i => new ObservedUse(
                    "light", Math.Min(90, near + (5 * random.Next(3))), now.AddSeconds(i - random.Next(300)))),
            ]);
    }
}
