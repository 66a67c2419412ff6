using System.Collections.Immutable;
using Customization.Kernel.Language;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>Makes integers of the decimal attributes: all values of one attribute are multiplied by the least power of
/// ten that leaves none with decimals.</summary>
internal sealed class UvlScales
{
    private readonly Dictionary<string, long> _scales = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Feature, string Attribute), long> _scaled = [];

    public UvlScales(UvlDocument document, Findings findings)
    {
        for (var i = 0; i < document.Features.Count; i++)
        {
            foreach (var (name, value) in document.Features[i].Attributes)
            {
                if (value.Number is { } number)
                {
                    _scales[name] = Math.Max(_scales.GetValueOrDefault(name, 1), UvlNumber.ScaleOf(number));
                    if (!_owners.TryGetValue(name, out var owners))
                    {
                        _owners.Add(name, owners = []);
                    }

                    owners.Add(i);
                }
            }
        }

        foreach (var (name, owners) in _owners)
        {
            foreach (var owner in owners)
            {
                var number = document.Features[owner].Attributes[name].Number!.Value;
                if (UvlNumber.Multiply(number, _scales[name]) is not { } scaled)
                {
                    findings.Error("CU0018", document.Features[owner].Span, $"the values of attribute "
                        + $"'{Findings.Quote(name)}' leave 64 bits when scaled to integers");
                    break;
                }

                _scaled.Add((owner, name), scaled);
            }
        }
    }

    /// <summary>The scales that differ from 1.</summary>
    public ImmutableSortedDictionary<string, long> Decimals => _scales.Where(pair => pair.Value != 1)
        .ToImmutableSortedDictionary(StringComparer.Ordinal);

    public long Of(string attribute) => _scales[attribute];

    /// <summary>The features that have the attribute as a number, in order.</summary>
    public IReadOnlyList<int> Owners(string attribute) => _owners.GetValueOrDefault(attribute) ?? [];

    /// <summary>The attribute of a feature as an integer; null where it is no number.</summary>
    public long? Scaled(int feature, string attribute) =>
        _scaled.TryGetValue((feature, attribute), out var scaled) ? scaled : null;
}
