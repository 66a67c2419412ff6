using Customization.Kernel.Compilation;
using Customization.Kernel.Diagram;
using Customization.Kernel.Model;

namespace Customization.Kernel.Queries;

/// <summary>A fold with the weights it runs on; kept from query to query by its <see cref="Configurator"/>.</summary>
internal sealed class Pass<T, TSemiring>(CompiledModel compiled)
    where TSemiring : struct, ISemiring<T>
{
    private readonly ProductModel _model = compiled.Model;
    private readonly T[] _perLiteral = new T[compiled.Model.LiteralCount];

    public DiagramFold<T, TSemiring> Fold { get; } = new(compiled.Diagram);

    /// <summary>One per literal.</summary>
    public T[] Weights { get; } = new T[compiled.Model.LiteralCount];

    /// <summary>Gives one weight to all literals that agree with the selection, another to the rest.</summary>
    public void Allow(Selection selection, T agreeing, T others)
    {
        Array.Fill(Weights, agreeing);
        Forbid(selection, others);
    }

    /// <summary>Gives literals their own weight, except those that disagree with the selection.</summary>
    public void Allow(Selection selection, ReadOnlySpan<T> weights, T others)
    {
        weights.CopyTo(Weights);
        Forbid(selection, others);
    }

    public T Up() => Fold.Up(Weights);

    public ReadOnlySpan<T> Down()
    {
        Fold.Down(Weights, _perLiteral);
        return _perLiteral;
    }

    public int[] Best() => Witness.Best(_model, compiled.Diagram, Fold, Weights);

    private void Forbid(Selection selection, T weight)
    {
        for (var i = 0; i < _model.Characteristics.Length; i++)
        {
            var characteristic = new CharacteristicIndex(i);
            var choice = selection[characteristic];
            if (choice < 0)
            {
                continue;
            }

            var offset = _model.Offset(characteristic);
            for (var value = 0; value < _model.Characteristics[i].Values.Length; value++)
            {
                if (value != choice)
                {
                    Weights[offset + value] = weight;
                }
            }
        }
    }
}
