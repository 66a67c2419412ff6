using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Catalog.Pricing;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Turns parts into characteristics of the flat model: a count for each part, and for each instance its own,
/// with a rule that they have their absent values exactly while the instance is not there. So an empty place adds no
/// variety, costs nothing and asks nothing.</summary>
internal sealed class PartExpansion
{
    private static readonly Formula.Constant Always = new(true);

    /// <summary>Starts with what the model has beside parts.</summary>
    public PartExpansion(
        ImmutableArray<Characteristic> characteristics, ImmutableArray<CharacteristicDetail> details,
        IReadOnlyList<Rule> rules)
    {
        Characteristics.AddRange(characteristics);
        Details.AddRange(details);
        Rules.AddRange(rules);
    }

    /// <summary>All characteristics.</summary>
    public ImmutableArray<Characteristic>.Builder Characteristics { get; } =
        ImmutableArray.CreateBuilder<Characteristic>();

    /// <summary>What hangs on each.</summary>
    public ImmutableArray<CharacteristicDetail>.Builder Details { get; } =
        ImmutableArray.CreateBuilder<CharacteristicDetail>();

    /// <summary>Bounds and rules of absence.</summary>
    public List<Rule> Rules { get; } = [];

    /// <summary>The parts as rules name them.</summary>
    public List<Part> Parts { get; } = [];

    /// <summary>The parts as customers see them.</summary>
    public ImmutableArray<PartDefinition>.Builder Definitions { get; } =
        ImmutableArray.CreateBuilder<PartDefinition>();

    /// <summary>The instance of each path, for titles.</summary>
    public Dictionary<string, PartPlace> Places { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a part of the product, with all inside it.</summary>
    public void Add(PartTemplate part) => Add(part, null, null);

    private Added Add(PartTemplate part, PartInstance? parent, PartPlace? around)
    {
        var path = parent is null ? part.Name : $"{parent.Path}.{part.Name}";
        var mayBeAbsent = parent is { Exists: Formula.Is };
        var count = AddCount(part, $"{path}.count", mayBeAbsent, around);
        Definitions.Add(new PartDefinition(path, part.Title, part.Help, $"{path}.count", part.Min, part.Max));
        var numbers = Characteristics[count.Index.Value].Values;
        var instances = ImmutableArray.CreateBuilder<PartInstance>(part.Max);
        for (var k = 1; k <= part.Max; k++)
        {
            var enough = Enumerable.Range(0, numbers.Length).Where(value => numbers[value].Number >= k);
            var isFixed = !mayBeAbsent && k <= part.Min;
            instances.Add(new PartInstance(
                string.Create(CultureInfo.InvariantCulture, $"{path}[{k}]"), k, parent,
                isFixed ? Always : new Formula.Is(count.Index, [.. enough])));
            AddInstance(part, path, instances[^1], around);
        }

        Parts.Add(new Part(path, instances.ToImmutable()));
        return count;
    }

    private Added AddCount(PartTemplate part, string name, bool mayBeAbsent, PartPlace? around)
    {
        var numbers = Enumerable.Range(part.Min, part.Max - part.Min + 1);
        var values = numbers.Select(number => (
            Value: new CharacteristicValue(
                number.ToString(CultureInfo.InvariantCulture), number, ImmutableSortedDictionary<string, long>.Empty),
            Detail: ValueDetail.Empty with
            {
                Price = part.Price.Times(number),
                Cost = Amounts.Times(part.Cost, number),
            })).ToArray();
        var count = new Characteristic(
            name, CharacteristicKind.Quantity, [.. values.Select(each => each.Value)], part.Span);
        var detail = new CharacteristicDetail(part.Title, part.Help, [.. values.Select(each => each.Detail)])
        {
            Part = around,
        };
        return Add(count, detail, mayBeAbsent);
    }

    private void AddInstance(PartTemplate part, string path, PartInstance instance, PartPlace? around)
    {
        var mayBeAbsent = instance.Exists is Formula.Is;
        var place = new PartPlace(instance.Path, path, part.Title, instance.Position, around, mayBeAbsent);
        Places[instance.Path] = place;
        var first = Characteristics.Count;
        var absent = new List<Formula>();
        for (var i = 0; i < part.Characteristics.Length; i++)
        {
            var (template, detail) = (part.Characteristics[i], part.Details[i]);
            var added = Add(
                template with
                {
                    Name = $"{instance.Path}.{template.Name}",
                    Group = template.Group.Length == 0 ? "" : $"{instance.Path}.{template.Group}",
                },
                detail with { Part = place }, mayBeAbsent);
            absent.Add(AbsentUnless(instance.Exists, added));
        }

        foreach (var bound in part.Bounds)
        {
            AddBound(bound, instance, first);
        }

        foreach (var inner in part.Parts)
        {
            absent.Add(AbsentUnless(instance.Exists, Add(inner, instance, place)));
        }

        if (mayBeAbsent && absent.Count > 0)
        {
            var title = place.TitleIn(LocalizedText.FallbackLanguage);
            Rules.Add(new Rule(
                instance.Path, absent.Count == 1 ? absent[0] : new Formula.And([.. absent]),
                $"{title} is there where {path}.count is at least {instance.Position}.", part.Span));
        }
    }

    private void AddBound(Rule bound, PartInstance instance, int first)
    {
        var members = (Formula.Cardinality)bound.Formula;
        Formula moved = members with
        {
            Operands =
            [
                .. members.Operands.Cast<Formula.Is>().Select(
                    atom => new Formula.Is(new CharacteristicIndex(atom.Characteristic.Value + first), atom.Values)),
            ],
        };
        Rules.Add(bound with
        {
            Name = $"{instance.Path}.{bound.Name}",
            Formula = instance.Exists is Formula.Is && members.Min > 0
                ? new Formula.Implies(instance.Exists, moved)
                : moved,
        });
    }

    /// <summary>Adds a characteristic, with a value of its own for the instance that is not there unless it has one
    /// that serves: no, <c>none</c> or 0.</summary>
    private Added Add(Characteristic characteristic, CharacteristicDetail detail, bool mayBeAbsent)
    {
        var isMissing = mayBeAbsent && AbsentValue(characteristic) < 0;
        if (isMissing)
        {
            var isNumber = characteristic.Values.All(value => value.Number is not null);
            characteristic = characteristic with
            {
                Kind = characteristic.Kind == CharacteristicKind.SingleChoice
                    ? CharacteristicKind.Optional
                    : characteristic.Kind,
                Values = characteristic.Values.Insert(
                    0, CharacteristicValue.Named("none") with { Number = isNumber ? 0 : null }),
            };
            detail = detail with { Values = detail.Values.Insert(0, ValueDetail.Empty) };
        }

        Characteristics.Add(characteristic);
        Details.Add(detail);
        return new Added(new CharacteristicIndex(Characteristics.Count - 1), isMissing);
    }

    /// <summary>That a characteristic has its absent value where the instance is not there, and has it nowhere else if
    /// that is what the value is for.</summary>
    private Formula AbsentUnless(Formula exists, Added added)
    {
        var characteristic = Characteristics[added.Index.Value];
        return added.HasAbsentValue
            ? new Formula.Iff(
                exists, new Formula.Is(added.Index, [.. Enumerable.Range(1, characteristic.Values.Length - 1)]))
            : new Formula.Or([exists, new Formula.Is(added.Index, [Math.Max(0, AbsentValue(characteristic))])]);
    }

    /// <summary>The value that serves an absent instance and a present one alike, or -1.</summary>
    private static int AbsentValue(Characteristic characteristic) => characteristic.Kind switch
    {
        CharacteristicKind.Boolean or CharacteristicKind.Optional => 0,
        CharacteristicKind.Quantity =>
            characteristic.Values.Select(value => value.Number).ToList().IndexOf(0),
        _ => -1,
    };

    /// <param name="HasAbsentValue">Its first value is there for the instance that is not.</param>
    private readonly record struct Added(CharacteristicIndex Index, bool HasAbsentValue);
}
