namespace Customization.Client.Wire;

/// <summary>How entries of an array become numbers of which most are zero, and back.</summary>
internal interface IEntryMap<T>
    where T : unmanaged
{
    static abstract long ToWire(T entry);

    static abstract T FromWire(long number);
}

/// <summary>As they are.</summary>
internal readonly struct PlainLong : IEntryMap<long>
{
    public static long ToWire(long entry) => entry;

    public static long FromWire(long number) => number;
}

/// <summary>As they are.</summary>
internal readonly struct PlainInt : IEntryMap<int>
{
    public static long ToWire(int entry) => entry;

    public static int FromWire(long number) => checked((int)number);
}

/// <summary>Positions of which most are -1.</summary>
internal readonly struct MostlyNone : IEntryMap<int>
{
    public static long ToWire(int entry) => entry + 1L;

    public static int FromWire(long number) => checked((int)(number - 1));
}

/// <summary>Counts in which the largest number stands for never.</summary>
internal readonly struct NeverIsMax : IEntryMap<int>
{
    public static long ToWire(int entry) => entry == int.MaxValue ? -1 : entry;

    public static int FromWire(long number) => number == -1 ? int.MaxValue : checked((int)number);
}
