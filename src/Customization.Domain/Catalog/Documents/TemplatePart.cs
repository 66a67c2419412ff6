using System.Collections.Immutable;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Documents;

/// <summary>A part of a template; has words under every finished configuration.</summary>
public abstract record TemplatePart
{
    private TemplatePart()
    {
    }

    /// <summary>Text as the author wrote it.</summary>
    public sealed record Words(string Text) : TemplatePart;

    /// <summary>What the customer answered: their text, a number, the title of an option.</summary>
    public sealed record Answer(string Parameter, ImmutableArray<WordForm> Forms) : TemplatePart;

    /// <summary>The title of the value taken.</summary>
    public sealed record Title(CharacteristicIndex Characteristic, ImmutableArray<WordForm> Forms) : TemplatePart;

    /// <summary>A text attribute of the value taken; every value has it.</summary>
    public sealed record Attribute(CharacteristicIndex Characteristic, string Name, ImmutableArray<WordForm> Forms)
        : TemplatePart;

    /// <summary>Words by the value taken.</summary>
    /// <param name="BranchOf">Position in <paramref name="Branches"/> per value.</param>
    public sealed record ByValue(
        CharacteristicIndex Characteristic, ImmutableArray<int> BranchOf,
        ImmutableArray<ImmutableArray<TemplatePart>> Branches) : TemplatePart;

    /// <summary>Words by what was answered: an option, a number, or whether there is an answer.</summary>
    /// <param name="BranchOf">Position in <paramref name="Branches"/> by option, number or
    /// <see cref="TemplateReader.Given"/>.</param>
    /// <param name="Else">The branch of all others.</param>
    public sealed record ByAnswer(
        string Parameter, ImmutableSortedDictionary<string, int> BranchOf, int Else,
        ImmutableArray<ImmutableArray<TemplatePart>> Branches) : TemplatePart;
}
