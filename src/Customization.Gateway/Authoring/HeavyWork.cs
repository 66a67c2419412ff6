namespace Customization.Gateway.Authoring;

/// <summary>Reports and trials that keep a processor busy for up to seconds: one at a time in a process, so that
/// authors never take more than one processor from customers.</summary>
public sealed class HeavyWork : IDisposable
{
    private readonly SemaphoreSlim _lane = new(1);

    /// <summary>Waits for its turn and does it.</summary>
    public async Task<T> Run<T>(Func<T> work, CancellationToken cancellation)
    {
        await _lane.WaitAsync(cancellation);
        try
        {
            return await Task.Run(work, cancellation);
        }
        finally
        {
            _lane.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lane.Dispose();
}
