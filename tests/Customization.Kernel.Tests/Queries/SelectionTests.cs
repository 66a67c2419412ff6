using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Kernel.Tests.Queries;

public class SelectionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(253)]
    [InlineData(254)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(short.MaxValue)]
    public void Values_of_any_position_are_kept_and_taken_back(int value)
    {
        var (first, last) = (new CharacteristicIndex(0), new CharacteristicIndex(2));
        var empty = Selection.From([-1, -1, -1]);

        var chosen = empty.With(last, value).With(first, 7);

        Assert.Equal((7, -1, value), (chosen[first], chosen[new CharacteristicIndex(1)], chosen[last]));
        Assert.Equal((2, 3), (chosen.Count, chosen.Length));
        Assert.Equal([(first, 7), (last, value)], chosen.Choices);
        Assert.Equal(Selection.From([7, -1, value]), chosen);
        Assert.Equal(Selection.From([7, -1, value]).GetHashCode(), chosen.GetHashCode());
        Assert.Equal(empty.With(first, 7), chosen.Without(last));
        Assert.Equal(empty.With(first, 7).GetHashCode(), chosen.Without(last).GetHashCode());
        Assert.NotEqual(empty.With(first, 7), chosen);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(short.MaxValue + 1)]
    public void Positions_that_no_value_has_are_refused(int value)
    {
        Assert.Throws<OverflowException>(() => Selection.From([0, value]));
        Assert.Throws<OverflowException>(() => Selection.From([0, 0]).With(new CharacteristicIndex(1), value));
    }
}
