using System.Numerics;

namespace Customization.Kernel.Diagram;

/// <summary>How to combine alternatives and parts: the one thing that distinguishes the queries on a diagram.</summary>
/// <remarks>Plus and Times are associative and commutative, Times distributes over Plus, Zero annihilates. Implemented
/// by structs so that the JIT specialises each pass. Source: Kimmig, Van den Broeck, De Raedt 2017, algebraic model
/// counting.</remarks>
public interface ISemiring<T>
{
    /// <summary>No configuration.</summary>
    T Zero { get; }

    /// <summary>The empty part.</summary>
    T One { get; }

    /// <summary>Of alternatives.</summary>
    T Plus(T a, T b);

    /// <summary>Of independent parts.</summary>
    T Times(T a, T b);
}

/// <summary>(or, and): is there a configuration?</summary>
public readonly struct Possibility : ISemiring<bool>
{
    public bool Zero => false;

    public bool One => true;

    public bool Plus(bool a, bool b) => a | b;

    public bool Times(bool a, bool b) => a & b;
}

/// <summary>(+, x): how many configurations?</summary>
public readonly struct Counting : ISemiring<BigInteger>
{
    public BigInteger Zero => BigInteger.Zero;

    public BigInteger One => BigInteger.One;

    public BigInteger Plus(BigInteger a, BigInteger b) => a + b;

    public BigInteger Times(BigInteger a, BigInteger b) =>
        a.IsZero || b.IsZero ? BigInteger.Zero : a.IsOne ? b : b.IsOne ? a : a * b;
}

/// <summary>(min, +) over integers: what is the least total? <see cref="Impossible"/> is no configuration.</summary>
public readonly struct LeastTotal : ISemiring<long>
{
    /// <summary>Larger than every total: totals stay within a quarter of the range of 64 bits.</summary>
    public const long Impossible = long.MaxValue / 2;

    public long Zero => Impossible;

    public long One => 0;

    public long Plus(long a, long b) => Math.Min(a, b);

    public long Times(long a, long b) => a >= Impossible || b >= Impossible ? Impossible : a + b;
}

/// <summary>(min, +) over integers of any size: totals of several measures packed one above the other. Null is no
/// configuration.</summary>
public readonly struct LeastPacked : ISemiring<BigInteger?>
{
    public BigInteger? Zero => null;

    public BigInteger? One => BigInteger.Zero;

    public BigInteger? Plus(BigInteger? a, BigInteger? b) => b is null || a <= b ? a : b;

    public BigInteger? Times(BigInteger? a, BigInteger? b) => a + b;
}

/// <summary>(min, max) over integers: what is the least possible maximum?</summary>
public readonly struct LeastMaximum : ISemiring<long>
{
    public long Zero => LeastTotal.Impossible;

    public long One => long.MinValue;

    public long Plus(long a, long b) => Math.Min(a, b);

    public long Times(long a, long b) => Math.Max(a, b);
}

/// <summary>(max, +) over logarithms: what is the likeliest?</summary>
public readonly struct MostLikely : ISemiring<double>
{
    public double Zero => double.NegativeInfinity;

    public double One => 0;

    public double Plus(double a, double b) => Math.Max(a, b);

    public double Times(double a, double b) => a + b;
}

/// <summary>Choices given up, then price: compared in that order.</summary>
public readonly record struct ChangesAndPrice(int Changes, long Price);

/// <summary>Lexicographic (min, +): how few choices must change, and what is the least price then?</summary>
public readonly struct FewestChanges : ISemiring<ChangesAndPrice>
{
    /// <summary>More changes than any selection has choices.</summary>
    public const int Never = int.MaxValue / 2;

    public ChangesAndPrice Zero => new(Never, 0);

    public ChangesAndPrice One => default;

    public ChangesAndPrice Plus(ChangesAndPrice a, ChangesAndPrice b) =>
        a.Changes < b.Changes || (a.Changes == b.Changes && a.Price <= b.Price) ? a : b;

    public ChangesAndPrice Times(ChangesAndPrice a, ChangesAndPrice b) =>
        a.Changes >= Never || b.Changes >= Never ? new(Never, 0) : new(a.Changes + b.Changes, a.Price + b.Price);
}
