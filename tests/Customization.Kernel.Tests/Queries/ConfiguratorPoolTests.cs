using Customization.Kernel.Compilation;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Kernel.Tests.Queries;

public class ConfiguratorPoolTests
{
    private readonly ConfiguratorPool _pool = new(ModelCompiler.Compile(RandomModels.Create(7)).Compiled!);

    [Fact]
    public void Lends_the_same_configurator_again()
    {
        var first = _pool.Use(configurator => configurator);

        Assert.Same(first, _pool.Use(configurator => configurator));
        Assert.Equal(1, _pool.IdleCount);
    }

    [Fact]
    public void Keeps_no_more_than_its_limit()
    {
        Nest(ConfiguratorPool.IdleMax + 5);

        Assert.Equal(ConfiguratorPool.IdleMax, _pool.IdleCount);
    }

    [Fact]
    public void Lets_go_of_scratch_memory_when_nobody_asked_since_the_last_trim()
    {
        _pool.Use(configurator => configurator);

        _pool.Trim();
        Assert.Equal(1, _pool.IdleCount);
        _pool.Trim();
        Assert.Equal(0, _pool.IdleCount);
    }

    private int Nest(int depth) => depth == 0 ? 0 : _pool.Use(_ => Nest(depth - 1));
}
