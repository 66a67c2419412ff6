using System.Collections.Immutable;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Sessions;

namespace Customization.Gateway.Sessions;

/// <summary>Opens a session on a product, or on a configuration code, which wins.</summary>
/// <param name="ProductVersion">The current one where it is left out.</param>
public sealed record OpenSession(
    string? Product = null, int? ProductVersion = null, string? Code = null, SessionTerms? Terms = null);

/// <summary>A value to choose.</summary>
public sealed record ValueChoice(string Value);

/// <summary>A value to make room for.</summary>
/// <param name="Preview">Only say what would change.</param>
public sealed record RepairRequest(string Characteristic, string Value, bool Preview = false);

/// <summary>How to fill in what is open.</summary>
/// <param name="Preview">Only say what would change.</param>
public sealed record CompleteRequest(CompletionGoal Goal = CompletionGoal.Preferred, bool Preview = false);

/// <summary>The name to keep a configuration under.</summary>
public sealed record SaveRequest(string Name);

/// <summary>How others see a participant.</summary>
public sealed record JoinRequest(string DisplayName);

/// <summary>Choices to suggest.</summary>
public sealed record ProposeRequest(ImmutableArray<ProposedChoice> Choices, string Note = "");

/// <summary>How to take a proposal.</summary>
/// <param name="WithRepair">Also where other choices must change for it.</param>
public sealed record AcceptRequest(bool WithRepair = false);

/// <summary>An answer to a parameter: exactly one member is set.</summary>
/// <param name="Measurement">In the parameter's unit.</param>
/// <param name="Choice">Option of a presentation aspect.</param>
public sealed record ParameterBody(
    long? Measurement = null, string? Text = null, string? Choice = null, ImageBody? Image = null)
{
    /// <summary>The body that shows an answer.</summary>
    public static ParameterBody Of(ParameterValue value) => value switch
    {
        ParameterValue.Measurement measurement => new ParameterBody(Measurement: measurement.Amount),
        ParameterValue.Text text => new ParameterBody(Text: text.Content),
        ParameterValue.Choice choice => new ParameterBody(Choice: choice.Option),
        ParameterValue.Image image =>
            new ParameterBody(Image: new ImageBody(image.Reference, image.ContentType, image.Bytes)),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    /// <summary>The answer, or null unless exactly one member is set.</summary>
    public ParameterValue? ToValue()
    {
        ParameterValue?[] given =
        [
            Measurement is { } amount ? new ParameterValue.Measurement(amount) : null,
            Text is not null ? new ParameterValue.Text(Text) : null,
            Choice is not null ? new ParameterValue.Choice(Choice) : null,
            Image is not null ? new ParameterValue.Image(Image.Reference, Image.ContentType, Image.Bytes) : null,
        ];
        var set = given.Where(value => value is not null).ToArray();
        return set.Length == 1 ? set[0] : null;
    }
}

/// <summary>A picture that was sent before; type and size are told, and never believed.</summary>
public sealed record ImageBody(string Reference, string ContentType = "", long Bytes = 0);
