using Customization.Client.Watching;
using Customization.Client.Wire;
using Orleans.Concurrency;

namespace Customization.Client.Entities;

/// <summary>What every entity can be asked, whatever its kind; the typed interfaces below it say which kind.</summary>
/// <remarks>Aliases are the contract between versions that run side by side: <c>Contract.txt</c> lists them, and a test
/// compares. A call that gets no answer within <c>ClusterLimits.AskTimeout</c> throws <see cref="TimeoutException"/>.
/// </remarks>
[Alias("customization.entity")]
public interface IEntityGrain : IGrainWithStringKey
{
    /// <summary>Carries out a command; the reply comes after whatever it changed is durable (sessions: accepted).
    /// </summary>
    /// <remarks>Cancelling ends the wait. A command that was decided before stays decided.</remarks>
    [Alias("ask")]
    ValueTask<ReplyMessage> Ask(CommandMessage command, CancellationToken cancellation);

    /// <summary>Carries out a command that another entity sends: as <see cref="Ask"/>, but an answer that changes
    /// nothing is compared with the storage first, because the sender acts on it.</summary>
    [Alias("deliver")]
    ValueTask<ReplyMessage> Deliver(CommandMessage command);

    /// <summary>Carries out commands in turn, each as <see cref="Ask"/> or <see cref="Deliver"/> does, and answers when
    /// all that they changed is durable. For entities that many callers want at once.</summary>
    /// <returns>A reply for each command, null where it was not looked at: it is to be asked alone.</returns>
    [Alias("ask-all")]
    ValueTask<ReplyMessage?[]> AskAll(CommandMessage[] commands, bool areDeliveries);

    /// <summary>Tells a watcher of every change from now on, for <c>ClusterLimits.WatchLease</c>; again to go on.
    /// </summary>
    /// <returns>The version that the watcher knows now.</returns>
    [Alias("watch")]
    ValueTask<long> Watch(IEntityWatcher watcher);

    /// <summary>The state as it is durable now, for the index that other processes read.</summary>
    [Alias("peek")]
    ValueTask<StateMessage> Peek();

    /// <summary>Deletes the entity where nobody touched it for as long as its kind is kept and nothing hangs on it; the
    /// caller then takes it out of the list of all. It leaves memory in any case.</summary>
    /// <returns>When it was touched last, in Unix seconds, 0 where that is not known; null where it is not stored.
    /// </returns>
    [Alias("retire")]
    ValueTask<long?> Retire();

    /// <summary>Something is due: a timer, or a send to repeat.</summary>
    [Alias("wake")]
    [OneWay]
    ValueTask Wake();
}

/// <summary>The versions of one product, by product code.</summary>
[Alias("customization.product-model")]
public interface IProductModelGrain : IEntityGrain;

/// <summary>One customer's way through one product, by session id.</summary>
[Alias("customization.session")]
public interface ISessionGrain : IEntityGrain;

/// <summary>One customer, by customer id.</summary>
[Alias("customization.customer")]
public interface ICustomerGrain : IEntityGrain;

/// <summary>Stock of one component, by component code.</summary>
[Alias("customization.component-stock")]
public interface IComponentStockGrain : IEntityGrain;

/// <summary>One production cell, by cell id.</summary>
[Alias("customization.production-cell")]
public interface IProductionCellGrain : IEntityGrain;

/// <summary>The slots of one day of one cell, by cell id and date.</summary>
[Alias("customization.cell-day")]
public interface ICellDayGrain : IEntityGrain;

/// <summary>One order with its saga, by order id.</summary>
[Alias("customization.order")]
public interface IOrderGrain : IEntityGrain;

/// <summary>The versions of one rule set, by its code.</summary>
[Alias("customization.rule-set")]
public interface IRuleSetGrain : IEntityGrain;

/// <summary>What sells with what of one product, by product code and shard.</summary>
[Alias("customization.demand")]
public interface IDemandGrain : IEntityGrain;

/// <summary>One mass run, by run id.</summary>
[Alias("customization.run")]
public interface IRunGrain : IEntityGrain;

/// <summary>Some recipients of a run, by run id and number.</summary>
[Alias("customization.run-batch")]
public interface IRunBatchGrain : IEntityGrain;

/// <summary>One thing that somebody owns, by serial number.</summary>
[Alias("customization.owned-product")]
public interface IOwnedProductGrain : IEntityGrain;
