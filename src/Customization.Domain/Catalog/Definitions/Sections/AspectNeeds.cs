using System.Collections.Immutable;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Yaml;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads what options of presentation aspects need of each other, and sees to it that they need nothing else.
/// Owned by one reading.</summary>
internal sealed class AspectNeeds(Report report)
{
    private const int NeedsMax = 20;
    private const int OptionsMax = 200;

    private static readonly string[] Kinds =
        ["packaging", "marketing", "placement", "terms", "product-name", "stated-use"];

    private readonly List<(DefinitionNode.Scalar Aspect, IReadOnlyList<DefinitionNode.Scalar> Options)> _read = [];

    /// <summary>Which face of the product an aspect is, or null where it does not say.</summary>
    public static PresentationAspect? KindOf(Fields aspect) => aspect.Has("aspect")
        ? (PresentationAspect)Array.IndexOf(Kinds, aspect.OneOf("aspect", Kinds))
        : null;

    /// <summary>What an option needs.</summary>
    /// <param name="isFirst">The first option stands where nothing is said, so it can need nothing.</param>
    public ImmutableArray<AspectNeed> Read(Fields option, bool isFirst)
    {
        if (isFirst && option.Has("needs"))
        {
            report.Error(CatalogCode.Contradiction, option.SpanOf("needs"),
                "the first option stands where the customer says nothing, so it needs nothing");
        }

        var needs = ImmutableArray.CreateBuilder<AspectNeed>();
        foreach (var (aspect, value) in option.Entries("needs", NeedsMax))
        {
            var nodes = value is DefinitionNode.Sequence sequence ? sequence.Items : [value];
            DefinitionNode.Scalar[] options =
            [
                .. nodes.Take(OptionsMax).Select(node => Scalars.Text(node, Scalars.CodeLengthMax, report))
                    .OfType<DefinitionNode.Scalar>(),
            ];
            _read.Add((aspect, options));
            needs.Add(new AspectNeed(aspect.Text, [.. options.Select(each => each.Text)]));
        }

        return needs.ToImmutable();
    }

    /// <summary>Reports what is needed of something that is no aspect with options, or of an unknown option.</summary>
    public void Check(IReadOnlyCollection<ParameterDefinition> all)
    {
        foreach (var (aspect, options) in _read)
        {
            if (all.FirstOrDefault(each => each.Code == aspect.Text) is not
                { IsPresentation: true, Guard: ParameterGuard.Options guard })
            {
                report.Error(CatalogCode.NoSuchName, aspect.Span,
                    $"a presentation aspect needs other aspects with options and nothing else; '"
                    + $"{Scalars.Shown(aspect.Text)}' is none");
                continue;
            }

            foreach (var option in options.Where(option => !guard.All.Any(each => each.Code == option.Text)))
            {
                report.Error(CatalogCode.NoSuchName, option.Span,
                    $"'{aspect.Text}' has no option '{Scalars.Shown(option.Text)}'"
                    + Nearest.Suggest(option.Text, guard.All.Select(each => each.Code)));
            }
        }
    }
}
