using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads parts with bounded counts. Owned by one reading.</summary>
internal sealed class PartSection(Prices prices, ValueSection values, Report report)
{
    /// <summary>Most instances of a part of one owner.</summary>
    public const int CountMax = 200;

    private const int PartsMax = 100;
    private const int DepthMax = 4;

    /// <summary>The parts of the model with those inside them; none after reporting that they are too many.</summary>
    /// <param name="others">The characteristics of the model itself.</param>
    public ImmutableArray<PartTemplate> Read(Fields model, IReadOnlyCollection<Characteristic> others)
    {
        var parts = Read(model, "", others, DepthMax);
        var size = others.Count + parts.Sum(part => part.Size);
        if (size <= CharacteristicSection.CharacteristicsMax)
        {
            return parts;
        }

        report.Error(CatalogCode.TooMany, model.SpanOf("parts"),
            $"the parts make {size} characteristics in all; at most {CharacteristicSection.CharacteristicsMax} are "
            + "accepted");
        return [];
    }

    private ImmutableArray<PartTemplate> Read(
        Fields owner, string path, IReadOnlyCollection<Characteristic> others, int depth)
    {
        var parts = ImmutableArray.CreateBuilder<PartTemplate>();
        foreach (var (key, value) in owner.Entries("parts", PartsMax))
        {
            if (depth == 0)
            {
                report.Error(CatalogCode.NestedTooDeep, key.Span, $"parts nest at most {DepthMax} deep");
                break;
            }

            if (others.Any(other => other.Name == key.Text || other.Group == key.Text))
            {
                report.Error(CatalogCode.Ambiguous, key.Span, $"a characteristic is named '{key.Text}' too");
            }

            if (Fields.Of(value, DefinitionFields.Part, report) is { } fields)
            {
                parts.Add(ReadPart(key, fields, path, depth));
            }
        }

        return parts.ToImmutable();
    }

    private PartTemplate ReadPart(DefinitionNode.Scalar name, Fields fields, string path, int depth)
    {
        var section = new CharacteristicSection(prices, values, report);
        foreach (var (key, value) in fields.Entries("characteristics", CharacteristicSection.CharacteristicsMax))
        {
            if (key.Text == "count")
            {
                report.Error(CatalogCode.Ambiguous, key.Span, "'count' is how many instances a part has");
            }

            section.Read(key, value);
        }

        foreach (var characteristic in section.Characteristics)
        {
            if (characteristic.Kind == CharacteristicKind.SingleChoice && characteristic.IndexOf("none") >= 0)
            {
                report.Error(CatalogCode.Ambiguous, characteristic.Span,
                    "'none' is what an instance has that is not there; make it 'kind: optional' or rename the value");
            }
        }

        path = path.Length == 0 ? name.Text : $"{path}.{name.Text}";
        var (min, max) = ReadCount(fields);
        var characteristics = section.Characteristics.ToImmutable();
        var title = fields.Localized("title");
        return new PartTemplate(
            name.Text, path, fields, title.IsEmpty ? LocalizedText.Of(name.Text) : title, fields.Localized("help"),
            min, max, prices.Read(fields["price"]), prices.ReadCost(fields["cost"]), characteristics,
            section.Details.ToImmutable(), [.. section.Bounds], Read(fields, path, characteristics, depth - 1),
            name.Span);
    }

    /// <summary><c>0..12</c>, or one number for a fixed count.</summary>
    private (int Min, int Max) ReadCount(Fields fields)
    {
        if (fields["count"] is not { } node || Scalars.Text(node, Scalars.CodeLengthMax, report) is not { } scalar)
        {
            return (1, 1);
        }

        var bounds = scalar.Text.Split("..");
        var min = 0;
        if (bounds.Length > 2
            || !int.TryParse(bounds[0], NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out min)
            || !int.TryParse(bounds[^1], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var max))
        {
            report.Error(CatalogCode.WrongValue, node.Span,
                $"expected a number of instances or bounds such as 0..12, found '{Scalars.Shown(scalar.Text)}'");
            return (1, 1);
        }

        if (max is < 1 or > CountMax || min > max)
        {
            report.Error(CatalogCode.OutOfRange, node.Span,
                $"expected 0 to {CountMax} instances, the lower bound first and at least one possible");
            return (1, 1);
        }

        return (min, max);
    }
}
