using Customization.Domain.Sessions;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Sessions;

/// <summary>What is remembered is what would be worked out.</summary>
public sealed class RememberedAnswersTests
{
    private const int Products = 30;
    private const int Questions = 60;

    [Theory]
    [InlineData(0)]
    [InlineData(30_000)]
    [InlineData(10_000_000)]
    public void Answers_with_a_cache_equal_answers_without(long bytesMax)
    {
        var answers = new RememberedAnswers(bytesMax);
        for (var seed = 0; seed < Products; seed++)
        {
            var random = new Random(seed);
            var (product, configurations) = DefaultedProducts.Create(seed);
            var table = product.PriceTables[0];
            for (var i = 0; i < Questions; i++)
            {
                var selection = Part(configurations[random.Next(configurations.Count)], random);
                var further = 100L * random.Next(2);
                var days = new long[product.Model.LiteralCount];
                days[0] = random.Next(2);

                var found = answers.Find(product, table, further, days, selection).Answer;

                var computed = SessionAnswer.Compute(product, table, further, days, selection);
                foreach (var property in typeof(SessionAnswer).GetProperties())
                {
                    Assert.Equal(property.GetValue(computed), property.GetValue(found));
                }
            }

            Assert.Equal((seed + 1) * Questions, answers.Status.Hits + answers.Status.Misses);
            Assert.InRange(answers.Status.Bytes, 0, bytesMax);
        }

        Assert.Equal(bytesMax > 0, answers.Status.Hits > 0);
    }

    /// <summary>A few choices of a configuration: customers share first steps.</summary>
    private static Selection Part(int[] configuration, Random random)
    {
        var choices = random.Next(3);
        return Selection.From([.. configuration.Select((value, c) => c < choices ? value : -1)]);
    }
}
