using System.Collections.Immutable;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>Reads the Universal Variability Language: a tree of features and constraints between them.</summary>
/// <remarks>One Boolean characteristic per feature in the order of the file. Rules: the root, one per group or, where
/// the group has no meaning of its own, per feature and parent, and one per constraint. Numeric attributes become
/// attributes of the value <c>yes</c>. Source: Benavides, Sundermann, Feichtinger, Galindo, Rabiser, Thuem 2025, UVL:
/// Feature modelling with the Universal Variability Language.</remarks>
internal static class UvlReader
{
    public static ReadResult Read(string text, Findings findings)
    {
        var cursor = new UvlCursor(text, new UvlLexer(text, findings).Read(), findings);
        var document = new UvlDocument();
        new UvlParser(cursor, document).Read();
        var scales = new UvlScales(document, findings);
        var rules = UvlTreeRules.Of(document, findings);
        var treeRules = rules.Count;
        ReadConstraints(cursor, document, scales, rules);
        if (findings.HasErrors)
        {
            return findings.WithoutModel();
        }

        var name = document.Name.Length > 0 ? document.Name : document.Features[0].Name;
        var characteristics = document.Features.Select((_, i) => ToCharacteristic(document, i, scales));
        var model = new ProductModel(name, [.. characteristics], [.. rules]);
        return findings.With(model, ToFeatureModel(document, scales, treeRules));
    }

    /// <summary>Reads all constraints, even where others are wrong, so that each error is reported once.</summary>
    private static void ReadConstraints(UvlCursor cursor, UvlDocument document, UvlScales scales, List<Rule> rules)
    {
        var references = new UvlReferences(document, scales, cursor.Findings);
        var parser = new UvlConstraintParser(cursor, references);
        for (var i = 0; i < document.ConstraintStarts.Count && !cursor.Findings.IsFull; i++)
        {
            var start = document.ConstraintStarts[i];
            cursor.At = start;
            var span = cursor.Span;
            if (parser.Read() is { } formula)
            {
                var text = cursor.TextBetween(start, cursor.At);
                rules.Add(new Rule($"c{i + 1}", formula, Findings.Quote(text), span with { Length = text.Length }));
            }
        }
    }

    private static Characteristic ToCharacteristic(UvlDocument document, int index, UvlScales scales)
    {
        var feature = document.Features[index];
        var isMember = feature.Declaration
            is FeatureDeclaration.InOrGroup or FeatureDeclaration.InAlternativeGroup
            or FeatureDeclaration.InCardinalityGroup;
        var characteristic = Characteristic.Boolean(
            feature.Name, feature.Span, isMember ? document.Features[feature.Parent].Name : "");
        var attributes = feature.Attributes.Where(pair => pair.Value.Number is not null)
            .ToImmutableSortedDictionary(pair => pair.Key, pair => scales.Scaled(index, pair.Key)!.Value,
                StringComparer.Ordinal);
        return attributes.IsEmpty
            ? characteristic
            : characteristic with
            {
                Values = [Characteristic.NoYes[0], Characteristic.NoYes[1] with { Attributes = attributes }],
            };
    }

    private static FeatureModel ToFeatureModel(UvlDocument document, UvlScales scales, int treeRules) => new(
        [.. document.Features.Select((feature, i) =>
            new Feature(new CharacteristicIndex(i), feature.Parent, feature.Declaration, feature.IsAbstract))],
        scales.Decimals)
    {
        Groups = [.. document.Groups.Where(IsCounted).Select(ToFeatureGroup)],
        TreeRules = treeRules,
    };

    private static bool IsCounted(UvlGroup group) =>
        group.Declaration is not (FeatureDeclaration.Mandatory or FeatureDeclaration.Optional);

    private static FeatureGroup ToFeatureGroup(UvlGroup group) => new(
        group.Declaration, group.Parent, group.Declaration == FeatureDeclaration.InCardinalityGroup ? group.Min : 1,
        group.Declaration == FeatureDeclaration.InAlternativeGroup ? 1 : group.Max ?? group.Members.Count,
        [.. group.Members]);
}
