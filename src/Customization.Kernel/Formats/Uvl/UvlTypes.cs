using System.Collections.Immutable;
using System.Globalization;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>The values that a typed feature may have.</summary>
/// <param name="Characteristic">Its first value is <c>none</c>, taken where the feature is not selected.</param>
/// <param name="Scale">By what the numbers were multiplied to become integers.</param>
internal sealed record UvlDomain(CharacteristicIndex Index, Characteristic Characteristic, long Scale)
{
    /// <summary>One text per value: nothing for none, null for any other text.</summary>
    public ImmutableArray<string?> Texts { get; init; } = [];

    public ImmutableArray<long> Numbers => [.. Characteristic.Values.Select(value => value.Number ?? 0)];
}

/// <summary>Gives typed features finite domains, from attributes (<c>min</c>, <c>max</c>, <c>step</c>, <c>values</c>),
/// otherwise from constraints. Owned by one reading.</summary>
internal sealed class UvlTypes
{
    private readonly UvlDocument _document;
    private readonly UvlBounds _bounds;
    private readonly Findings _findings;
    private readonly Dictionary<int, UvlDomain> _domains = [];
    private readonly Dictionary<int, string> _missing = [];
    private long _values;

    public UvlTypes(UvlDocument document, UvlBounds bounds, Findings findings)
    {
        (_document, _bounds, _findings) = (document, bounds, findings);
        for (var i = 0; i < document.Features.Count && !findings.IsFull; i++)
        {
            if (document.Features[i].Type is { } type)
            {
                Add(i, type);
            }
        }
    }

    /// <summary>The domains by feature, in the order of the file.</summary>
    public IEnumerable<KeyValuePair<int, UvlDomain>> All => _domains.OrderBy(pair => pair.Key);

    /// <summary>The values of a feature; null where it has none or nothing bounds them.</summary>
    public UvlDomain? Of(int feature) => _domains.GetValueOrDefault(feature);

    /// <summary>What is missing to give the feature a finite domain.</summary>
    public string Missing(int feature) => _missing.GetValueOrDefault(feature) ?? "";

    private void Add(int index, string type)
    {
        var feature = _document.Features[index];
        var values = type == "String" ? Texts(index) : Numbers(index, type == "Integer");
        if (values is null && !_missing.ContainsKey(index))
        {
            return;
        }

        if (values is null)
        {
            _findings.Warning("CU0012", feature.Span, $"the {type} value of feature '{Findings.Quote(feature.Name)}' "
                + $"is not part of the model: {_missing[index]}; only whether it is selected is");
            return;
        }

        _values += values.Value.Values.Length;
        if (_values > _findings.Limits.ValuesMax)
        {
            _findings.Error("CU0032", feature.Span, $"all values together are more than {_findings.Limits.ValuesMax}");
            return;
        }

        var name = feature.Name + ".value";
        while (_document.FeatureByName.ContainsKey(name))
        {
            name += "_";
        }

        var position = new CharacteristicIndex(_document.Features.Count + _domains.Count);
        var none = CharacteristicValue.Named("none");
        var characteristic = new Characteristic(
            name, CharacteristicKind.Optional, [none, .. values.Value.Values], feature.Span, feature.Name);
        _domains.Add(index, new UvlDomain(position, characteristic, values.Value.Scale)
        {
            Texts = type == "String" ? [.. values.Value.Texts.Prepend("")] : [],
        });
    }

    private (CharacteristicValue[] Values, string?[] Texts, long Scale)? Texts(int index)
    {
        var feature = _document.Features[index];
        string?[] texts = feature.Attributes.TryGetValue("values", out var listed)
            ? [.. listed.Texts.Distinct()]
            : [.. _bounds.Texts(index), null];
        if (texts is [] or [null])
        {
            _missing[index] = "it is compared with no text and has no attribute such as values ['a', 'b']";
            return null;
        }

        if (texts.Length >= _findings.Limits.ValuesPerCharacteristicMax)
        {
            TooMany(feature);
            return null;
        }

        var names = texts.Select(text => text is "none" ? "'none'" : text ?? Other(texts));
        return ([.. names.Select(CharacteristicValue.Named)], texts, 1);
    }

    /// <summary>What stands for any other text, under a name that is free.</summary>
    private static string Other(string?[] texts)
    {
        var name = "other";
        while (texts.Contains(name))
        {
            name += "_";
        }

        return name;
    }

    private (CharacteristicValue[] Values, string?[] Texts, long Scale)? Numbers(int index, bool isInteger)
    {
        var feature = _document.Features[index];
        var (least, most) = (Attribute(feature, "min") ?? _bounds.Least(index),
            Attribute(feature, "max") ?? _bounds.Most(index));
        if (least is not { } min || most is not { } max)
        {
            _missing[index] = (least is null ? "a lower bound is missing, such as the attribute min 0" : "")
                + (least is null && most is null ? ", and " : "")
                + (most is null ? "an upper bound is missing, such as the attribute max 100" : "");
            return null;
        }

        var given = Attribute(feature, "step");
        var scale = isInteger ? 1 : new[] { min, max, given ?? 1 }.Max(UvlNumber.ScaleOf);
        (min, max) = isInteger ? (Math.Ceiling(min), Math.Floor(max)) : (min, max);
        var step = given ?? 1m / scale;
        if (step <= 0 || min > max || (isInteger && step != Math.Floor(step))
            || UvlNumber.Multiply(Normal(max), scale) is null || UvlNumber.Multiply(Normal(min), scale) is null)
        {
            _findings.Error("CU0033", feature.Span, $"the value of feature '{Findings.Quote(feature.Name)}' has no "
                + $"number from {min} to {max} by {step} within 64 bits");
            return null;
        }

        if ((max - min) / step >= _findings.Limits.ValuesPerCharacteristicMax - 1)
        {
            TooMany(feature);
            return null;
        }

        var values = new List<CharacteristicValue>();
        for (var number = min; number <= max; number += step)
        {
            values.Add(new CharacteristicValue(Normal(number).ToString(CultureInfo.InvariantCulture),
                (long)(number * scale), CharacteristicValue.Named("").Attributes));
        }

        return ([.. values], [], scale);
    }

    private void TooMany(UvlFeature feature) => _findings.Error("CU0032", feature.Span,
        $"the value of feature '{Findings.Quote(feature.Name)}' has more than "
        + $"{_findings.Limits.ValuesPerCharacteristicMax - 1} possible values");

    private static decimal? Attribute(UvlFeature feature, string name) =>
        feature.Attributes.TryGetValue(name, out var value) ? value.Number : null;

    private static decimal Normal(decimal number) => number / 1.0000000000000000000000000000m;
}
