using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Customization.Domain.Delivery;

/// <summary>What planning answers: a <see cref="PromisePlan"/> or <see cref="NoPromise"/>.</summary>
public abstract record PlanResult;

/// <summary>A promise and the claims that would back it. An estimate until they are held.</summary>
public sealed record PromisePlan(
    Promise Promise, ImmutableArray<PlannedStock> Stock, ImmutableArray<PlannedSlot> Slots) : PlanResult;

/// <summary>Stock to claim.</summary>
/// <param name="NeededBy">Day of the first operation.</param>
/// <param name="Available">Day by which the source covers it, at the latest the day it is needed.</param>
public sealed record PlannedStock(
    string Component, int Quantity, DateOnly NeededBy, StockSource Source, DateOnly Available)
{
    /// <summary>Number of the lot, from 1, with whose first operation it is taken; 0 for the first of all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Lot { get; init; }
}

/// <summary>A slot to claim, in the order of the routing.</summary>
/// <param name="AutomaticCompletion">As the cell's terms say.</param>
public sealed record PlannedSlot(
    string Operation, string Cell, PlantMinute Start, int Minutes, bool AutomaticCompletion)
{
    /// <summary>When it ends.</summary>
    public PlantMinute End => Start.Plus(Minutes);
}

/// <summary>There is no date that could be promised.</summary>
public abstract record NoPromise : PlanResult
{
    private NoPromise()
    {
    }

    /// <summary>Stable kebab-case code.</summary>
    public abstract string Code { get; }

    /// <summary>One sentence for a person.</summary>
    public abstract string Detail { get; }

    /// <summary>The plant knows no such component.</summary>
    public sealed record UnknownComponent(string Component) : NoPromise
    {
        public override string Code => "component-unknown";

        public override string Detail => $"The plant has no component {Component}.";
    }

    /// <summary>No cell of the plant can do this work.</summary>
    public sealed record NoCapability(string Capability) : NoPromise
    {
        public override string Code => "capability-missing";

        public override string Detail => $"No cell of the plant can do {Capability}.";
    }

    /// <summary>The plant has no such shipping lane, or it never runs.</summary>
    public sealed record NoLane(string Lane) : NoPromise
    {
        public override string Code => "lane-unknown";

        public override string Detail => $"There is no shipping lane {Lane}.";
    }

    /// <summary>Components or free time come only after the planning horizon.</summary>
    /// <param name="Name">The component or capability that is missing.</param>
    public sealed record BeyondHorizon(string Name) : NoPromise
    {
        public override string Code => "beyond-horizon";

        public override string Detail =>
            $"{Name} is not free within the next {PlanningLimits.PlanningHorizonDays} days.";
    }

    /// <summary>The work order is larger than what is planned at once.</summary>
    public sealed record TooLarge(int Lines) : NoPromise
    {
        public override string Code => "work-order-too-large";

        public override string Detail => $"{Lines} lines and operations are more than can be planned at once.";
    }
}
