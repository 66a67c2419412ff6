namespace Customization.Kernel.Compilation.Network;

/// <summary>At least one of the literals holds. Literals sorted, so those of one variable stand together.</summary>
internal sealed record Clause(int[] Literals, int Rule);

/// <summary>The variables of the scope take one of the rows; a row has one value position per variable.</summary>
internal sealed record Table(int[] Scope, int[][] Rows, int Rule);

/// <summary>The weights of the values taken add up to between <paramref name="Min"/> and <paramref name="Max"/>.
/// <paramref name="Weights"/>[i][v] belongs to value v of scope variable i.</summary>
internal sealed record Linear(int[] Scope, long[][] Weights, long Min, long Max, int Rule);
