using System.Collections.Immutable;
using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Reads default values.</summary>
internal static class DefaultSection
{
    /// <summary>Bounds of a priority, of defaults and of preferences.</summary>
    public const int PriorityMax = 1_000;

    private const int DefaultsMax = 500;

    /// <summary>The defaults of a model or rule set, in the author's order.</summary>
    public static IEnumerable<DefaultValue> Read(
        RuleSource source, IReadOnlyList<Characteristic> characteristics, Report report)
    {
        var (model, conditions) = (source.Fields, source.Conditions);
        var names = new NamedValues(characteristics, report, source.Renamed);
        var found = new List<DefaultValue>();
        foreach (var item in model.Items("defaults", DefaultsMax))
        {
            if (Fields.Of(item, DefinitionFields.Default, report) is not { } fields)
            {
                continue;
            }

            var when = conditions.Read(fields["when"]);
            var priority = (int)fields.Integer("priority", -PriorityMax, PriorityMax, 0);
            if (names.Characteristic(fields["set"]) is { } characteristic
                && names.Value(characteristic, fields["to"]) is >= 0 and var value)
            {
                found.Add(new DefaultValue(characteristic, value, when, priority, fields.Span));
            }
        }

        return found;
    }

    /// <summary>Highest priority first, otherwise as given.</summary>
    public static ImmutableArray<DefaultValue> Sorted(IEnumerable<DefaultValue> defaults) =>
        [.. defaults.OrderByDescending(each => each.Priority)];
}
