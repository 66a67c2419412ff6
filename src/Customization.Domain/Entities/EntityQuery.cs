using System.Collections.Immutable;

namespace Customization.Domain.Entities;

/// <summary>Asks which entities of a kind are stored, in the order of their keys.</summary>
/// <param name="Owner">Only those of this owner (the customer of a session or order); null for all.</param>
/// <param name="KeyPrefix">Only keys that start so, e.g. the days of one cell; null for all.</param>
/// <param name="After">Only keys after this one: the <see cref="EntityPage.Next"/> of the page before.</param>
/// <param name="Limit">Most keys in the answer, 1 to <see cref="LimitMax"/>.</param>
public sealed record EntityQuery(
    EntityKind Kind, string? Owner = null, string? KeyPrefix = null, string? After = null, int Limit = 100)
{
    /// <summary>Most keys of one page.</summary>
    public const int LimitMax = 1000;
}

/// <summary>Keys in ordinal order.</summary>
/// <param name="Next">Where the next page starts, or null where this is the last one.</param>
public sealed record EntityPage(ImmutableArray<string> Keys, string? Next);
