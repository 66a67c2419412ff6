using Customization.LoadTests.Journeys;
using Customization.LoadTests.Profiles;
using Customization.LoadTests.Targets;

namespace Customization.LoadTests.Running;

/// <summary>Full configurations that customers have kept from earlier: what they order who come only to order.
/// </summary>
public sealed class ReadyConfigurations
{
    /// <summary>None: for replays of traces without orders.</summary>
    public static readonly ReadyConfigurations None = new([]);

    private const int ChoicesMax = 40;

    private readonly Dictionary<string, List<(string Code, string? Lane)>> _byProduct;

    private ReadyConfigurations(Dictionary<string, List<(string, string?)>> byProduct) => _byProduct = byProduct;

    /// <summary>Configures some of each product, choosing as the profile's customers do.</summary>
    /// <exception cref="InvalidOperationException">A product cannot be opened; the message says why.</exception>
    public static async Task<ReadyConfigurations> Make(
        ILoadTarget target, IEnumerable<string> products, Preferences preferences, int each, int customers, int seed,
        CancellationToken cancellation)
    {
        var random = new Random(seed);
        var made = new Dictionary<string, List<(string, string?)>>();
        foreach (var product in products)
        {
            var ready = made[product] = [];
            for (var i = 0; i < each; i++)
            {
                if (await Configure(target, product, preferences, random, i % customers, cancellation)
                    .ConfigureAwait(false) is { } configuration)
                {
                    ready.Add(configuration);
                }
            }
        }

        return new ReadyConfigurations(made);
    }

    /// <summary>One of a product, or null where there is none.</summary>
    public (string Code, string? Lane)? Draw(string product, Random random) =>
        _byProduct.TryGetValue(product, out var ready) && ready.Count > 0 ? ready[random.Next(ready.Count)] : null;

    /// <summary>Chooses until nothing is open, so that preferences decide every question; null where something else is
    /// still asked for, such as a measurement.</summary>
    private static async Task<(string, string?)?> Configure(
        ILoadTarget target, string product, Preferences preferences, Random random, int customer,
        CancellationToken cancellation)
    {
        var offer = new Offer(random, preferences, product);
        var answer = await target.Send(new LoadRequest(Operation.Open, customer, product), offer, cancellation)
            .ConfigureAwait(false);
        if (answer.Outcome != Outcome.Answered)
        {
            throw new InvalidOperationException($"product '{product}' cannot be opened: {answer.Kind}");
        }

        for (var i = 0; i < ChoicesMax && !answer.IsComplete && offer.Open is var (characteristic, value); i++)
        {
            var chosen = await target.Send(
                new LoadRequest(
                    Operation.Choose, customer, product, answer.Session, answer.Version, characteristic, value),
                offer, cancellation).ConfigureAwait(false);
            if (chosen.Outcome != Outcome.Answered)
            {
                break;
            }

            answer = chosen;
        }

        return answer.IsComplete ? (answer.Code!, answer.Lane) : null;
    }
}
