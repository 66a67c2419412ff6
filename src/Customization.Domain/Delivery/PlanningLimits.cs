namespace Customization.Domain.Delivery;

/// <summary>How far and how much is planned.</summary>
public static class PlanningLimits
{
    /// <summary>Days from today for which cells open their days and promises are made.</summary>
    public const int PlanningHorizonDays = 60;

    /// <summary>Minutes from now in which nothing new starts: the time to hold, confirm and bring the material.
    /// </summary>
    public const int FrozenMinutes = 30;

    /// <summary>Most operations of one work order. An order stores about 600 bytes for each operation and BOM line:
    /// with 90 of both together it stays below 64 KB.</summary>
    public const int OperationsMax = 80;

    /// <summary>Most lots of one order, whose dates are in each of the promises that it keeps.</summary>
    public const int LotsMax = 12;

    /// <summary>Most BOM lines of one work order, those of its lots included: each is a claim, a message and an entity
    /// to ask.</summary>
    public const int BomLinesMax = 200;
}
