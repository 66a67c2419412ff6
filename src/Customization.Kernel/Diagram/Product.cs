namespace Customization.Kernel.Diagram;

/// <summary>A conjunction of independent parts: leaves (each a set of literals of one variable, one of which holds) and
/// nodes. All parts are over different variables.</summary>
/// <param name="Leaves">Leaf numbers, sorted.</param>
/// <param name="Nodes">Node numbers, sorted.</param>
internal sealed record Product(int[] Leaves, int[] Nodes)
{
    /// <summary>The product of nothing, which holds.</summary>
    public static readonly Product One = new([], []);
}
