using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads the characteristics that a definition declares itself. Owned by one reading.</summary>
internal sealed class CharacteristicSection(Prices prices, ValueSection values, Report report)
{
    /// <summary>Most characteristics, members of multi-choices counted.</summary>
    public const int CharacteristicsMax = 5_000;

    /// <summary>Most values of one characteristic.</summary>
    public const int ValuesMax = 2_000;

    private const string None = "none";
    private const long NumberMax = 1_000_000;

    /// <summary>The characteristics so far.</summary>
    public ImmutableArray<Characteristic>.Builder Characteristics { get; } =
        ImmutableArray.CreateBuilder<Characteristic>();

    /// <summary>What hangs on each.</summary>
    public ImmutableArray<CharacteristicDetail>.Builder Details { get; } =
        ImmutableArray.CreateBuilder<CharacteristicDetail>();

    /// <summary>Bounds on how many members of a multi-choice are taken.</summary>
    public List<Rule> Bounds { get; } = [];

    /// <summary>Reads one declaration.</summary>
    public void Read(DefinitionNode.Scalar name, DefinitionNode node)
    {
        if (Fields.Of(node, DefinitionFields.Characteristic, report) is not { } fields)
        {
            return;
        }

        switch (fields.OneOf("kind", "choice", "optional", "multi", "boolean", "quantity"))
        {
            case "multi":
                ReadMulti(name, fields);
                break;
            case "boolean":
                ReadBoolean(name, fields);
                break;
            case "quantity":
                ReadQuantity(name, fields);
                break;
            case "optional":
                ReadChoice(name, fields, CharacteristicKind.Optional);
                break;
            default:
                ReadChoice(name, fields, CharacteristicKind.SingleChoice);
                break;
        }

        if (Characteristics.Count > CharacteristicsMax)
        {
            report.Error(CatalogCode.TooMany, name.Span, $"at most {CharacteristicsMax} characteristics are accepted");
        }
    }

    private void ReadChoice(DefinitionNode.Scalar name, Fields fields, CharacteristicKind kind)
    {
        Refuse(fields, "min", "max", "step", "price", "cost");
        var read = ReadValues(fields);
        if (kind == CharacteristicKind.Optional && !read.Any(each => each.Value.Name == None))
        {
            read.Insert(0, (CharacteristicValue.Named(None), ValueDetail.Empty));
        }

        if (read.Count == 0)
        {
            report.Error(CatalogCode.MissingKey, fields.SpanOf("values"),
                $"expected at least one value of '{name.Text}' under the key 'values'");
            return;
        }

        Add(name, kind, fields, [.. read.OrderBy(each => kind == CharacteristicKind.Optional && each.Value.Name == None
            ? 0
            : 1)]);
    }

    private void ReadBoolean(DefinitionNode.Scalar name, Fields fields)
    {
        Refuse(fields, "min", "max", "step");
        var yes = ValueDetail.Empty with
        {
            Price = prices.Read(fields["price"]),
            Cost = prices.ReadCost(fields["cost"]),
        };
        var pair = new[] { (Characteristic.NoYes[0], ValueDetail.Empty), (Characteristic.NoYes[1], yes) };
        foreach (var (value, detail) in ReadValues(fields))
        {
            var at = value.Name switch { "no" => 0, "yes" => 1, _ => -1 };
            if (at < 0)
            {
                report.Error(CatalogCode.NoSuchName, fields.SpanOf("values"),
                    $"a boolean has the values no and yes, not '{value.Name}'");
                continue;
            }

            pair[at] = (Characteristic.NoYes[at] with { Attributes = value.Attributes }, detail);
        }

        Add(name, CharacteristicKind.Boolean, fields, pair);
    }

    private void ReadMulti(DefinitionNode.Scalar name, Fields fields)
    {
        Refuse(fields, "step", "price", "cost");
        var read = ReadValues(fields);
        var members = ImmutableArray.CreateBuilder<Formula>();
        foreach (var (value, detail) in read)
        {
            members.Add(new Formula.Is(new CharacteristicIndex(Characteristics.Count), [1]));
            Characteristics.Add(new Characteristic(
                $"{name.Text}.{value.Name}", CharacteristicKind.Boolean,
                [Characteristic.NoYes[0], Characteristic.NoYes[1] with { Attributes = value.Attributes }],
                name.Span, name.Text));
            Details.Add(new CharacteristicDetail(
                detail.Title.IsEmpty ? LocalizedText.Of(value.Name) : detail.Title, detail.Help,
                [ValueDetail.Empty, detail with { Title = LocalizedText.Empty }]));
        }

        var min = (int)fields.Integer("min", 0, read.Count, 0);
        var max = (int)fields.Integer("max", min, read.Count, read.Count);
        if (min > 0 || max < read.Count)
        {
            Bounds.Add(new Rule(
                $"{name.Text}-count", new Formula.Cardinality(min, max, members.ToImmutable()),
                string.Create(CultureInfo.InvariantCulture, $"Choose {min} to {max} of {name.Text}."), name.Span));
        }
    }

    private void ReadQuantity(DefinitionNode.Scalar name, Fields fields)
    {
        Refuse(fields, "values");
        foreach (var key in new[] { "min", "max" })
        {
            if (!fields.Has(key))
            {
                report.Error(CatalogCode.MissingKey, fields.Span, $"a quantity needs the key '{key}'");
                return;
            }
        }

        var min = fields.Integer("min", -NumberMax, NumberMax, 0);
        var max = fields.Integer("max", min, NumberMax, min);
        var step = fields.Integer("step", 1, NumberMax, 1);
        if (max < min || (max - min) / step >= ValuesMax)
        {
            report.Error(CatalogCode.TooMany, fields.SpanOf("max"),
                $"a quantity has 1 to {ValuesMax} values; choose a larger step or narrower bounds");
            return;
        }

        var price = prices.Read(fields["price"]);
        var cost = prices.ReadCost(fields["cost"]);
        var read = new List<(CharacteristicValue, ValueDetail)>();
        for (var number = min; number <= max; number += step)
        {
            read.Add((
                new CharacteristicValue(
                    number.ToString(CultureInfo.InvariantCulture), number,
                    ImmutableSortedDictionary<string, long>.Empty),
                ValueDetail.Empty with
                {
                    Price = price.Times(number),
                    Cost = Amounts.Times(cost, number),
                }));
        }

        Add(name, CharacteristicKind.Quantity, fields, [.. read]);
    }

    /// <summary>A list of names, or a mapping from name to what hangs on it.</summary>
    private List<(CharacteristicValue Value, ValueDetail Detail)> ReadValues(Fields fields)
    {
        if (fields["values"] is not DefinitionNode.Sequence)
        {
            return [.. fields.Entries("values", ValuesMax).Select(entry => values.Read(entry.Key.Text, entry.Value))];
        }

        var read = new List<(CharacteristicValue, ValueDetail)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in fields.Items("values", ValuesMax))
        {
            if (Scalars.Text(item, Scalars.CodeLengthMax, report) is { } name && Scalars.IsCode(name, report))
            {
                if (names.Add(name.Text))
                {
                    read.Add((CharacteristicValue.Named(name.Text), ValueDetail.Empty));
                }
                else
                {
                    report.Error(CatalogCode.Ambiguous, name.Span, $"the value '{name.Text}' occurs a second time");
                }
            }
        }

        return read;
    }

    private void Add(
        DefinitionNode.Scalar name, CharacteristicKind kind, Fields fields,
        IReadOnlyCollection<(CharacteristicValue Value, ValueDetail Detail)> read)
    {
        Characteristics.Add(new Characteristic(name.Text, kind, [.. read.Select(each => each.Value)], name.Span));
        Details.Add(new CharacteristicDetail(
            fields.Localized("title"), fields.Localized("help"), [.. read.Select(each => each.Detail)]));
    }

    private void Refuse(Fields fields, params string[] keys)
    {
        foreach (var key in keys)
        {
            if (fields.Has(key))
            {
                report.Error(CatalogCode.UnknownKey, fields.SpanOf(key),
                    $"the key '{key}' means nothing for this kind of characteristic");
            }
        }
    }
}
