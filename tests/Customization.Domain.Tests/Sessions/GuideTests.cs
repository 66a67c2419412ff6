using Customization.Domain.Sessions;
using Xunit;
using static Customization.Domain.Sessions.SessionCommand;

namespace Customization.Domain.Tests.Sessions;

public sealed class GuideTests
{
    [Fact]
    public void The_question_with_the_most_equal_answers_comes_first()
    {
        var story = SessionStory.Given(("colour", "gold"));

        var guidance = Assert.IsType<SessionGuidance>(story.When(new Guide()));

        Assert.Equal(5, guidance.Ways);
        Assert.Equal([0, 1], guidance.Questions.Select(question => question.Characteristic));
        Assert.Equal(Entropy(2, 2, 1), guidance.Questions[0].Bits, 9);
        Assert.Equal(Entropy(3, 2), guidance.Questions[1].Bits, 9);
        Assert.Null(story.LastChange);
    }

    [Fact]
    public void Answering_every_question_leaves_one_way()
    {
        var story = SessionStory.Given(("size", "m"), ("sole", "flat"), ("colour", "gold"));

        var guidance = Assert.IsType<SessionGuidance>(story.When(new Guide()));

        Assert.Equal(1, guidance.Ways);
        Assert.Empty(guidance.Questions);
    }

    private static double Entropy(params double[] ways) =>
        -ways.Sum(each => each / ways.Sum() * Math.Log2(each / ways.Sum()));
}
