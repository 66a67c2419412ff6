using System.Collections.Immutable;

namespace Customization.Cluster.Tests.History;

// What customers sent and were told, as they saw it. Nothing here knows the engine.

/// <summary>What an answer of a session showed.</summary>
public sealed record Answer(string Code, ImmutableSortedDictionary<string, string> Selection, long Price)
{
    /// <summary>Whether both show the same to a customer.</summary>
    public bool IsLike(Answer other) =>
        Code == other.Code && Price == other.Price && Selection.SequenceEqual(other.Selection);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Code} ({string.Join(", ", Selection.Select(choice => $"{choice.Key}={choice.Value}"))}; {Price})";
}

/// <summary>One acknowledged click.</summary>
/// <param name="Before">The answer that it was made on.</param>
/// <param name="Value">What was chosen; null where the rest was filled in.</param>
public sealed record Click(string Session, Answer Before, string Characteristic, string? Value, Answer After);

/// <summary>An order that was asked for, once or more often, always in the same words.</summary>
/// <param name="Replies">The final ones; empty where none came.</param>
/// <param name="HasAskedToCancel">A cancellation was sent, whether it was answered or not.</param>
/// <param name="IsCancelled">A cancellation was acknowledged.</param>
public sealed record Asked(
    string Customer, string Key, ImmutableArray<Replied> Replies, bool HasAskedToCancel, bool IsCancelled);

/// <summary>A final reply to an order.</summary>
/// <param name="IsConfirmed">Otherwise it was refused for good.</param>
/// <param name="Text">The bytes of it, but for what is of the request.</param>
public sealed record Replied(string Order, bool IsConfirmed, string Text);

/// <summary>Goods that were brought, and acknowledged, for one component; the first stock included.</summary>
public sealed record Brought(string Component, int Quantity);

/// <summary>Everything that happened at the front.</summary>
public sealed record Shopping(
    ImmutableArray<Click> Clicks, ImmutableArray<Asked> Orders, ImmutableArray<Brought> Goods);
