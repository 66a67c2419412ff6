using System.Net;
using Customization.Cluster.Tests.History;

namespace Customization.Cluster.Tests.Shopping;

/// <summary>Brings goods, and asks until each delivery is acknowledged: it must count once, however often it was sent.
/// </summary>
public sealed class StockClerk(Market market, Counter counter, Recorder recorder) : IDisposable
{
    private const int Pieces = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Works until closing time; what is begun is finished.</summary>
    public async Task Work(CancellationToken closing, CancellationToken patience)
    {
        for (var delivery = 0; !closing.IsCancellationRequested; delivery++)
        {
            var path = $"/v1/components/{market.Clay}/receipts/r{delivery}";
            var reply = await counter.Insist(patience, HttpMethod.Put, path, new { quantity = Pieces });
            if (reply.Status != HttpStatusCode.OK)
            {
                recorder.Wonder($"{path}: {reply.Status} {reply.Text}");
            }

            recorder.Brought(market.Clay, Pieces);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => counter.Dispose();
}
