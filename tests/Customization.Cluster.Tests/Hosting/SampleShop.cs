using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Sessions;
using Customization.Grains.Hosting;

namespace Customization.Cluster.Tests.Hosting;

/// <summary>The sample shoe and the plant that makes it.</summary>
public static class SampleShop
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The plant of the samples, as far as it makes shoes.</summary>
    public static PlantDefinition Plant { get; } = PlantDefinitionReader.Read(
        $"{Text("plant.yaml")}\n---\n{Text("shoe.plant.yaml")}", "plant.yaml").Plant!;

    /// <summary>A silo in memory that can promise what this plant makes.</summary>
    public static SiloSettings Silo => new(new ClusterStorage.Memory()) { Lanes = Plant.Lanes };

    /// <summary>Defines the plant and publishes the shoe.</summary>
    public static async Task Open(ICustomization engine)
    {
        foreach (var (to, command) in Plant.Commands())
        {
            Assert.IsNotAssignableFrom<Rejection>(await engine.Ask(to, command, default));
        }

        PublicationStep? last = null;
        await foreach (var step in engine.Publish(
            DefinitionFiles.Of("shoe.yaml", Text("shoe.yaml")), "author", default))
        {
            last = step;
        }

        Assert.IsType<PublicationStep.Published>(last);
    }

    /// <summary>Configures and orders a shoe; ends when the order is confirmed.</summary>
    public static async Task Order(ICustomization engine, string name, string customer = "ann")
    {
        var session = new EntityAddress(EntityKind.ConfigurationSession, $"session-{name}");
        await engine.Ask(session, new SessionCommand.Open(customer, "shoe"), default);
        var view = Assert.IsType<SessionView>(
            await engine.Ask(session, new SessionCommand.Complete(CompletionGoal.Cheapest), default));
        var order = new EntityAddress(EntityKind.Order, $"order-{name}");
        Assert.IsType<OrderAccepted>(await engine.Ask(
            order, new PlaceOrder(new OrderRequest(customer, view.Code, Plant.Lanes[0].Code, name, "body")), default));
        await Eventually.Holds(async () => await engine.Ask(order, new ReadOrder(), default)
            is OrderView { Outcome.Status: OrderStatus.Confirmed }, Patience);
    }

    private static string Text(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", name));
}
