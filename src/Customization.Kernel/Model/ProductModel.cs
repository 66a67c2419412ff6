using System.Collections.Immutable;
using Customization.Kernel.Language;

namespace Customization.Kernel.Model;

/// <summary>A rule of the author: every configuration satisfies it.</summary>
/// <param name="Name">Unique within the model, e.g. <c>r17</c> or the author's own.</param>
/// <param name="Message">What the customer is told when the rule is in the way; empty where the author gave none.
/// </param>
public sealed record Rule(string Name, Formula Formula, string Message, SourceSpan Span);

/// <summary>A wish of the author: completions that satisfy it are preferred by its weight, never required.</summary>
/// <remarks>One of higher priority outweighs all of lower priority together; within one priority weights add up.
/// </remarks>
public sealed record Preference(string Name, Formula Formula, long Weight, string Message, SourceSpan Span)
{
    /// <summary>Higher comes first; 0 where the author gave none.</summary>
    public int Priority { get; init; }
}

/// <summary>The characteristics of a product and the rules between their values: what can be configured.</summary>
/// <remarks>Immutable and safe to share between threads. A literal is a pair of characteristic and value; literals are
/// numbered through: literal = <see cref="Offset"/>(characteristic) + value position, so that a set of literals is a
/// bit set of <see cref="LiteralCount"/> bits.</remarks>
public sealed class ProductModel
{
    private readonly int[] _offsets;
    private readonly int[] _characteristicOfLiteral;
    private readonly Dictionary<string, int> _indexByName;

    /// <summary>Builds a model.</summary>
    /// <exception cref="ArgumentException">Two characteristics share a name, or one has no value.</exception>
    public ProductModel(
        string name, ImmutableArray<Characteristic> characteristics, ImmutableArray<Rule> rules,
        ImmutableArray<Preference> preferences = default)
    {
        Name = name;
        Characteristics = characteristics;
        Rules = rules;
        Preferences = preferences.IsDefault ? [] : preferences;
        _offsets = new int[characteristics.Length + 1];
        _indexByName = new Dictionary<string, int>(characteristics.Length, StringComparer.Ordinal);
        for (var i = 0; i < characteristics.Length; i++)
        {
            var values = characteristics[i].Values.Length;
            _offsets[i + 1] = values > 0
                ? _offsets[i] + values
                : throw new ArgumentException($"characteristic '{characteristics[i].Name}' has no value");
            if (!_indexByName.TryAdd(characteristics[i].Name, i))
            {
                throw new ArgumentException($"two characteristics are named '{characteristics[i].Name}'");
            }
        }

        _characteristicOfLiteral = new int[LiteralCount];
        for (var i = 0; i < characteristics.Length; i++)
        {
            Array.Fill(_characteristicOfLiteral, i, _offsets[i], characteristics[i].Values.Length);
        }
    }

    /// <summary>Name of the model, for people.</summary>
    public string Name { get; }

    /// <summary>The questions, in the author's order.</summary>
    public ImmutableArray<Characteristic> Characteristics { get; }

    /// <summary>The hard rules, in the author's order.</summary>
    public ImmutableArray<Rule> Rules { get; }

    /// <summary>The soft preferences, in the author's order.</summary>
    public ImmutableArray<Preference> Preferences { get; }

    /// <summary>Number of literals: the values of all characteristics together.</summary>
    public int LiteralCount => _offsets[^1];

    /// <summary>The literal of the first value of a characteristic.</summary>
    public int Offset(CharacteristicIndex characteristic) => _offsets[characteristic.Value];

    /// <summary>The literal of a characteristic's value.</summary>
    public int Literal(CharacteristicIndex characteristic, int value) => _offsets[characteristic.Value] + value;

    /// <summary>The characteristic that a literal belongs to.</summary>
    public CharacteristicIndex CharacteristicOf(int literal) => new(_characteristicOfLiteral[literal]);

    /// <summary>The value position that a literal stands for.</summary>
    public int ValueOf(int literal) => literal - _offsets[_characteristicOfLiteral[literal]];

    /// <summary>The characteristic of this name, or null. O(1).</summary>
    public CharacteristicIndex? Find(string name) =>
        _indexByName.TryGetValue(name, out var index) ? new CharacteristicIndex(index) : null;
}
