namespace Customization.Grains.Entities;

public abstract partial class EntityGrain<TDecider, TState>
{
    private Task? _loading;

    /// <summary>Begins to load; whoever asks waits for that. The activation itself does not: a million that ever waited
    /// keep 64 bytes each for it.</summary>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var loading = Load();
        _loading = loading.IsCompleted ? null : loading;
        return Task.CompletedTask;
    }

    private async Task Load()
    {
        try
        {
            if (GrainParts.NeedsWorld(TDecider.Kind))
            {
                await Parts.World.Ready.WaitAsync(Parts.Limits.WorldTimeout);
            }

            Durable = Current = await _store.Load();
        }
        catch (Exception fault)
        {
            // Answered by Ask, so that callers get a reason instead of a broken activation.
            Failed(fault);
            return;
        }
        finally
        {
            _loading = null;
        }

        Report();
        if (Current.Outbox.Count > 0 || Current.Timers.Count > 0)
        {
            _ = Self.Wake().AsTask();
        }
    }

    /// <summary>Ends when the entity is loaded, or could not be.</summary>
    private Task Loaded(CancellationToken cancellation = default) =>
        _loading?.WaitAsync(cancellation) ?? Task.CompletedTask;
}
