using Customization.Grains.Entities;

namespace Customization.Cluster.Tests.Entities;

public sealed class EntityEtagTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("17")]
    [InlineData("017")]
    [InlineData("-17")]
    [InlineData(" 17")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("W/\"datetime'2026-11-29T22%3A40%3A00.0000000Z'\"")]
    public void It_is_the_one_that_the_storage_wrote(string? etag)
    {
        var kept = EntityEtag.Of(etag);

        Assert.Equal(etag, kept.Text);
        Assert.Equal(etag is not null, kept.Exists);
    }
}
