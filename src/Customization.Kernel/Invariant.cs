namespace Customization.Kernel;

/// <summary>Checks what must hold whatever the input, in release builds as well.</summary>
public static class Invariant
{
    /// <summary>Throws where the condition does not hold: a bug, never an answer.</summary>
    /// <exception cref="InvalidOperationException">The condition does not hold.</exception>
    public static void Check(bool condition, string meaning)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"broken invariant: {meaning}");
        }
    }
}
