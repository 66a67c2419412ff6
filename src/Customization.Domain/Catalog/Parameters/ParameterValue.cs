namespace Customization.Domain.Catalog.Parameters;

/// <summary>An open-ended answer of a customer, kept beside the selection under its parameter's code.</summary>
/// <remarks>What is accepted says <see cref="PublishedProduct"/> by the guards of the definition.</remarks>
public abstract record ParameterValue
{
    private ParameterValue()
    {
    }

    /// <summary>A whole number of the parameter's own unit, which is chosen fine enough, e.g. mm.</summary>
    public sealed record Measurement(long Amount) : ParameterValue;

    /// <summary>Words of the customer, to appear on the product or its pack.</summary>
    public sealed record Text(string Content) : ParameterValue;

    /// <summary>A picture that the shell keeps; the domain only knows what it refers to.</summary>
    /// <param name="Reference">Content hash by which the shell finds it.</param>
    /// <param name="ContentType">e.g. <c>image/png</c>, as found in the bytes and not as claimed.</param>
    /// <param name="Bytes">Size.</param>
    public sealed record Image(string Reference, string ContentType, long Bytes) : ParameterValue;

    /// <summary>One option of a presentation aspect (packaging, insert, placement).</summary>
    public sealed record Choice(string Option) : ParameterValue;
}
