using System.Collections.Immutable;
using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Runtime.Journal;
using Customization.Runtime.Journal.Secrets;
using Customization.Runtime.Publishing;
using Customization.Runtime.Scheduling;

namespace Customization.Runtime;

/// <summary>The engine in this process: the embedded default of the server.</summary>
public sealed class EmbeddedCustomization : ICustomization, IAsyncDisposable
{
    private readonly EmbeddedOptions _options;
    private readonly IJournal _journal;
    private readonly ThreadScheduler _scheduler = new();
    private readonly ChangeFeed _feed;
    private readonly OutlookKeeper _outlook;
    private readonly DemandKeeper _demand;
    private readonly EmbeddedCatalog _catalog;
    private readonly Publisher _publisher;
    private readonly EntityEngine _engine;
    private readonly ITimer _trim;
    private int _asks;
    private int _isClosed;

    private EmbeddedCustomization(EmbeddedOptions options, IJournal journal)
    {
        (_options, _journal) = (options, journal);
        var store = new DefinitionStore(journal);
        _feed = new ChangeFeed(options.Limits);
        _outlook = new OutlookKeeper(new OutlookBuilder(options.Lanes), options.Time, options.Limits);
        var answers = new RememberedAnswers(options.Limits.AnswerBytesMax);
        _catalog = new EmbeddedCatalog(store, answers, options.Log);
        _demand = new DemandKeeper(() => Catalog, options.Time, options.Limits);
        _publisher = new Publisher(_catalog, store, _scheduler, options.Time, options.Limits, Ask);
        _engine = new EntityEngine(EntityTypes.All(), new EngineParts(
            journal, _scheduler, options.Time, options.Limits,
            now => new DecisionContext(now, Catalog, Outlook) { Demand = _demand.Current }, Observe, options.Log));
        _engine.Metrics.Watch(answers);
        _trim = options.Time.CreateTimer(
            _ => _catalog.Trim(), null, options.Limits.ScratchIdle, options.Limits.ScratchIdle);
    }

    /// <inheritdoc/>
    public ICatalog Catalog => _catalog.Current;

    /// <inheritdoc/>
    public Outlook Outlook => _outlook.Current;

    /// <summary>Opens the store, brings catalog and outlook up to date and resumes what a crash cut off.</summary>
    /// <exception cref="StoreException">The store is refused, with the reason in one line; nothing was changed.
    /// </exception>
    public static EmbeddedCustomization Open(EmbeddedOptions options)
    {
        var embedded = new EmbeddedCustomization(
            options, SecretStore.Open(options.Directory, options.MasterKeys, options.Log));
        try
        {
            embedded.Resume();
            return embedded;
        }
        catch
        {
            embedded.Close();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Reply> Ask(EntityAddress to, Command command, CancellationToken cancellation)
    {
        var start = _options.Time.GetTimestamp();
        var outcome = "failed";
        try
        {
            if (Interlocked.Increment(ref _asks) > _options.Limits.AsksMax)
            {
                throw new UnavailableException(
                    UnavailableReason.Overloaded, $"{_options.Limits.AsksMax} commands are waiting");
            }

            var completion = new AskCompletion();
            _engine.Post(to, command, completion, runsHere: true);
            var reply = await completion.Task
                .WaitAsync(_options.Limits.AskTimeout, _options.Time, cancellation).ConfigureAwait(false);
            outcome = reply is Rejection ? "rejected" : "answered";
            return reply;
        }
        finally
        {
            Interlocked.Decrement(ref _asks);
            _engine.Metrics.Asked(_options.Time.GetElapsedTime(start), outcome);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Change> Watch(EntityAddress entity, CancellationToken cancellation) =>
        _feed.Watch(entity, cancellation);

    /// <inheritdoc/>
    public ValueTask<EntityPage> List(EntityQuery query, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, EntityQuery.LimitMax, nameof(query));
        return ValueTask.FromResult(_engine.List(query));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<PublicationStep> Publish(
        DefinitionFiles definition, string by, CancellationToken cancellation) =>
        _publisher.Publish(definition, by, cancellation);

    /// <inheritdoc/>
    public ValueTask<DefinitionCheck> Check(DefinitionFiles definition, CancellationToken cancellation) =>
        _publisher.Check(definition, cancellation);

    /// <inheritdoc/>
    public async ValueTask KeepImage(
        string reference, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        await Task.Run(() => _journal.WriteBlob(ImageReference.BlobName(reference), content), cancellation)
            .ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<byte[]?> ReadImage(string reference, CancellationToken cancellation) =>
        await Task.Run(() => _journal.ReadBlob(ImageReference.BlobName(reference)), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<EngineHealth> Health(CancellationToken cancellation)
    {
        var (byKind, hottest) = _engine.Survey(EngineHealth.HottestMax);
        var metrics = _engine.Metrics;
        return ValueTask.FromResult(new EngineHealth(
            _options.Time.GetUtcNow(), [new ProcessHealth("embedded", byKind.Values.Sum())],
            byKind.ToImmutableSortedDictionary(kind => kind.Key.ToString(), kind => kind.Value), metrics.Asks)
        {
            Commits = metrics.Commits,
            Writes = metrics.Writes,
            Hottest = hottest,
        });
    }

    /// <summary>Drains and closes: what was accepted is finished and stored, as far as
    /// <see cref="RuntimeLimits.DrainLimit"/> allows; the rest resumes at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
        {
            return;
        }

        _feed.Close();
        await _engine.Drain().ConfigureAwait(false);
        Close();
    }

    private void Close()
    {
        _trim.Dispose();
        _outlook.Dispose();
        _demand.Dispose();
        _engine.Dispose();
        _scheduler.Dispose();
        _journal.Dispose();
    }

    private void Resume()
    {
        foreach (var state in _engine.ReadStates(EntityKind.ProductModel))
        {
            _catalog.Follow((ProductModelState)state);
        }

        foreach (var kind in (EntityKind[])[EntityKind.ComponentStock, EntityKind.ProductionCell, EntityKind.CellDay])
        {
            foreach (var state in _engine.ReadStates(kind))
            {
                _outlook.Put(state);
            }
        }

        foreach (var state in _engine.ReadStates(EntityKind.Demand))
        {
            _demand.Take(state);
        }

        _outlook.Refresh();
        _demand.Refresh();
        _engine.Start();
    }

    private void Observe(EntityAddress address, Change change, object state)
    {
        if (state is ProductModelState product)
        {
            _catalog.Follow(product);
        }

        _outlook.TakeSoon(address, state);
        _demand.Take(state);
        _feed.Publish(address, change);
    }
}
