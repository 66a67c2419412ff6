using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Publishing;

namespace Customization.Runtime.Simulation.Goods;

/// <summary>One definition of a small product, together with what it means in plain words of C#: the checkers compare
/// with those and never ask the kernel.</summary>
/// <param name="Text">The definition as an author writes it.</param>
/// <param name="Base">Base price, minor units.</param>
/// <param name="Questions">Its characteristics in order, their values and what each costs, minor units.</param>
/// <param name="Allows">Whether the rules allow a full configuration, by value names.</param>
internal sealed record SimulatedProduct(
    string Code, string Text, long Base, ImmutableArray<Question> Questions, Func<string[], bool> Allows)
{
    private readonly Lazy<CompiledDefinition> _compiled = new(() => Compile(Code, Text));
    private readonly Lazy<ImmutableArray<int[]>> _configurations = new(() => Enumerate(Questions, Allows));

    /// <summary>Read and compiled once per process.</summary>
    public CompiledDefinition Compiled => _compiled.Value;

    /// <summary>Every configuration that the rules allow, by value positions.</summary>
    public ImmutableArray<int[]> Configurations => _configurations.Value;

    /// <summary>List price of a full configuration without delivery.</summary>
    public long Price(int[] values)
    {
        var price = Base;
        for (var i = 0; i < values.Length; i++)
        {
            price += Questions[i].Values[values[i]].Price;
        }

        return price;
    }

    private static CompiledDefinition Compile(string code, string text)
    {
        PublicationStep? last = null;
        return DefinitionCompiler.Compile(
            DefinitionFiles.Of($"{code}.yaml", text), step => last = step, CancellationToken.None)
            ?? throw new InvalidOperationException(
                last is PublicationStep.Refused refused ? refused.Diagnostics[0].ToString() : $"{code}: {last}");
    }

    private static ImmutableArray<int[]> Enumerate(ImmutableArray<Question> questions, Func<string[], bool> allows)
    {
        var all = ImmutableArray.CreateBuilder<int[]>();
        var values = new int[questions.Length];
        do
        {
            if (allows([.. values.Select((value, i) => questions[i].Values[value].Name)]))
            {
                all.Add([.. values]);
            }
        }
        while (Next(values, questions));

        return all.ToImmutable();
    }

    private static bool Next(int[] values, ImmutableArray<Question> questions)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (++values[i] < questions[i].Values.Length)
            {
                return true;
            }

            values[i] = 0;
        }

        return false;
    }
}

/// <summary>A characteristic as the checkers know it.</summary>
internal sealed record Question(string Name, ImmutableArray<(string Name, long Price)> Values);
