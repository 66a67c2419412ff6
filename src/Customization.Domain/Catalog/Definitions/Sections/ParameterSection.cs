using System.Collections.Immutable;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Yaml;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads parameters and presentation aspects. Owned by one reading.</summary>
internal sealed class ParameterSection(Conditions conditions, Prices prices, SuperBomSection lines, Report report)
{
    private const int ParametersMax = 200;
    private const int GuardsMax = 200;
    private const int OptionsMax = 200;
    private const int WordsMax = 10_000;
    private const int WordLengthMax = 60;
    private const int TextLengthMax = 500;
    private const long AmountMax = 1_000_000_000;
    private const long BytesMax = 50_000_000;

    private readonly AspectNeeds _needs = new(report);

    /// <summary>Parameters, then presentation aspects, in the author's order.</summary>
    public ImmutableArray<ParameterDefinition>.Builder All { get; } =
        ImmutableArray.CreateBuilder<ParameterDefinition>();

    /// <summary>Reads both sections, and between them the parameters that parts have.</summary>
    public void Read(
        Fields product, IEnumerable<PartTemplate> parts, PartConditions each,
        IReadOnlyDictionary<string, PartPlace> places)
    {
        foreach (var (key, value) in product.Entries("parameters", ParametersMax))
        {
            if (Fields.Of(value, DefinitionFields.Parameter, report) is { } fields)
            {
                Add(key, ReadParameter(key.Text, fields, conditions.Read(fields["when"]), conditions.Read));
            }
        }

        foreach (var part in parts)
        {
            ReadOf(part, each, places);
        }

        foreach (var (key, value) in product.Entries("presentation", ParametersMax))
        {
            if (Fields.Of(value, DefinitionFields.Aspect, report) is { } fields)
            {
                ReadAspect(key, fields);
            }
        }

        _needs.Check(All);
    }

    /// <summary>One for each instance, asked where the instance is there. After an error of the first the others would
    /// only repeat it.</summary>
    private void ReadOf(PartTemplate part, PartConditions each, IReadOnlyDictionary<string, PartPlace> places)
    {
        foreach (var (key, value) in part.Fields.Entries("parameters", ParametersMax))
        {
            if (Fields.Of(value, DefinitionFields.Parameter, report) is not { } fields)
            {
                continue;
            }

            foreach (var (instance, when, _) in each.ReadLine(fields["when"], null, 1, part.Path))
            {
                var parameter = ReadParameter($"{instance.Path}.{key.Text}", fields, when, node => node is null
                    ? null
                    : each.Read(node, part.Path, isRule: false)
                        .FirstOrDefault(found => found.Instance.Path == instance.Path).Condition);
                Add(key, parameter with { Title = places[instance.Path].Before(TitleOf(parameter, key)) });
                if (report.HasErrors)
                {
                    return;
                }
            }
        }
    }

    private static LocalizedText TitleOf(ParameterDefinition parameter, DefinitionNode.Scalar name) =>
        parameter.Title.IsEmpty ? LocalizedText.Of(name.Text) : parameter.Title;

    private ParameterDefinition ReadParameter(
        string code, Fields fields, Condition? when, Func<DefinitionNode?, Condition?> conditionOf)
    {
        ParameterGuard guard = fields.OneOf("kind", "text", "measurement", "image") switch
        {
            "measurement" => ReadMeasurement(fields, conditionOf),
            "image" => ReadImage(fields),
            _ => ReadText(fields, "unit", "min", "step", "guards", "maxBytes", "types"),
        };
        return new ParameterDefinition(
            code, fields.Localized("title"), fields.Localized("help"), false, fields.Flag("required"), when, guard,
            prices.Read(fields["price"]));
    }

    private void ReadAspect(DefinitionNode.Scalar name, Fields fields)
    {
        ParameterGuard guard;
        if (fields.OneOf("kind", "options", "text") == "text")
        {
            guard = ReadText(fields, "options");
        }
        else
        {
            Refuse(fields, "max", "pattern", "forbidden");
            guard = ReadOptions(name, fields);
        }

        Add(name, new ParameterDefinition(
            name.Text, fields.Localized("title"), fields.Localized("help"), true, false,
            conditions.Read(fields["when"]), guard, prices.Read(fields["price"]))
        {
            Aspect = AspectNeeds.KindOf(fields),
        });
        lines.ReadOf(fields, name.Text, null);
    }

    private ParameterGuard.Options ReadOptions(DefinitionNode.Scalar name, Fields fields)
    {
        var options = ImmutableArray.CreateBuilder<PresentationOption>();
        foreach (var (key, value) in fields.Entries("options", OptionsMax))
        {
            if (Fields.Of(value, DefinitionFields.Option, report) is { } option)
            {
                options.Add(new PresentationOption(
                    key.Text, option.Localized("title"), prices.Read(option["price"]))
                {
                    Needs = _needs.Read(option, isFirst: options.Count == 0),
                });
                lines.ReadOf(option, name.Text, key.Text);
            }
        }

        if (options.Count == 0)
        {
            report.Error(CatalogCode.MissingKey, fields.SpanOf("options"),
                "a presentation aspect needs at least one option, or 'kind: text'");
            options.Add(new PresentationOption("none", LocalizedText.Empty, default));
        }

        return new ParameterGuard.Options(options.ToImmutable());
    }

    private ParameterGuard.Text ReadText(Fields fields, params string[] others)
    {
        Refuse(fields, others);
        TextPattern? pattern = null;
        if (fields["pattern"] is { } node && fields.Text("pattern") is { Length: > 0 } text)
        {
            pattern = TextPattern.TryCreate(text, out var reason);
            if (pattern is null)
            {
                report.Error(CatalogCode.BadPattern, node.Span, $"this pattern cannot be used: {reason}");
            }
        }

        var words = ImmutableArray.CreateBuilder<string>();
        foreach (var item in fields.Items("forbidden", WordsMax))
        {
            if (Scalars.Text(item, WordLengthMax, report) is { } word)
            {
                words.Add(word.Text);
            }
        }

        return new ParameterGuard.Text(
            (int)fields.Integer("max", 1, TextLengthMax, 40), pattern, new ForbiddenWords(words.ToImmutable()));
    }

    private ParameterGuard.Measurement ReadMeasurement(Fields fields, Func<DefinitionNode?, Condition?> conditionOf)
    {
        Refuse(fields, "pattern", "forbidden", "maxBytes", "types");
        Require(fields, "unit", "min", "max");
        var min = fields.Integer("min", -AmountMax, AmountMax, 0);
        var max = fields.Integer("max", min, AmountMax, min);
        var ranges = ImmutableArray.CreateBuilder<MeasurementRange>();
        foreach (var item in fields.Items("guards", GuardsMax))
        {
            if (Fields.Of(item, DefinitionFields.Guard, report) is { } guard
                && conditionOf(guard["when"]) is { } when)
            {
                var low = guard.Integer("min", min, max, min);
                ranges.Add(new MeasurementRange(
                    when, low, guard.Integer("max", low, max, max), guard.Localized("message")));
            }
        }

        return new ParameterGuard.Measurement(
            fields.Text("unit", WordLengthMax), min, max, fields.Integer("step", 1, AmountMax, 1),
            ranges.ToImmutable());
    }

    private ParameterGuard.Image ReadImage(Fields fields)
    {
        Refuse(fields, "unit", "min", "max", "step", "guards", "pattern", "forbidden");
        var types = ImmutableArray.CreateBuilder<string>();
        foreach (var item in fields.Items("types", OptionsMax))
        {
            if (Scalars.Text(item, WordLengthMax, report) is { } type)
            {
                types.Add(type.Text.ToLowerInvariant());
            }
        }

        return new ParameterGuard.Image(
            fields.Integer("maxBytes", 1, BytesMax, 5_000_000),
            types.Count > 0 ? types.ToImmutable() : ["image/png", "image/jpeg"]);
    }

    private void Add(DefinitionNode.Scalar name, ParameterDefinition parameter)
    {
        if (All.Count == ParametersMax)
        {
            report.Error(CatalogCode.TooMany, name.Span,
                $"with those of every instance of a part, there are more than {ParametersMax} parameters");
        }

        if (All.Any(each => string.Equals(each.Code, parameter.Code, StringComparison.Ordinal)))
        {
            report.Error(CatalogCode.Ambiguous, name.Span, $"a parameter is named '{name.Text}' already");
        }

        All.Add(parameter);
    }

    private void Require(Fields fields, params string[] keys)
    {
        foreach (var key in keys.Where(key => !fields.Has(key)))
        {
            report.Error(CatalogCode.MissingKey, fields.Span, $"this kind of parameter needs the key '{key}'");
        }
    }

    private void Refuse(Fields fields, params string[] keys)
    {
        foreach (var key in keys.Where(fields.Has))
        {
            report.Error(CatalogCode.UnknownKey, fields.SpanOf(key), $"the key '{key}' means nothing for this kind");
        }
    }
}
