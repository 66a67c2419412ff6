using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Sessions;
using Customization.Kernel.Model;
using Customization.LoadTests.Journeys;

namespace Customization.LoadTests.Targets;

/// <summary>The engine itself: over the gateway of an Orleans cluster, or in this process.</summary>
/// <param name="engine">Owned by the caller.</param>
/// <param name="modelOf">Model of a product, to name what answers give by position; null where it is not known.
/// </param>
public sealed class EngineTarget(ICustomization engine, Func<string, ProductModel?> modelOf) : ILoadTarget
{
    private const string LaneDefault = "standard";

    private static readonly TimeSpan OrderSilence = TimeSpan.FromMilliseconds(500);

    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private int _sessions;

    /// <inheritdoc/>
    public Task Prepare(int customers, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<LoadAnswer> Send(LoadRequest request, Offer offer, CancellationToken cancellation)
    {
        try
        {
            return request.Operation == Operation.Order
                ? await Order(request, cancellation).ConfigureAwait(false)
                : await Click(request, offer, cancellation).ConfigureAwait(false);
        }
        catch (UnavailableException fault)
        {
            return new LoadAnswer(Outcome.Failed, fault.Reason.ToString().ToLowerInvariant());
        }
        catch (TimeoutException)
        {
            return new LoadAnswer(Outcome.Failed, "timeout");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The engine belongs to the caller.
    }

    private async Task<LoadAnswer> Click(LoadRequest request, Offer offer, CancellationToken cancellation)
    {
        var session = request.Session ?? $"{_run}-{Interlocked.Increment(ref _sessions)}";
        var owner = $"load-{request.Customer}";
        SessionCommand command = request.Operation switch
        {
            Operation.Open => new SessionCommand.Open(owner, request.Product),
            Operation.Choose => new SessionCommand.Select(request.Characteristic!, request.Value!),
            Operation.Repair => new SessionCommand.Repair(request.Characteristic!, request.Value!),
            Operation.Explain => new SessionCommand.Explain(request.Characteristic!, request.Value!),
            Operation.Undo => new SessionCommand.Undo(),
            Operation.Complete => new SessionCommand.Complete(CompletionGoal.Cheapest),
            Operation.Reconnect => new SessionCommand.Open(owner, Code: request.Code),
            _ => new SessionCommand.Read(),
        };
        var reply = await engine.Ask(
            new EntityAddress(EntityKind.ConfigurationSession, session), command with { Actor = owner }, cancellation)
            .ConfigureAwait(false);
        return reply switch
        {
            SessionView view => AnswerOf(view, offer),
            Rejection rejection => new LoadAnswer(Outcome.Refused, rejection.Code),
            _ => new LoadAnswer(Outcome.Answered, ""),
        };
    }

    private async Task<LoadAnswer> Order(LoadRequest request, CancellationToken cancellation)
    {
        var order = new EntityAddress(EntityKind.Order, $"load-{_run}-{request.Key}");
        var placing = new PlaceOrder(new OrderRequest(
            $"load-{request.Customer}", request.Code!, request.Lane ?? LaneDefault, request.Key!, request.Code!));
        if (await engine.Ask(order, placing, cancellation).ConfigureAwait(false) is Rejection rejection)
        {
            return new LoadAnswer(Outcome.Refused, rejection.Code);
        }

        while (true)
        {
            using var look = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var changed = FirstChange(engine.Watch(order, look.Token), look.Token);
            var view = await engine.Ask(order, new ReadOrder(), cancellation).ConfigureAwait(false) as OrderView;
            if (view?.Outcome is { } outcome)
            {
                await look.CancelAsync().ConfigureAwait(false);
                return outcome.Promise is null
                    ? new LoadAnswer(Outcome.Refused, outcome.Code)
                    : new LoadAnswer(Outcome.Answered, "");
            }

            await Task.WhenAny(changed, Task.Delay(OrderSilence, cancellation)).ConfigureAwait(false);
            await look.CancelAsync().ConfigureAwait(false);
        }
    }

    private static async Task FirstChange(IAsyncEnumerable<Change> changes, CancellationToken cancellation)
    {
        try
        {
            await foreach (var _ in changes.WithCancellation(cancellation).ConfigureAwait(false))
            {
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // The look was enough.
        }
    }

    private LoadAnswer AnswerOf(SessionView view, Offer offer)
    {
        offer.Clear();
        if (modelOf(view.Product) is { } model && model.LiteralCount == view.Answer.Statuses.Length)
        {
            Fill(model, view, offer);
        }

        return new LoadAnswer(
            Outcome.Answered, "", view.Id, view.Code, view.Version, view.Promise?.Lane, view.IsComplete);
    }

    private static void Fill(ProductModel model, SessionView view, Offer offer)
    {
        for (var c = 0; c < model.Characteristics.Length; c++)
        {
            var characteristic = model.Characteristics[c];
            for (var v = 0; v < characteristic.Values.Length; v++)
            {
                switch (view.Answer.Statuses[model.Literal(new CharacteristicIndex(c), v)])
                {
                    case ValueStatus.Open:
                        offer.AddOpen(characteristic.Name, view.Choices[c] >= 0, characteristic.Values[v].Name);
                        break;
                    case ValueStatus.Excluded:
                        offer.AddExcluded(characteristic.Name, characteristic.Values[v].Name);
                        break;
                }
            }

            offer.EndCharacteristic();
        }
    }
}
