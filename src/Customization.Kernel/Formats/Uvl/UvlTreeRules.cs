using System.Collections.Immutable;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>What the tree of features means, as rules with messages for customers.</summary>
internal static class UvlTreeRules
{
    public static List<Rule> Of(UvlDocument document, Findings findings)
    {
        var rules = new List<Rule>();
        if (document.Features.Count > 0)
        {
            var root = document.Features[0];
            rules.Add(new Rule("root", Selected(0), $"{Shown(root)} is always there", root.Span));
        }

        for (var i = 0; i < document.Groups.Count; i++)
        {
            AddGroup(document, document.Groups[i], $"g{i + 1}", rules, findings);
        }

        return rules;
    }

    private static void AddGroup(
        UvlDocument document, UvlGroup group, string name, List<Rule> rules, Findings findings)
    {
        var parent = document.Features[group.Parent];
        if (group.Declaration is FeatureDeclaration.Mandatory or FeatureDeclaration.Optional)
        {
            foreach (var member in group.Members)
            {
                var feature = document.Features[member];
                var isMandatory = group.Declaration == FeatureDeclaration.Mandatory;
                Formula formula = isMandatory
                    ? new Formula.Iff(Selected(member), Selected(group.Parent))
                    : new Formula.Implies(Selected(member), Selected(group.Parent));
                var message = isMandatory
                    ? $"{Shown(parent)} and {Shown(feature)} come together"
                    : $"{Shown(feature)} needs {Shown(parent)}";
                rules.Add(new Rule($"f{member}", formula, message, feature.Span));
            }

            return;
        }

        if (group.Declaration == FeatureDeclaration.InCardinalityGroup && group.Min > group.Members.Count)
        {
            findings.Warning("CU0028", group.Span, $"at least {group.Min} of {group.Members.Count} features can never "
                + "be; their parent is dead");
        }

        var members = group.Members.ConvertAll(Selected);
        var names = Findings.List(group.Members.ConvertAll(member => Shown(document.Features[member])));
        rules.Add(new Rule(
            name, ToFormula(group, members), $"{HowMany(group)} of {names} under {Shown(parent)}", group.Span));
    }

    /// <summary>Under an unselected parent no member is selected; under a selected one as many as the group says.
    /// </summary>
    private static Formula ToFormula(UvlGroup group, List<Formula> members)
    {
        var parent = Selected(group.Parent);
        switch (group.Declaration)
        {
            case FeatureDeclaration.InAlternativeGroup:
                // Exactly one of "no parent" and the members: without the parent none, with it one.
                var noParent = new Formula.Is(new CharacteristicIndex(group.Parent), [0]);
                return new Formula.Cardinality(1, 1, [noParent, .. members]);
            case FeatureDeclaration.InOrGroup:
                return new Formula.Iff(parent, new Formula.Or([.. members]));
            default:
                var count = new Formula.Cardinality(group.Min, group.Max ?? members.Count, [.. members]);
                return new Formula.And(
                    [new Formula.Implies(parent, count), new Formula.Implies(new Formula.Or([.. members]), parent)]);
        }
    }

    private static string HowMany(UvlGroup group) => group.Declaration switch
    {
        FeatureDeclaration.InAlternativeGroup => "exactly one",
        FeatureDeclaration.InOrGroup => "at least one",
        _ when group.Max is null => $"at least {group.Min}",
        _ when group.Max == group.Min => $"exactly {group.Min}",
        _ => $"{group.Min} to {group.Max}",
    };

    private static Formula Selected(int feature) => new Formula.Is(new CharacteristicIndex(feature), [1]);

    private static string Shown(UvlFeature feature) => Findings.Quote(feature.Name);
}
