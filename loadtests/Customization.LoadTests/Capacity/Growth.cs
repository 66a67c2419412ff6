namespace Customization.LoadTests.Capacity;

/// <summary>What a day of sessions needs, and what gives way first.</summary>
public static class Growth
{
    private const double SecondsPerDay = 86_400;
    private const double BytesPerGiB = 1L << 30;

    /// <summary>The need at a number of sessions a day.</summary>
    public static GrowthStep At(CapacityModel model, GrowthAssumptions given, double sessionsPerDay)
    {
        var sessionsPerS = sessionsPerDay / SecondsPerDay * given.PeakToMean;
        var clicksPerS = sessionsPerS * given.ClicksPerSession;
        var ordersPerS = sessionsPerS * given.OrdersPerSession;
        var cores = model.BusyCores(clicksPerS, ordersPerS, given.UtilizationMax) / given.UtilizationMax;
        var live = sessionsPerS * given.SessionLifeS;
        var memory = live * given.BytesPerSession / BytesPerGiB;
        var hot = ordersPerS * given.HotShare;
        var writes = model.WritesPerS(clicksPerS, ordersPerS);
        var silos = Math.Ceiling(Math.Max(
            Math.Max(cores / given.CoresPerSilo, memory / given.SessionGiBPerSilo), 1));
        var shares = new (string Name, double Share)[]
        {
            ("one hot component", hot / given.HotReservationsPerSMax),
            ("writes of one database", writes / given.DatabaseWritesPerSMax),
            ("processors of one silo", cores / given.CoresPerSilo),
            ("memory of one silo", memory / given.SessionGiBPerSilo),
        };
        // What cannot be shared out comes first once it is full: silos can be added.
        var first = shares.Take(2).Where(each => each.Share > 1).OrderByDescending(each => each.Share)
            .Concat(shares.OrderByDescending(each => each.Share)).First();
        return new GrowthStep(
            sessionsPerDay, clicksPerS, ordersPerS, cores, live, memory, silos, hot, writes, first.Name, first.Share);
    }

    /// <summary>Every decade from a hundred thousand sessions a day to a hundred million.</summary>
    public static IReadOnlyList<GrowthStep> Decades(CapacityModel model, GrowthAssumptions given) =>
        [.. Enumerable.Range(5, 4).Select(decade => At(model, given, Math.Pow(10, decade)))];
}

/// <summary>What a forecast takes for granted; each is printed with it.</summary>
/// <param name="PeakToMean">Load of the busiest second beside the day's mean.</param>
/// <param name="SessionLifeS">Seconds that a session stays in memory.</param>
/// <param name="HotShare">Share of the orders that need the same component.</param>
/// <param name="HotReservationsPerSMax">Durable reservations that one component takes per second.</param>
/// <param name="DatabaseWritesPerSMax">Storage operations that one database takes per second.</param>
/// <param name="UtilizationMax">How busy processors may be at the peak.</param>
public sealed record GrowthAssumptions(
    double PeakToMean, double ClicksPerSession, double OrdersPerSession, double SessionLifeS, double BytesPerSession,
    double HotShare, double HotReservationsPerSMax, double DatabaseWritesPerSMax, double CoresPerSilo,
    double SessionGiBPerSilo, double UtilizationMax)
{
    /// <summary>A sale day: twenty times the mean, half of the orders on one component; rates of one hot component and
    /// of PostgreSQL with many writers as measured on two cores (loadtests/RESULTS.md).</summary>
    public static GrowthAssumptions SaleDay { get; } =
        new(20, 8, 0.1, 1_800, 3_100, 0.5, 9_000, 20_000, 8, 8, 0.6);
}

/// <summary>The need at one number of sessions a day, at the peak.</summary>
/// <param name="Cores">Processor cores, so that no more than the given share is busy.</param>
/// <param name="LiveSessions">Sessions in memory.</param>
/// <param name="HotReservationsPerS">Reservations of the component that most orders need.</param>
/// <param name="Bottleneck">What is full first.</param>
/// <param name="BottleneckShare">How full: above 1 is more than one silo, component or database holds.</param>
public sealed record GrowthStep(
    double SessionsPerDay, double ClicksPerS, double OrdersPerS, double Cores, double LiveSessions, double MemoryGiB,
    double Silos, double HotReservationsPerS, double WritesPerS, string Bottleneck, double BottleneckShare);
