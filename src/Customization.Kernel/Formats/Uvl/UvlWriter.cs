using System.Globalization;
using System.Text;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>Writes a model as UVL. Mutable; owned by one writing.</summary>
/// <remarks>A model that was read with a tree of features is written with that tree. Any other becomes an abstract root
/// with an optional feature per yes/no characteristic, and a mandatory one with an alternative group per other.
/// Constraints come first in time, as they say which features they count, and last in the text.</remarks>
internal sealed class UvlWriter
{
    private readonly ProductModel _model;
    private readonly FeatureModel? _tree;
    private readonly Findings _findings;
    private readonly UvlVocabulary _vocabulary;
    private readonly Dictionary<int, FeatureGroup> _groupOf = [];
    private readonly StringBuilder _text = new();

    public UvlWriter(ProductModel model, FeatureModel? tree, Findings findings)
    {
        (_model, _findings) = (model, findings);
        _tree = tree is { TreeRules: > 0 } ? tree : null;
        _vocabulary = new UvlVocabulary(model, _tree, findings);
        foreach (var group in _tree?.Groups ?? [])
        {
            foreach (var member in group.Members)
            {
                _groupOf.Add(member, group);
            }
        }
    }

    public string Write()
    {
        var constraints = WriteConstraints();
        var root = _tree is null ? _vocabulary.Root : _model.Characteristics[0].Name;
        if (UvlNames.Reference(_model.Name) is { } name && name != root)
        {
            _text.Append($"namespace {name}\n\n");
        }

        _text.Append("features\n");
        if (_tree is null)
        {
            WriteFlat();
        }
        else
        {
            WriteFeature(ChildrenOf(_tree), 0, 1);
        }

        foreach (var preference in _model.Preferences)
        {
            _findings.Warning("CW0006", preference.Span, "preferences have no form in UVL; "
                + $"'{Findings.Quote(preference.Name)}' is left out");
        }

        return _text.Append(constraints).ToString();
    }

    private string WriteConstraints()
    {
        var text = new StringBuilder();
        var writer = new UvlFormulaWriter(_model, _vocabulary, text, _findings);
        foreach (var rule in _model.Rules.Skip(_tree?.TreeRules ?? 0))
        {
            text.Append(text.Length == 0 ? "\nconstraints\n" : "");
            if (_tree is null && rule.Message.Length > 0)
            {
                text.Append($"\t// {Findings.Quote(rule.Message)}\n");
            }

            text.Append('\t');
            writer.Write(rule);
            text.Append('\n');
            if (_findings.HasErrors)
            {
                break;
            }
        }

        return text.ToString();
    }

    private void WriteFlat()
    {
        _text.Append($"\t{_vocabulary.Root} {{abstract}}\n");
        var keyword = "";
        for (var i = 0; i < _model.Characteristics.Length; i++)
        {
            var index = new CharacteristicIndex(i);
            var isFeature = _vocabulary.IsFeature(index);
            var next = isFeature ? "optional" : "mandatory";
            _text.Append(next == keyword ? "" : $"\t\t{next}\n");
            keyword = next;
            if (isFeature)
            {
                WriteLine(3, _vocabulary.Feature(index), Attributes(index, 1));
                continue;
            }

            WriteLine(3, _vocabulary.Feature(index), ["abstract"]);
            _text.Append("\t\t\t\talternative\n");
            for (var value = 0; value < _model.Characteristics[i].Values.Length; value++)
            {
                WriteLine(5, _vocabulary.Value(index, value), Attributes(index, value));
            }
        }
    }

    /// <summary>For each feature its children in order.</summary>
    private static List<int>[] ChildrenOf(FeatureModel tree)
    {
        var children = tree.Features.Select(_ => new List<int>()).ToArray();
        for (var i = 1; i < tree.Features.Length; i++)
        {
            children[tree.Features[i].Parent].Add(i);
        }

        return children;
    }

    /// <summary>A feature with all below it; as deep as the tree, which readers bound.</summary>
    private void WriteFeature(List<int>[] children, int feature, int indent)
    {
        var index = _tree!.Features[feature].Characteristic;
        var marks = _tree.Features[feature].IsAbstract ? new[] { "abstract" } : [];
        var type = _tree.Types.GetValueOrDefault(feature);
        WriteLine(indent, (type is null ? "" : type.Type + " ") + _vocabulary.Feature(index),
            [.. marks, .. Attributes(index, 1), .. TextsOf(feature), .. TypeAttributes(type, feature)]);
        var last = "";
        FeatureGroup? lastGroup = null;
        foreach (var child in children[feature])
        {
            var group = _groupOf.GetValueOrDefault(child);
            var keyword = KeywordOf(_tree.Features[child].Declaration, group);
            if (keyword != last || !ReferenceEquals(group, lastGroup))
            {
                _text.Append('\t', indent + 1).Append(keyword).Append('\n');
                (last, lastGroup) = (keyword, group);
            }

            WriteFeature(children, child, indent + 2);
        }
    }

    /// <summary>Attributes that are no numbers, as they were written.</summary>
    private IEnumerable<string> TextsOf(int feature) =>
        _tree!.Texts.TryGetValue(feature, out var texts)
            ? texts.Select(text => Nested(text.Name, text.Value))
            : [];

    private IEnumerable<string> TypeAttributes(FeatureType? type, int feature) => type?.Characteristic is { } index
        ? UvlTypeWriter.Attributes(type, _model.Characteristics[index.Value],
            _model.Characteristics[feature].Values[1].Attributes,
            _tree!.Texts.TryGetValue(feature, out var texts) ? texts : [])
        : [];

    private static string KeywordOf(FeatureDeclaration declaration, FeatureGroup? group) => declaration switch
    {
        FeatureDeclaration.Mandatory => "mandatory",
        FeatureDeclaration.Optional => "optional",
        FeatureDeclaration.InOrGroup => "or",
        FeatureDeclaration.InAlternativeGroup => "alternative",
        _ => $"[{group!.Min}..{group.Max}]",
    };

    private void WriteLine(int indent, string feature, IReadOnlyList<string> attributes)
    {
        _text.Append('\t', indent).Append(feature);
        _text.Append(attributes.Count == 0 ? "" : $" {{{string.Join(", ", attributes)}}}").Append('\n');
    }

    private List<string> Attributes(CharacteristicIndex index, int value)
    {
        var characteristic = _model.Characteristics[index.Value];
        var written = new List<string>();
        if (!_vocabulary.IsFeature(index) && characteristic.Values[value].Number is { } number)
        {
            Add(written, _vocabulary.NumberAttribute, number, characteristic.Span);
        }

        foreach (var (name, amount) in characteristic.Values[value].Attributes)
        {
            Add(written, name, amount, characteristic.Span);
        }

        if (_vocabulary.Counted.Contains(_model.Literal(index, value)))
        {
            written.Add($"{_vocabulary.CountAttribute} 1");
        }

        return written;
    }

    /// <summary>An attribute with a dot in its name stands inside that of the part before.</summary>
    private void Add(List<string> written, string name, long amount, SourceSpan span)
    {
        if (name == "abstract" || UvlNames.Reference(name) is null || amount is long.MinValue
            || Math.Abs(amount).ToString(CultureInfo.InvariantCulture).Length > UvlTermWriter.DigitsMax)
        {
            _findings.Error("CW0004", span, $"attribute '{Findings.Quote(name)}' with the number {amount} cannot be "
                + $"written: its name is not free or the number has more than {UvlTermWriter.DigitsMax} digits");
            return;
        }

        var scaled = (decimal)amount / _vocabulary.Scales.GetValueOrDefault(name, 1);
        written.Add(Nested(name, scaled.ToString(CultureInfo.InvariantCulture)));
    }

    private static string Nested(string name, string value)
    {
        var parts = name.Split('.');
        var opened = string.Join(" {", parts.Select(UvlNames.Word));
        return $"{opened} {value}".TrimEnd() + new string('}', parts.Length - 1);
    }
}
