using System.Text.Json;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Sessions;
using Customization.Gateway;
using Customization.Gateway.Orders;
using Customization.Gateway.Sessions;
using Customization.Kernel.Compilation;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Customization.EndToEnd.Tests.Protocol;

/// <summary>A session is written by hand and documented by its types: both are the same JSON.</summary>
public sealed class SessionJsonTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_session_is_written_as_its_types_say(int seed)
    {
        var options = new JsonOptions();
        GatewayJson.Apply(options.SerializerOptions);
        var session = Session(new Random(seed));

        var written = JsonSerializer.Serialize(session, new ShownSession.Json(Options.Create(options)).Session);

        Assert.Equal(JsonSerializer.Serialize(session, options.SerializerOptions), written);
        Assert.Contains("\"status\":\"excluded\"", written, StringComparison.Ordinal);
    }

    private static SessionResource Session(Random random) => new(
        "s", "ann", 3, "car", 1, null, "code", false,
        new PriceResource(new Money(1, "EUR"), [], "eur", null), null, [], Characteristics(random),
        new Dictionary<string, ParameterBody>(), [], SessionTerms.Default, 1, 0, null, null, null, null, null, null,
        null, null, null, ConfigurationEngine.Diagram, null);

    private static OrderedDictionary<string, CharacteristicAnswer> Characteristics(Random random)
    {
        var characteristics = new OrderedDictionary<string, CharacteristicAnswer>();
        foreach (var name in new[] { "plain", "Größe \"weit\"", "a<b>&'c", "\u2028\U0001F45F", "none" })
        {
            var values = new OrderedDictionary<string, ValueAnswer>();
            for (var i = 0; i < (name == "none" ? 0 : 40); i++)
            {
                values.Add($"{name}-{i}", new ValueAnswer(
                    random.GetItems(Enum.GetValues<ValueStatus>(), 1)[0],
                    Maybe(random) ? random.NextInt64(long.MinValue, long.MaxValue) : null,
                    Maybe(random) ? random.Next(-9, 9) : null, Maybe(random) ? random.Next(9) : null,
                    Maybe(random) ? Maybe(random) : null)
                {
                    Popularity = Maybe(random) ? random.Next(101) / 100.0 : null,
                });
            }

            characteristics.Add(name, new CharacteristicAnswer(
                Maybe(random) ? name : null, $"{name}-1", Maybe(random) ? "no" : null, values)
            {
                Sales = Maybe(random) ? random.Next() : null,
            });
        }

        return characteristics;
    }

    private static bool Maybe(Random random) => random.Next(2) == 0;
}
