using System.Collections.Immutable;
using System.Text;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>Writes terms as sums and products of attributes of features. Mutable; owned by one writing.</summary>
/// <remarks>A condition is a number, 1 or 0, where it is made of logic and values: <c>a and b</c> is the product,
/// <c>a or b</c> is <c>1 - (1 - a)(1 - b)</c>. Counts and comparisons are not; the caller tells such cases apart.
/// </remarks>
internal sealed class UvlTermWriter(
    ProductModel model, UvlVocabulary vocabulary, StringBuilder text, Func<int, bool> fits, Action<long> tooLarge)
{
    /// <summary>Digits of a number that readers accept.</summary>
    public const int DigitsMax = 18;

    private const long NumberMax = 999_999_999_999_999_999;

    /// <summary>Whether a condition has a form as a number.</summary>
    public static bool IsNumber(Formula formula) => formula switch
    {
        Formula.Not not => IsNumber(not.Operand),
        Formula.And and => and.Operands.All(IsNumber),
        Formula.Or or => or.Operands.All(IsNumber),
        Formula.Implies implies => IsNumber(implies.Condition) && IsNumber(implies.Consequence),
        Formula.Iff iff => IsNumber(iff.Left) && IsNumber(iff.Right),
        Formula.Constant or Formula.Is or Formula.Table => true,
        _ => false,
    };

    /// <summary>A part under a condition that is no number; null where there is none.</summary>
    public static Term.Where? FirstCondition(Term term) => term switch
    {
        Term.Where where when !IsNumber(where.Condition) => where,
        Term.Where where => FirstCondition(where.Operand),
        Term.Product product => FirstCondition(product.Left) ?? FirstCondition(product.Right),
        Term.Sum sum => sum.Operands.Select(FirstCondition).FirstOrDefault(found => found is not null),
        _ => null,
    };

    /// <summary>The term with one part replaced, told by reference.</summary>
    public static Term Replace(Term term, Term part, Term replacement) =>
        ReferenceEquals(term, part) ? replacement : term switch
        {
            Term.Where where => new Term.Where(where.Condition, Replace(where.Operand, part, replacement)),
            Term.Product product => new Term.Product(
                Replace(product.Left, part, replacement), Replace(product.Right, part, replacement)),
            Term.Sum sum => new Term.Sum([.. sum.Operands.Select(operand => Replace(operand, part, replacement))]),
            _ => term,
        };

    public void Write(Term term, int depth)
    {
        if (!fits(depth))
        {
            return;
        }

        switch (term)
        {
            case Term.Constant constant:
                Number(constant.Value);
                break;
            case Term.Of of:
                PerValue(of);
                break;
            case Term.Sum sum:
                Sum(sum.Operands, depth);
                break;
            case Term.Product product:
                Product(() => Write(product.Left, depth + 1), () => Write(product.Right, depth + 1));
                break;
            case Term.Where where:
                Product(() => Condition(where.Condition, depth + 1), () => Write(where.Operand, depth + 1));
                break;
            default:
                throw new InvalidOperationException($"unknown term {term.GetType().Name}");
        }
    }

    private void Sum(ImmutableArray<Term> operands, int depth)
    {
        text.Append(operands.Length == 0 ? "0" : "");
        for (var i = 0; i < operands.Length; i++)
        {
            text.Append(i == 0 ? "(" : " + (");
            Write(operands[i], depth + 1);
            text.Append(')');
        }
    }

    private void Product(Action left, Action right)
    {
        text.Append('(');
        left();
        text.Append(") * (");
        right();
        text.Append(')');
    }

    /// <summary>A condition as 1 or 0.</summary>
    private void Condition(Formula condition, int depth)
    {
        if (!fits(depth))
        {
            return;
        }

        switch (condition)
        {
            case Formula.Constant constant:
                Number(constant.Value ? 1 : 0);
                break;
            case Formula.Is atom:
                OneOf(atom);
                break;
            case Formula.Not not:
                Complement(not.Operand, depth);
                break;
            case Formula.And and:
                All(and.Operands, depth);
                break;
            case Formula.Or or:
                Complement(new Formula.And([.. or.Operands.Select(operand => new Formula.Not(operand))]), depth);
                break;
            case Formula.Implies implies:
                Complement(new Formula.And([implies.Condition, new Formula.Not(implies.Consequence)]), depth);
                break;
            case Formula.Iff iff:
                All([iff.Left, iff.Right], depth);
                text.Append(" + ");
                All([new Formula.Not(iff.Left), new Formula.Not(iff.Right)], depth);
                break;
            case Formula.Table table:
                Rows(table, depth);
                break;
            default:
                throw new InvalidOperationException($"{condition.GetType().Name} is no number");
        }
    }

    private void Complement(Formula condition, int depth)
    {
        text.Append("1 - (");
        Condition(condition, depth + 1);
        text.Append(')');
    }

    private void All(ImmutableArray<Formula> operands, int depth)
    {
        text.Append(operands.Length == 0 ? "1" : "");
        for (var i = 0; i < operands.Length; i++)
        {
            text.Append(i == 0 ? "(" : " * (");
            Condition(operands[i], depth + 1);
            text.Append(')');
        }
    }

    /// <summary>Exactly one of distinct rows is the case, or none.</summary>
    private void Rows(Formula.Table table, int depth)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        text.Append(table.Allowed ? "0" : "1 - (0");
        foreach (var row in table.Rows.Where(row => known.Add(string.Join(' ', row))))
        {
            text.Append(" + ");
            All([.. row.Select((value, i) => new Formula.Is(table.Scope[i], [value]))], depth + 1);
        }

        text.Append(table.Allowed ? "" : ")");
    }

    private void OneOf(Formula.Is atom)
    {
        var perValue = new long[model.Characteristics[atom.Characteristic.Value].Values.Length];
        foreach (var value in atom.Values)
        {
            perValue[value] = 1;
        }

        PerValue(new Term.Of(atom.Characteristic, [.. perValue]));
    }

    /// <summary>One number per value: by the author's attribute where one has these numbers, else number by number.
    /// </summary>
    private void PerValue(Term.Of of)
    {
        var characteristic = model.Characteristics[of.Characteristic.Value];
        if (of.PerValue.All(number => number == of.PerValue[0]))
        {
            Number(of.PerValue[0]);
            return;
        }

        if (vocabulary.Typed(of.Characteristic) is var (feature, type))
        {
            TypedValue(of, characteristic, feature, type);
            return;
        }

        if (vocabulary.IsFeature(of.Characteristic))
        {
            var (no, yes) = (of.PerValue[0], of.PerValue[1]);
            if (no == 0 && Attribute(characteristic.Values[1], yes) is { } own)
            {
                text.Append($"{vocabulary.Feature(of.Characteristic)}.{own}");
                return;
            }

            Number(no);
            text.Append(" + ");
            Number(yes - no);
            text.Append(" * ").Append(vocabulary.Count(of.Characteristic, 1));
            return;
        }

        if (NumbersAttribute(characteristic, of.PerValue) is { } attribute)
        {
            text.Append($"sum({vocabulary.Feature(of.Characteristic)}, {attribute})");
            return;
        }

        text.Append('0');
        for (var value = 0; value < of.PerValue.Length; value++)
        {
            if (of.PerValue[value] != 0)
            {
                text.Append(" + ");
                Number(of.PerValue[value]);
                text.Append(" * ").Append(vocabulary.Count(of.Characteristic, value));
            }
        }
    }

    /// <summary>The value of a typed feature, or what readers take of it: the length, or the next integer.</summary>
    private void TypedValue(Term.Of of, Characteristic characteristic, string feature, FeatureType type)
    {
        var numbers = characteristic.Values.Select(value => value.Number ?? 0).ToArray();
        if (type.Type == "String")
        {
            text.Append($"len({feature})");
        }
        else if (of.PerValue.SequenceEqual(numbers))
        {
            text.Append(type.Scale == 1 ? feature : $"{type.Scale} * {feature}");
        }
        else
        {
            var isFloor = of.PerValue.SequenceEqual(
                numbers.Select(number => (long)Math.Floor(number / (decimal)type.Scale)));
            text.Append(isFloor ? $"floor({feature})" : $"ceil({feature})");
        }
    }

    /// <summary>The attribute, written on the features of all values, that has these numbers.</summary>
    private string? NumbersAttribute(Characteristic characteristic, ImmutableArray<long> numbers)
    {
        if (characteristic.Values.Select(value => value.Number).SequenceEqual(numbers.Select(number => (long?)number)))
        {
            return vocabulary.NumberAttribute;
        }

        var names = characteristic.Values.SelectMany(value => value.Attributes.Keys).Distinct();
        return names.FirstOrDefault(name => IsPlain(name)
            && characteristic.Values.Select(value => value.Attributes.GetValueOrDefault(name)).SequenceEqual(numbers))
            is { } attribute ? UvlNames.Reference(attribute) : null;
    }

    /// <summary>The attribute that has this number on a feature.</summary>
    private string? Attribute(CharacteristicValue value, long number) =>
        value.Attributes.FirstOrDefault(pair => pair.Value == number && IsPlain(pair.Key)).Key is { } name
            ? UvlNames.Reference(name)
            : null;

    /// <summary>Whether the attribute is one name and stands in the text with the numbers of the model.</summary>
    private bool IsPlain(string attribute) => !attribute.Contains('.') && !vocabulary.Scales.ContainsKey(attribute);

    private void Number(long number)
    {
        if (number is > NumberMax or < -NumberMax)
        {
            tooLarge(number);
        }

        text.Append(number);
    }
}
