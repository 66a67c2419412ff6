namespace Peers.Service;

/// <summary>Finds a full configuration with these literals, or says that there is none. Used by one thread at a time.
/// </summary>
public interface ICheck
{
    /// <summary>The value of each variable from 1 on, or null.</summary>
    bool[]? Solve(IReadOnlyList<int> assumed);
}
