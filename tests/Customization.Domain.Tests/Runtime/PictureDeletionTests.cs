using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Runtime;
using Xunit;

namespace Customization.Domain.Tests.Runtime;

public class PictureDeletionTests
{
    private static readonly EntityAddress Anna = new(EntityKind.Customer, "anna");
    private static readonly string Reference = ImageReference.Of("anna", "picture"u8);
    private static readonly string Blob = ImageReference.BlobName(Reference);

    [Fact]
    public void Erasing_a_customer_deletes_the_picture_also_where_a_crash_and_a_fault_come_between()
    {
        using var world = new World(types: EntityType.Of<CustomerDecider, CustomerState>());
        world.Ask(Anna, new CustomerCommand.RecordPicture(Reference, 7));
        world.Journal.WriteBlob(Blob, "picture"u8.ToArray());
        world.Journal.FailsDeletes = true;
        Assert.IsType<Done>(world.Ask(Anna, new CustomerCommand.Erase()));
        Assert.NotNull(world.Journal.ReadBlob(Blob));

        world.Restart();
        world.Pass(TimeSpan.FromSeconds(1));
        Assert.NotNull(world.Journal.ReadBlob(Blob));
        world.Journal.FailsDeletes = false;
        world.Pass(RuntimeLimits.Default.RetryDelayMax);

        Assert.Null(world.Journal.ReadBlob(Blob));
        Assert.Empty(world.Journal.Wakes());
    }
}
