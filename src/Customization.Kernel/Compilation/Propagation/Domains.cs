using System.Runtime.CompilerServices;
using Customization.Kernel.Compilation.Network;

namespace Customization.Kernel.Compilation.Propagation;

/// <summary>The values still alive, and a trail to take removals back in reverse order.</summary>
/// <remarks>Mutable; owned by one <see cref="Propagator"/>.</remarks>
internal sealed class Domains
{
    private readonly ConstraintNetwork _network;
    private readonly int[] _variableOfLiteral;
    private readonly int[] _offsets;

    public Domains(ConstraintNetwork network)
    {
        _network = network;
        Alive = new bool[network.LiteralCount];
        Array.Fill(Alive, true);
        Size = new int[network.VariableCount];
        _offsets = new int[network.VariableCount + 1];
        _variableOfLiteral = new int[network.LiteralCount];
        for (var variable = 0; variable < Size.Length; variable++)
        {
            Size[variable] = network.DomainSize(variable);
            _offsets[variable + 1] = _offsets[variable] + Size[variable];
            Array.Fill(_variableOfLiteral, variable, _offsets[variable], Size[variable]);
        }

        Trail = new int[network.LiteralCount];
        Reason = new int[network.LiteralCount];
    }

    /// <summary>Whether a literal's value is still possible.</summary>
    public bool[] Alive { get; }

    /// <summary>Number of values alive, per variable.</summary>
    public int[] Size { get; }

    /// <summary>Removed literals, oldest first; <see cref="TrailCount"/> of them.</summary>
    public int[] Trail { get; }

    /// <summary>For each removed literal the constraint that removed it; -1 for a decision.</summary>
    public int[] Reason { get; }

    public int TrailCount { get; private set; }

    public int VariableOf(int literal) => _variableOfLiteral[literal];

    public int Offset(int variable) => _offsets[variable];

    public int End(int variable) => _offsets[variable + 1];

    /// <summary>Removes a live value; false when it was the last.</summary>
    public bool Remove(int literal, int reason)
    {
        Alive[literal] = false;
        Trail[TrailCount++] = literal;
        Reason[literal] = reason;
        return --Size[_variableOfLiteral[literal]] > 0;
    }

    /// <summary>Keeps only one literal of its variable; false when it is not alive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Assign(int literal, int reason)
    {
        var variable = _variableOfLiteral[literal];
        for (var other = _offsets[variable]; other < _offsets[variable + 1]; other++)
        {
            if (other != literal && Alive[other] && !Remove(other, reason))
            {
                return false;
            }
        }

        return Alive[literal];
    }

    /// <summary>The first value alive; the only one of a fixed variable.</summary>
    public int FirstAlive(int variable)
    {
        var literal = _offsets[variable];
        while (!Alive[literal])
        {
            literal++;
        }

        return literal;
    }

    /// <summary>Takes back all removals after the mark.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void BacktrackTo(int mark)
    {
        while (TrailCount > mark)
        {
            var literal = Trail[--TrailCount];
            Alive[literal] = true;
            Size[_variableOfLiteral[literal]]++;
        }
    }
}
