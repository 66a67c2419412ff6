using System.Collections.Immutable;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Pricing;

namespace Customization.Domain.Catalog.Parameters;

/// <summary>An open-ended question beside the diagram: what is asked, when, and what is accepted.</summary>
/// <param name="IsPresentation">An aspect of the presentation (pack, insert, text on pack): touches no rule.</param>
/// <param name="IsRequired">An order needs an answer wherever the question is asked.</param>
/// <param name="When">Asked where this holds; null always.</param>
/// <param name="Price">Surcharge where it is answered, per price list.</param>
public sealed record ParameterDefinition(
    string Code, LocalizedText Title, LocalizedText Help, bool IsPresentation, bool IsRequired, Condition? When,
    ParameterGuard Guard, Amounts Price)
{
    /// <summary>Which face of the product it is; null where the author does not say, and for parameters.</summary>
    public PresentationAspect? Aspect { get; init; }
}

/// <summary>The faces of one standard product (Gilmore and Pine 1997: cosmetic customization).</summary>
public enum PresentationAspect
{
    /// <summary>What it comes in.</summary>
    Packaging,

    /// <summary>What is said about it.</summary>
    Marketing,

    /// <summary>Where it stands.</summary>
    Placement,

    /// <summary>The agreement that it comes with.</summary>
    Terms,

    /// <summary>What it is called.</summary>
    ProductName,

    /// <summary>What it is said to be for.</summary>
    StatedUse,
}

/// <summary>What a parameter accepts.</summary>
public abstract record ParameterGuard
{
    private ParameterGuard()
    {
    }

    /// <summary>Whole numbers of a unit between two bounds, both inclusive, by a step from the lower one; narrower
    /// where a condition holds.</summary>
    public sealed record Measurement(
        string Unit, long Min, long Max, long Step, ImmutableArray<MeasurementRange> Narrower) : ParameterGuard;

    /// <summary>One line of text.</summary>
    /// <param name="LengthMax">In Unicode scalar values.</param>
    /// <param name="Pattern">Must match as a whole, or null.</param>
    /// <param name="Words">Words that must not occur.</param>
    public sealed record Text(int LengthMax, TextPattern? Pattern, ForbiddenWords Words) : ParameterGuard;

    /// <summary>A picture up to a size, of some types.</summary>
    public sealed record Image(long BytesMax, ImmutableArray<string> ContentTypes) : ParameterGuard;

    /// <summary>One of these options; the first is taken where the customer says nothing.</summary>
    public sealed record Options(ImmutableArray<PresentationOption> All) : ParameterGuard;
}

/// <summary>Bounds that replace the usual ones where a condition holds.</summary>
/// <param name="Message">What the customer is told; may be empty.</param>
public sealed record MeasurementRange(Condition When, long Min, long Max, LocalizedText Message);

/// <summary>One face of a presentation aspect.</summary>
public sealed record PresentationOption(string Code, LocalizedText Title, Amounts Price)
{
    /// <summary>What other aspects of the presentation must have for it; no rule of the product is touched.</summary>
    public ImmutableArray<AspectNeed> Needs { get; init; } = [];
}

/// <summary>Options of another aspect, one of which must be taken.</summary>
public sealed record AspectNeed(string Aspect, ImmutableArray<string> Options);
