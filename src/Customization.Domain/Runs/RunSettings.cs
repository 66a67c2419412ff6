using System.Collections.Immutable;
using Customization.Domain.Sessions;

namespace Customization.Domain.Runs;

/// <summary>What a run makes, and how a recipient becomes a configuration.</summary>
/// <param name="Product">Product code.</param>
/// <param name="Version">0 asks for the current one.</param>
/// <param name="Fields">By field of a recipient: the characteristic, multi-choice or parameter that it answers, or
/// <see cref="ShownOnly"/>.</param>
/// <param name="Goal">Completes what the fields leave open.</param>
/// <param name="Samples">Items that are shown before the run starts; 0 for none.</param>
public sealed record RunSettings(
    string Product, int Version, ImmutableSortedDictionary<string, string> Fields, CompletionGoal Goal, int Samples)
{
    /// <summary>A field that only helps people to find a recipient.</summary>
    public const string ShownOnly = "-";

    /// <summary>Shipping lane; empty for the usual one.</summary>
    public string Lane { get; init; } = "";

    /// <summary>Price list; empty for the usual one.</summary>
    public string PriceList { get; init; } = "";

    /// <summary>Of documents and price lines.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The field with the id of the customer who is to own the order; empty where whoever created the run
    /// owns all.</summary>
    public string CustomerField { get; init; } = "";

    /// <summary>Whether each item is an order; a product without components and work has documents only. Set when the
    /// run is created.</summary>
    public bool MakesOrders { get; init; }

    /// <summary>Position of a field in the rows of a run, or -1. O(fields).</summary>
    public int IndexOf(string field)
    {
        var at = 0;
        foreach (var name in Fields.Keys)
        {
            if (string.Equals(name, field, StringComparison.Ordinal))
            {
                return at;
            }

            at++;
        }

        return -1;
    }

    /// <summary>What a row answers, by field; empty answers are left out. O(fields).</summary>
    public ImmutableSortedDictionary<string, string> Given(ImmutableArray<string> row) =>
        Fields.Keys.Zip(row).Where(field => field.Second.Length > 0)
            .ToImmutableSortedDictionary(field => field.First, field => field.Second, StringComparer.Ordinal);

    /// <summary>The same settings, field by field.</summary>
    public bool IsSame(RunSettings other) => this with { Fields = other.Fields } == other
        && Fields.SequenceEqual(other.Fields);
}
