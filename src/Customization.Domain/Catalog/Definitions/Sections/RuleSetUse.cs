using System.Collections.Immutable;
using Customization.Domain.Catalog.RuleSets;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Language;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>One use of a rule set by a product: the set's text, and what its names mean here.</summary>
/// <param name="Prefix">Before the names of its rules: <c>colours@3.</c>, in a second use <c>colours@3#2.</c></param>
/// <param name="Set">The text.</param>
/// <param name="With">Names of the product by names of the set, where they differ.</param>
/// <param name="Span">Of the reference in the product definition.</param>
internal sealed record RuleSetUse(
    RuleSetVersion Version, string Prefix, Fields Set,
    ImmutableSortedDictionary<string, DefinitionNode.Scalar> With, SourceSpan Span)
{
    private readonly ImmutableSortedDictionary<string, string> _renamed =
        With.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.Text, StringComparer.Ordinal);

    /// <summary>The name of a characteristic that the set declares, in the product.</summary>
    public DefinitionNode.Scalar Named(DefinitionNode.Scalar own) =>
        _renamed.TryGetValue(own.Text, out var name) ? own with { Text = name } : own;

    /// <summary>The set's rules in the scope of the product; reports names that the product lacks.</summary>
    public RuleSource In(RuleScope scope, Report report)
    {
        foreach (var (_, target) in With)
        {
            if (!scope.Has(target.Text))
            {
                report.Error(CatalogCode.NoSuchName, target.Span,
                    $"no characteristic '{Scalars.Shown(target.Text)}'"
                    + Nearest.Suggest(target.Text, scope.Characteristics.Select(each => each.Name)));
            }
        }

        return new RuleSource(Set, new Conditions(scope.Renaming(_renamed), report))
        {
            Prefix = Prefix,
            Renamed = _renamed,
        };
    }

    /// <summary>Points from the product to the findings in the set, where there are errors since.</summary>
    public void TellMisfit(int errorsBefore, Report report)
    {
        if (report.Errors > errorsBefore)
        {
            report.Error(CatalogCode.RuleSetMisfit, Span,
                $"the rule set '{Version}' does not fit this product; 'with' can rename what it names");
        }
    }
}
