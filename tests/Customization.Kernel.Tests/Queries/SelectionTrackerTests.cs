using Customization.Kernel.Compilation;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Kernel.Tests.Queries;

public class SelectionTrackerTests
{
    private const int Seeds = 2_000;

    [Fact]
    public void Knows_after_every_choice_what_a_full_pass_finds()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var compiled = ModelCompiler.Compile(RandomModels.Create(seed)).Compiled!;
            var (tracker, configurator) = (new SelectionTracker(compiled), new DiagramConfigurator(compiled));
            for (var round = 0; round < 3; round++)
            {
                tracker.Reset();
                Follow(tracker, configurator, random, $"seed {seed}, round {round}");
            }
        }
    }

    private static void Follow(SelectionTracker tracker, Configurator configurator, Random random, string place)
    {
        var model = configurator.Compiled.Model;
        var selection = Selection.Empty(model);
        for (var step = 0; step < model.Characteristics.Length + 2; step++)
        {
            var possible = configurator.PossibleValues(selection);
            Assert.True(possible.Words.SequenceEqual(tracker.PossibleWords), place);
            var characteristic = new CharacteristicIndex(random.Next(model.Characteristics.Length));
            Assert.True(possible.CountOf(characteristic) == tracker.CountPossible(characteristic), place);
            var value = random.Next(model.Characteristics[characteristic.Value].Values.Length);
            Assert.True(possible.Contains(characteristic, value) == tracker.Choose(characteristic, value), place);
            selection = possible.Contains(characteristic, value) ? selection.With(characteristic, value) : selection;
        }
    }

    [Fact]
    public void Choosing_allocates_nothing()
    {
        var compiled = ModelCompiler.Compile(RandomModels.Create(7)).Compiled!;
        var tracker = new SelectionTracker(compiled);
        Choose(tracker, compiled.Model);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Choose(tracker, compiled.Model);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Choose(SelectionTracker tracker, ProductModel model)
    {
        tracker.Reset();
        for (var i = 0; i < model.Characteristics.Length; i++)
        {
            for (var value = 0; value < model.Characteristics[i].Values.Length; value++)
            {
                tracker.Choose(new CharacteristicIndex(i), value);
            }
        }
    }
}
