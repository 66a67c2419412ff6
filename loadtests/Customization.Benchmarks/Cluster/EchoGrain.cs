#if WITH_ORLEANS
namespace Customization.Benchmarks.Cluster;

/// <summary>The least that a grain can do: what an entity does is measured against it in the same silo.</summary>
[Alias("customization.benchmarks.echo")]
public interface IEchoGrain : IGrainWithStringKey
{
    /// <summary>Answers with what it was given.</summary>
    [Alias("echo")]
    ValueTask<long> Echo(long number);
}

/// <summary>A grain with a small state.</summary>
[GrainType("echo")]
public sealed class EchoGrain : Grain, IEchoGrain
{
    private readonly long[] _state = new long[4];

    /// <inheritdoc/>
    public ValueTask<long> Echo(long number)
    {
        _state[0] = number;
        return ValueTask.FromResult(number);
    }
}
#endif
