using System.Collections.Immutable;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>Reads the Universal Variability Language: a tree of features and constraints between them.</summary>
/// <remarks>One Boolean characteristic per feature in the order of the file, then one per value of a typed feature.
/// Rules: the root, one per group or, where the group has no meaning of its own, per feature and parent, one per typed
/// feature, one per place of an instance, and one per constraint. Numeric attributes become attributes of the value
/// <c>yes</c>. Source: Benavides, Sundermann, Feichtinger, Galindo, Rabiser, Thuem 2025, UVL:
/// Feature modelling with the Universal Variability Language.</remarks>
internal static class UvlReader
{
    /// <param name="import">The text of another file by its name; null where only one is read.</param>
    public static ReadResult Read(string text, Func<string, string?>? import, Findings findings)
    {
        var cursor = new UvlCursor(text, new UvlLexer(text, findings).Read(), findings);
        var document = new UvlDocument();
        var own = findings.File.EndsWith(".uvl", StringComparison.OrdinalIgnoreCase) ? findings.File[..^4] : "";
        var imports = new UvlImports(import, findings, [own]);
        new UvlParser(cursor, document, UvlScope.File, imports, (-1, FeatureDeclaration.Root, 0)).Read();
        var scales = new UvlScales(document, findings);
        var lookup = new UvlLookup(document);
        var types = new UvlTypes(document, new UvlBounds(document, lookup), findings);
        var rules = UvlTreeRules.Of(document, findings);
        rules.AddRange(types.All.Select(pair => ValueRule(document.Features[pair.Key], pair.Key, pair.Value)));
        var treeRules = rules.Count;
        rules.AddRange(document.Order.Select((pair, i) => OrderRule(document, i, pair.Later, pair.Earlier)));
        ReadConstraints(document, scales, lookup, types, rules);
        if (findings.HasErrors)
        {
            return findings.WithoutModel();
        }

        var name = document.Name.Length > 0 ? document.Name : document.Features[0].Name;
        var characteristics = document.Features.Select((_, i) => ToCharacteristic(document, i, scales))
            .Concat(types.All.Select(pair => pair.Value.Characteristic));
        var model = new ProductModel(name, [.. characteristics], [.. rules]);
        return findings.With(model, ToFeatureModel(document, scales, types, treeRules));
    }

    private static Rule ValueRule(UvlFeature feature, int index, UvlDomain domain) => new(
        $"t{index}",
        new Formula.Iff(
            new Formula.Is(new CharacteristicIndex(index), [0]), new Formula.Is(domain.Index, [0])),
        $"{Findings.Quote(feature.Name)} and its value come together", feature.Span);

    private static Rule OrderRule(UvlDocument document, int position, int later, int earlier) => new(
        $"o{position}",
        new Formula.Implies(
            new Formula.Is(new CharacteristicIndex(later), [1]), new Formula.Is(new CharacteristicIndex(earlier), [1])),
        $"{Findings.Quote(document.Features[earlier].Name)} comes before "
        + Findings.Quote(document.Features[later].Name), document.Features[later].Span);

    /// <summary>Reads all constraints, even where others are wrong, so that each error is reported once.</summary>
    private static void ReadConstraints(
        UvlDocument document, UvlScales scales, UvlLookup lookup, UvlTypes types, List<Rule> rules)
    {
        var parsers = new Dictionary<(UvlCursor Cursor, UvlScope Scope), UvlConstraintParser>();
        for (var i = 0; i < document.Constraints.Count; i++)
        {
            var (cursor, start, scope) = document.Constraints[i];
            if (cursor.Findings.IsFull)
            {
                return;
            }

            if (!parsers.TryGetValue((cursor, scope), out var parser))
            {
                var references = new UvlReferences(document, scales, lookup, types, scope, cursor.Findings);
                parsers.Add((cursor, scope), parser = new UvlConstraintParser(cursor, references));
            }

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

    private static FeatureModel ToFeatureModel(
        UvlDocument document, UvlScales scales, UvlTypes types, int treeRules) => new(
        [.. document.Features.Select((feature, i) =>
            new Feature(new CharacteristicIndex(i), feature.Parent, feature.Declaration, feature.IsAbstract))],
        scales.Decimals)
        {
            Groups = [.. document.Groups.Where(IsCounted).Select(ToFeatureGroup)],
            TreeRules = treeRules,
            Texts = document.Features.Select((feature, i) => KeyValuePair.Create(i, ToTexts(feature)))
            .Where(pair => pair.Value.Length > 0).ToImmutableSortedDictionary(),
            Types = document.Features.Select((feature, i) => (Feature: feature, Index: i))
            .Where(pair => pair.Feature.Type is not null).ToImmutableSortedDictionary(
                pair => pair.Index, pair => ToType(pair.Feature.Type!, types.Of(pair.Index))),
        };

    private static ImmutableArray<FeatureText> ToTexts(UvlFeature feature) =>
        [.. feature.Attributes.Where(pair => pair.Value.Number is null)
            .Select(pair => new FeatureText(pair.Key, pair.Value.Raw))];

    private static FeatureType ToType(string type, UvlDomain? domain) => domain is null
        ? new FeatureType(type, null, 1, false)
        : new FeatureType(type, domain.Index, domain.Scale, domain.Texts.Contains(null));

    private static bool IsCounted(UvlGroup group) =>
        group.Declaration is not (FeatureDeclaration.Mandatory or FeatureDeclaration.Optional);

    private static FeatureGroup ToFeatureGroup(UvlGroup group) => new(
        group.Declaration, group.Parent, group.Declaration == FeatureDeclaration.InCardinalityGroup ? group.Min : 1,
        group.Declaration == FeatureDeclaration.InAlternativeGroup ? 1 : group.Max ?? group.Members.Count,
        [.. group.Members]);
}
