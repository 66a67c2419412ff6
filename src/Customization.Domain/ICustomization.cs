using Customization.Domain.Catalog;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;

namespace Customization.Domain;

/// <summary>The engine as front-ends see it: ask an entity, watch an entity, look at the catalog and the outlook.
/// </summary>
/// <remarks>Two implementations: Runtime's (mailboxes in this process) and Client's (grains of a cluster). Both run the
/// same deciders, so the same commands give the same events. Safe for any number of threads.</remarks>
public interface ICustomization
{
    /// <summary>The products as this process knows them now.</summary>
    ICatalog Catalog { get; }

    /// <summary>Free stock and capacity as of at most a second ago.</summary>
    Outlook Outlook { get; }

    /// <summary>Sends a command to an entity and waits for its reply, which comes after whatever it changed is durable
    /// (sessions: accepted; their code covers the gap).</summary>
    /// <exception cref="TimeoutException">No reply in time; the command may still be carried out: ask again with the
    /// same idempotency key.</exception>
    ValueTask<Reply> Ask(EntityAddress to, Command command, CancellationToken cancellation);

    /// <summary>The changes of one entity from now on, in order, each after it is durable, until cancelled. Live only:
    /// a reader that falls behind <c>WatchBacklogMax</c> changes is ended.</summary>
    IAsyncEnumerable<Change> Watch(EntityAddress entity, CancellationToken cancellation);

    /// <summary>The keys of stored entities of a kind, for lists. Sessions appear within a second of being opened,
    /// all others with their first durable change.</summary>
    ValueTask<EntityPage> List(EntityQuery query, CancellationToken cancellation);

    /// <summary>Checks a product definition, compiles it in the background and publishes it as the next version; or
    /// checks and publishes a rule set, where the root key of the text says that it is one.</summary>
    /// <remarks>A product takes the rule sets that it uses as they are published at that moment. Cancelling while it
    /// compiles publishes nothing. Publishing the current definition again publishes no new version.</remarks>
    /// <param name="by">Who publishes, for the version's record.</param>
    IAsyncEnumerable<PublicationStep> Publish(DefinitionFiles definition, string by, CancellationToken cancellation);

    /// <summary>Checks and compiles a definition as <see cref="Publish"/> would, and publishes nothing; of a rule set
    /// it checks the form.</summary>
    /// <exception cref="UnavailableException">Too many definitions wait already.</exception>
    ValueTask<DefinitionCheck> Check(DefinitionFiles definition, CancellationToken cancellation);

    /// <summary>Keeps the bytes of a picture or document under its reference, durable on return; the same reference
    /// again is ignored.</summary>
    /// <remarks>The caller has checked what is in the bytes, and has recorded a picture of a customer with the customer
    /// before: erasing the customer deletes it.</remarks>
    ValueTask KeepImage(string reference, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>The bytes of a picture, or null where none is kept under the reference.</summary>
    ValueTask<byte[]?> ReadImage(string reference, CancellationToken cancellation);

    /// <summary>How the engine fares, as far as this process knows.</summary>
    ValueTask<EngineHealth> Health(CancellationToken cancellation);
}
