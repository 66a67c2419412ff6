namespace Customization.Kernel.Satisfiability;

/// <summary>Of each group exactly one literal holds; the weights of those that hold add up to between two bounds.
/// </summary>
/// <param name="Groups">Literals of each group.</param>
/// <param name="Weights">One per literal of <paramref name="Groups"/>.</param>
/// <param name="Guard">The sum counts only where this literal holds.</param>
/// <param name="Origin">See <see cref="Origins"/>.</param>
internal sealed record Sum(int[][] Groups, long[][] Weights, long Min, long Max, int Guard, int Origin);
