using System.Collections.Immutable;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Lays titles, prices and the like over an imported model. Owned by one reading.</summary>
internal sealed class OverlaySection
{
    private readonly ProductModel _model;
    private readonly ValueSection _values;
    private readonly Report _report;

    /// <summary>Starts with nothing laid over.</summary>
    public OverlaySection(ProductModel model, ValueSection values, Report report)
    {
        _model = model;
        _values = values;
        _report = report;
        Characteristics = [.. model.Characteristics];
        Details =
        [
            .. model.Characteristics.Select(each => new CharacteristicDetail(
                LocalizedText.Empty, LocalizedText.Empty, [.. each.Values.Select(_ => ValueDetail.Empty)])),
        ];
    }

    /// <summary>The model's characteristics, with the author's attributes.</summary>
    public Characteristic[] Characteristics { get; }

    /// <summary>What hangs on each.</summary>
    public CharacteristicDetail[] Details { get; }

    /// <summary>Lays one entry over.</summary>
    public void Read(DefinitionNode.Scalar name, DefinitionNode node)
    {
        if (_model.Find(name.Text) is not { Value: var index })
        {
            _report.Error(CatalogCode.NoSuchName, name.Span,
                $"the imported model has no characteristic '{Scalars.Shown(name.Text)}'"
                + Nearest.Suggest(name.Text, _model.Characteristics.Select(each => each.Name)));
            return;
        }

        if (Fields.Of(node, DefinitionFields.Overlay, _report) is not { } fields)
        {
            return;
        }

        var characteristic = _model.Characteristics[index];
        var values = characteristic.Values.ToBuilder();
        var details = Details[index].Values.ToBuilder();
        foreach (var (key, value) in fields.Entries("values", values.Count, areCodes: false))
        {
            var position = characteristic.IndexOf(key.Text);
            if (position < 0)
            {
                _report.Error(CatalogCode.NoSuchName, key.Span,
                    $"'{characteristic.Name}' has no value '{Scalars.Shown(key.Text)}'"
                    + Nearest.Suggest(key.Text, characteristic.Values.Select(each => each.Name)));
                continue;
            }

            var (read, detail) = _values.Read(key.Text, value);
            details[position] = detail;
            values[position] = values[position] with
            {
                Number = read.Number ?? values[position].Number,
                Attributes = values[position].Attributes.SetItems(read.Attributes),
            };
        }

        Characteristics[index] = characteristic with { Values = values.ToImmutable() };
        Details[index] = new CharacteristicDetail(
            fields.Localized("title"), fields.Localized("help"), details.ToImmutable());
    }
}
