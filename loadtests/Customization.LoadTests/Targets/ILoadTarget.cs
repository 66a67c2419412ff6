using Customization.LoadTests.Journeys;

namespace Customization.LoadTests.Targets;

/// <summary>What load is put on. Safe for any number of callers at once.</summary>
/// <remarks>Two implementations: <see cref="HttpTarget"/>, and <see cref="EngineTarget"/> for the engine itself, over
/// an Orleans client or in this process.</remarks>
public interface ILoadTarget : IDisposable
{
    /// <summary>Gets ready for so many customers.</summary>
    Task Prepare(int customers, CancellationToken cancellation);

    /// <summary>Sends one request and reads its whole answer. Does not throw but for cancellation.</summary>
    /// <param name="offer">Filled with what the answer says is open and excluded.</param>
    Task<LoadAnswer> Send(LoadRequest request, Offer offer, CancellationToken cancellation);
}

/// <summary>One request of a customer.</summary>
/// <param name="Customer">Number below that of <see cref="ILoadTarget.Prepare"/>.</param>
/// <param name="Session">Null to open a new one.</param>
/// <param name="Code">Configuration code, for orders and reconnections.</param>
/// <param name="Lane">Shipping lane of an order.</param>
/// <param name="Key">Idempotency key of an order.</param>
public sealed record LoadRequest(
    Operation Operation, int Customer, string Product, string? Session = null, long Version = 0,
    string? Characteristic = null, string? Value = null, string? Code = null, string? Lane = null, string? Key = null);

/// <summary>How a request ended.</summary>
public enum Outcome
{
    /// <summary>Done.</summary>
    Answered,

    /// <summary>Answered with a no that is right: the value is excluded, the order cannot be promised.</summary>
    Refused,

    /// <summary>Not answered: shed, broken, or too late.</summary>
    Failed,
}

/// <summary>What came back.</summary>
/// <param name="Kind">Of a refusal or failure, e.g. <c>503 overloaded</c>; empty where it was answered.</param>
/// <param name="Session">Id, code, version and lane are null or 0 where the answer is not a session.</param>
public readonly record struct LoadAnswer(
    Outcome Outcome, string Kind, string? Session = null, string? Code = null, long Version = 0, string? Lane = null,
    bool IsComplete = false);
