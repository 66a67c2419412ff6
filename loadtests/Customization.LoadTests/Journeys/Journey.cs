using Customization.LoadTests.Arrivals;
using Customization.LoadTests.Running;
using Customization.LoadTests.Targets;

namespace Customization.LoadTests.Journeys;

/// <summary>One customer: does the steps that came due one after the other, each from the last answer.</summary>
internal sealed class Journey : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Queue<PlannedStep> _waiting = new();
    private readonly LoadRun _run;
    private readonly Random _random;
    private readonly Offer _offer;
    private readonly int _customer;
    private LoadAnswer _last;
    private int _orders;
    private bool _isBusy;

    public Journey(LoadRun run, JourneyPlan plan)
    {
        (_run, Plan) = (run, plan);
        _random = new Random(HashCode.Combine(run.Seed, plan.Number));
        _offer = new Offer(_random, run.Preferences, plan.Product);
        _customer = plan.Number % run.Customers;
    }

    public JourneyPlan Plan { get; }

    /// <summary>A step is due.</summary>
    public void Begin(PlannedStep step)
    {
        lock (_gate)
        {
            _waiting.Enqueue(step);
            if (_isBusy)
            {
                return;
            }

            _isBusy = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <inheritdoc/>
    public void Execute() => _ = Work();

    private async Task Work()
    {
        while (TryTake(out var step))
        {
            var request = RequestOf(step);
            var answer = await Send(request).ConfigureAwait(false);
            _run.End(request.Operation, answer, step.AtS);
            _run.Record?.Invoke(ClickTrace.Line(
                step.AtS, Plan.Number, request.Operation, Plan.Product, request.Characteristic, request.Value));
            if (answer.Session is not null)
            {
                _last = answer;
            }
        }
    }

    private bool TryTake(out PlannedStep step)
    {
        lock (_gate)
        {
            _isBusy = _waiting.TryDequeue(out step!);
            return _isBusy;
        }
    }

    private async Task<LoadAnswer> Send(LoadRequest request)
    {
        try
        {
            return request is { Operation: Operation.Order, Code: null }
                ? new LoadAnswer(Outcome.Failed, "nothing-to-order")
                : await _run.Target.Send(request, _offer, _run.Stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new LoadAnswer(Outcome.Failed, "no-answer");
        }
        catch (Exception bug)
        {
            return new LoadAnswer(Outcome.Failed, $"generator {bug.GetType().Name}");
        }
    }

    /// <summary>What the customer really does: who has no session opens one first; who finds nothing to choose looks.
    /// </summary>
    private LoadRequest RequestOf(PlannedStep step)
    {
        if (step.Operation == Operation.Order)
        {
            return Order();
        }

        if (_last.Session is null || step.Operation == Operation.Open)
        {
            return new LoadRequest(Operation.Open, _customer, Plan.Product);
        }

        var choice = step.Operation switch
        {
            Operation.Choose when step.Characteristic is not null => (step.Characteristic, step.Value ?? ""),
            Operation.Choose => _offer.Open,
            Operation.Repair or Operation.Explain when step.Characteristic is not null =>
                (step.Characteristic, step.Value ?? ""),
            Operation.Repair or Operation.Explain => _offer.Excluded ?? _offer.Open,
            _ => ((string, string)?)null,
        };
        var needsChoice = step.Operation is Operation.Choose or Operation.Repair or Operation.Explain;
        return new LoadRequest(
            needsChoice && choice is null ? Operation.Look : step.Operation, _customer, Plan.Product, _last.Session,
            _last.Version, choice?.Item1, choice?.Item2, _last.Code);
    }

    /// <summary>The own configuration where it is full, otherwise one that was made before.</summary>
    private LoadRequest Order()
    {
        var ready = _last.IsComplete ? (_last.Code!, _last.Lane) : _run.Ready.Draw(Plan.Product, _random);
        return new LoadRequest(
            Operation.Order, _customer, Plan.Product, Code: ready?.Item1, Lane: ready?.Item2,
            Key: $"{_run.Key}-{Plan.Number}-{_orders++}");
    }
}
