#if WITH_ORLEANS
using Customization.Grains;
using Customization.Grains.Entities;
using Orleans.Concurrency;
using Orleans.Providers;

namespace Customization.Benchmarks.Cluster;

/// <summary>The least that a grain can do: what an entity does is measured against it in the same silo.</summary>
[Alias("customization.benchmarks.echo")]
public interface IEchoGrain : IGrainWithStringKey
{
    /// <summary>Answers with what it was given.</summary>
    [Alias("echo")]
    ValueTask<long> Echo(long number);

    /// <summary>Answers with as many bytes as an answer to a click has.</summary>
    [Alias("fetch")]
    ValueTask<Immutable<byte[]>> Fetch(string characteristic, string value);
}

/// <summary>A grain with a small state.</summary>
[GrainType("echo")]
public sealed class EchoGrain : Grain, IEchoGrain
{
    /// <summary>Size of an answer of <see cref="Fetch"/>: about that of a click on the car.</summary>
    public const int AnswerBytes = 1_000;

    private static readonly Immutable<byte[]> Answer = new(new byte[AnswerBytes]);

    private readonly long[] _state = new long[4];

    /// <inheritdoc/>
    public ValueTask<long> Echo(long number)
    {
        _state[0] = number;
        return ValueTask.FromResult(number);
    }

    /// <inheritdoc/>
    public ValueTask<Immutable<byte[]>> Fetch(string characteristic, string value)
    {
        _state[0] = characteristic.Length + value.Length;
        return ValueTask.FromResult(Answer);
    }
}

/// <summary>The least that a grain with a stored state can do.</summary>
[Alias("customization.benchmarks.stored")]
public interface IStoredGrain : IGrainWithStringKey
{
    /// <summary>Stores a number and answers with it.</summary>
    [Alias("store")]
    ValueTask<long> Store(long number);
}

/// <summary>A grain with a small state that is stored where entities are.</summary>
[GrainType("stored")]
[StorageProvider(ProviderName = GrainParts.StorageName)]
public sealed class StoredGrain : Grain<StoredRecord>, IStoredGrain
{
    /// <inheritdoc/>
    public async ValueTask<long> Store(long number)
    {
        State = new StoredRecord { Payload = new byte[32], Version = number };
        await WriteStateAsync();
        return number;
    }
}
#endif
