using System.Collections.Immutable;
using Customization.Domain.Runs;
using Customization.Domain.Sessions;

namespace Customization.Gateway.Runs;

/// <summary>What a run makes, and how a recipient becomes a configuration.</summary>
/// <param name="Version">The current one where it is left out.</param>
/// <param name="Fields">By field of a recipient: the characteristic, multi-choice or parameter that it answers; "-" for
/// a field that only helps to find a recipient.</param>
/// <param name="Goal">Completes what the fields leave open: cheapest, fastest, likeliest or preferred.</param>
/// <param name="Samples">Items that are shown before the run starts.</param>
/// <param name="CustomerField">The field with the id of the customer who is to own the order.</param>
public sealed record RunBody(
    string Product, IReadOnlyDictionary<string, string> Fields, int Version = 0,
    CompletionGoal Goal = CompletionGoal.Preferred, int Samples = 0, string Lane = "", string PriceList = "",
    string Language = "en", string CustomerField = "")
{
    /// <summary>The settings.</summary>
    public RunSettings ToSettings() => new(
        Product, Version, Fields.ToImmutableSortedDictionary(StringComparer.Ordinal), Goal, Samples)
    {
        Lane = Lane,
        PriceList = PriceList,
        Language = Language,
        CustomerField = CustomerField,
    };
}

/// <summary>Why.</summary>
public sealed record StepBody(string Reason = "");

/// <summary>Other values for an item.</summary>
/// <param name="Fields">All of them; a field that is left out is empty.</param>
public sealed record ItemBody(IReadOnlyDictionary<string, string> Fields);
