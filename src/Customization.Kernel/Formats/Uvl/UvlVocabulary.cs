using System.Collections.Immutable;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>Which feature stands for which value of a model that is written. Mutable: remembers which features are
/// counted by numbers; owned by one writing.</summary>
/// <remarks>A yes/no characteristic is one feature. Every other is a feature with an alternative group of one feature
/// per value, named <c>characteristic = value</c>. A feature that arithmetic counts has an attribute of 1.</remarks>
internal sealed class UvlVocabulary
{
    private readonly ProductModel _model;
    private readonly Findings _findings;
    private readonly string[] _features;
    private readonly string[] _values;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<int, (int Feature, FeatureType Type)> _typed = [];

    public UvlVocabulary(ProductModel model, FeatureModel? tree, Findings findings)
    {
        (_model, _findings) = (model, findings);
        _features = new string[model.Characteristics.Length];
        _values = new string[model.LiteralCount];
        foreach (var (feature, type) in tree?.Types ?? ImmutableSortedDictionary<int, FeatureType>.Empty)
        {
            if (type.Characteristic is { } index)
            {
                _typed.Add(index.Value, (feature, type));
            }
        }

        for (var i = 0; i < _features.Length; i++)
        {
            if (!_typed.ContainsKey(i))
            {
                Name(i);
            }
        }

        Root = tree is null ? FreeRoot() : _features[0];
        Scales = tree?.AttributeScales ?? ImmutableSortedDictionary<string, long>.Empty;
        var attributes = model.Characteristics.SelectMany(c => c.Values).SelectMany(value => value.Attributes.Keys)
            .ToHashSet(StringComparer.Ordinal);
        CountAttribute = Free("selected", attributes);
        NumberAttribute = Free("number", attributes);
    }

    /// <summary>The root feature, which every configuration has.</summary>
    public string Root { get; }

    /// <summary>By what the values of an attribute are divided in the text.</summary>
    public ImmutableSortedDictionary<string, long> Scales { get; }

    /// <summary>The attribute that is 1 on features that are counted.</summary>
    public string CountAttribute { get; }

    /// <summary>The attribute that has the number that a value stands for.</summary>
    public string NumberAttribute { get; }

    /// <summary>Literals whose feature has <see cref="CountAttribute"/>.</summary>
    public HashSet<int> Counted { get; } = [];

    /// <summary>Whether a characteristic is one feature: selected is its second value.</summary>
    public bool IsFeature(CharacteristicIndex index)
    {
        var characteristic = _model.Characteristics[index.Value];
        return characteristic.Kind == CharacteristicKind.Boolean && characteristic.Values.Length == 2
            && characteristic.Values[0].Name == "no" && characteristic.Values[1].Name == "yes"
            && characteristic.Values[0].Attributes.IsEmpty;
    }

    /// <summary>The feature of a characteristic.</summary>
    public string Feature(CharacteristicIndex index) => _features[index.Value];

    /// <summary>The feature of a value; for a yes/no characteristic only of its yes.</summary>
    public string Value(CharacteristicIndex index, int value) => _values[_model.Literal(index, value)];

    /// <summary>The type of a feature whose value a characteristic is, with the name of the feature; null of others.
    /// </summary>
    public (string Feature, FeatureType Type)? Typed(CharacteristicIndex index) =>
        _typed.TryGetValue(index.Value, out var typed) ? (_features[typed.Feature], typed.Type) : null;

    /// <summary>1 where the value is taken, otherwise 0.</summary>
    public string Count(CharacteristicIndex index, int value)
    {
        Counted.Add(_model.Literal(index, value));
        return $"{Value(index, value)}.{CountAttribute}";
    }

    private void Name(int position)
    {
        var index = new CharacteristicIndex(position);
        var characteristic = _model.Characteristics[position];
        _features[position] = Reference(characteristic.Name, characteristic.Span);
        if (IsFeature(index))
        {
            _values[_model.Literal(index, 1)] = _features[position];
            return;
        }

        for (var value = 0; value < characteristic.Values.Length; value++)
        {
            _values[_model.Literal(index, value)] =
                Reference($"{characteristic.Name} = {characteristic.Values[value].Name}", characteristic.Span);
        }
    }

    private string Reference(string name, SourceSpan span)
    {
        if (!_names.Add(name))
        {
            _findings.Error("CW0003", span, $"two features would be named '{Findings.Quote(name)}'");
        }

        if (UvlNames.Reference(name) is not { } reference)
        {
            _findings.Error("CW0002", span, $"the name '{Findings.Quote(name)}' cannot be written: it has a double "
                + "quote, a line break, or nothing before or after a dot");
        }
        else
        {
            return reference;
        }

        return "";
    }

    /// <summary>The model's own name where no feature has it, otherwise one that is free.</summary>
    private string FreeRoot() => UvlNames.Reference(Free(_model.Name, _names)) ?? Free("Product", _names);

    private static string Free(string name, HashSet<string> taken)
    {
        while (taken.Contains(name))
        {
            name += "_";
        }

        return name;
    }
}
