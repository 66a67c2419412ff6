using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Gateway.Events;

namespace Customization.Gateway.Orders;

/// <summary>Waits until a quote or order knows what becomes of it.</summary>
public static class OrderWaits
{
    /// <summary>Looks again after this time, even if nothing was heard.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);

    /// <summary>Where an order lives.</summary>
    public static EntityAddress AddressOf(string order) => new(EntityKind.Order, order);

    /// <summary>The order as soon as it has an outcome. The request's time limit bounds the wait.</summary>
    /// <param name="isDone">Whether what is seen is what was waited for.</param>
    public static async Task<OrderView> Until(
        ICustomization engine, string order, Predicate<OrderView> isDone, CancellationToken cancellation)
    {
        while (true)
        {
            var changes = engine.Watch(AddressOf(order), cancellation);
            await foreach (var _ in changes.NowAndOn(Silence, cancellation))
            {
                if (await Read(engine, order, cancellation) is { } view && isDone(view))
                {
                    return view;
                }
            }
        }
    }

    /// <summary>The order, or null where there is none.</summary>
    public static async Task<OrderView?> Read(ICustomization engine, string order, CancellationToken cancellation) =>
        await engine.Ask(AddressOf(order), new ReadOrder(), cancellation) as OrderView;
}
