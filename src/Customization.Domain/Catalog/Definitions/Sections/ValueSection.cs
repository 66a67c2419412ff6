using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads what hangs on one value. Text attributes become numbers that rules can compare: the same text is the
/// same number everywhere in the definition. Owned by one reading.</summary>
internal sealed class ValueSection(
    Prices prices, Report report, Dictionary<string, long>? symbols = null)
{
    private const int AttributesMax = 100;
    private const int TextMax = 500;
    private const long AttributeMax = 1_000_000_000_000;
    private const int DaysMax = 1000;

    private readonly Dictionary<string, long> _symbols =
        symbols ?? new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>The number of each text attribute, from 1: 0 is what an absent attribute counts as.</summary>
    public IReadOnlyDictionary<string, long> Symbols => _symbols;

    /// <summary>Reads values of the same definition with other prices.</summary>
    public ValueSection With(Prices others) => new(others, report, _symbols);

    /// <summary>A value as the model has it, and what hangs on it.</summary>
    public (CharacteristicValue Value, ValueDetail Detail) Read(string name, DefinitionNode node)
    {
        if (Fields.Of(node, DefinitionFields.Value, report) is not { } fields)
        {
            return (CharacteristicValue.Named(name), ValueDetail.Empty);
        }

        var numbers = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in fields.Entries("attributes", AttributesMax))
        {
            if (Scalars.Text(value, TextMax, report) is { } scalar)
            {
                ReadAttribute(key.Text, scalar, numbers, texts);
            }
        }

        long? number = fields.Has("number") ? fields.Integer("number", -AttributeMax, AttributeMax, 0) : null;
        var detail = new ValueDetail(
            fields.Localized("title"), fields.Localized("help"), prices.Read(fields["price"]),
            prices.ReadCost(fields["cost"]), (int)fields.Integer("days", 0, DaysMax, 0), fields.Text("image", TextMax),
            texts.ToImmutable())
        {
            Effective = fields.Effective(),
        };
        return (new CharacteristicValue(name, number, numbers.ToImmutable()), detail);
    }

    private void ReadAttribute(
        string name, DefinitionNode.Scalar scalar, ImmutableSortedDictionary<string, long>.Builder numbers,
        ImmutableSortedDictionary<string, string>.Builder texts)
    {
        texts[name] = scalar.Text;
        if (scalar.IsPlain
            && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            if (number is < -AttributeMax or > AttributeMax)
            {
                report.Error(CatalogCode.OutOfRange, scalar.Span,
                    $"expected -{AttributeMax} to {AttributeMax}, found {number}");
            }

            numbers[name] = number;
            return;
        }

        if (!_symbols.TryGetValue(scalar.Text, out var symbol))
        {
            _symbols[scalar.Text] = symbol = _symbols.Count + 1;
        }

        numbers[name] = symbol;
    }
}
