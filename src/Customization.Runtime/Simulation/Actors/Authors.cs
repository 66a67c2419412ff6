using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Entities;
using Customization.Runtime.Simulation.Goods;

namespace Customization.Runtime.Simulation.Actors;

/// <summary>Those who publish products, and change their minds.</summary>
internal sealed class Authors(World world)
{
    private const string Name = "author";

    private static readonly EntityAddress Cap = new(EntityKind.ProductModel, "cap");

    /// <summary>The first versions.</summary>
    public void Begin()
    {
        Publish(SimulatedProducts.Caps[0]);
        Publish(SimulatedProducts.Kit);
        if (world.Swarm.HasLamps)
        {
            Publish(SimulatedProducts.Lamp);
        }

        if (world.Swarm.HasLots)
        {
            Publish(SimulatedProducts.Tiles);
        }

        if (world.Swarm.HasTastes)
        {
            Publish(SimulatedProducts.Scarf);
        }
    }

    public void Act(Random random)
    {
        var version = random.Next(1, 5);
        switch (random.Next(20))
        {
            case < 10:
                Publish(SimulatedProducts.Caps[random.Next(SimulatedProducts.Caps.Length)]);
                break;
            case < 14:
                world.Ask(Cap, new ProductModelCommand.RollBackVersion(version, Name));
                break;
            case < 17:
                world.Ask(Cap, new ProductModelCommand.WithdrawVersion(version, Name));
                break;
            case 17:
                world.Ask(
                    Cap with { Key = SimulatedProducts.Kit.Code }, new ProductModelCommand.RetireProduct(Name));
                break;
            default:
                world.Ask(Cap, new ProductModelCommand.ReadProduct());
                break;
        }
    }

    private void Publish(SimulatedProduct product) =>
        world.Ask(new EntityAddress(EntityKind.ProductModel, product.Code), product.Compiled.Command(Name));
}
