using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Customization.EndToEnd.Tests.Deploy;

/// <summary>Takes what processes send over OTLP (HTTP, protobuf) on loopback, and keeps what kinds of things came.
/// </summary>
public sealed class OtlpReceiver : IDisposable
{
    private readonly HttpListener _listener = new();

    /// <summary>Starts it on a free port.</summary>
    public OtlpReceiver()
    {
        Url = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _ = Listen();
    }

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    /// <summary>Kind and unit by service and instrument.</summary>
    public ConcurrentDictionary<(string Service, string Instrument), (string Kind, string Unit)> Metrics { get; } = [];

    /// <summary>Services and the sources of their spans.</summary>
    public ConcurrentDictionary<(string Service, string Source), bool> Spans { get; } = [];

    /// <summary>What a process is told so that it sends here.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Url,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
    };

    /// <summary>A loopback port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private async Task Listen()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            Take(context.Request.Url!.AbsolutePath, body.ToArray());
            context.Response.Close();
        }
    }

    /// <summary>Both requests are lists of resources (1) with scopes (2) with metrics or spans (2).</summary>
    private void Take(string path, byte[] request)
    {
        foreach (var resource in Messages(request, 1))
        {
            var service = Service(resource);
            foreach (var scope in Messages(resource, 2))
            {
                if (path == "/v1/traces")
                {
                    Spans[(service, Text(Messages(scope, 1).Single(), 1))] = true;
                    continue;
                }

                foreach (var metric in Messages(scope, 2))
                {
                    Metrics[(service, Text(metric, 1))] = (Kind(metric), Text(metric, 3));
                }
            }
        }
    }

    private static string Service(byte[] resource) => Messages(resource, 1)
        .SelectMany(attributes => Messages(attributes, 1))
        .Where(attribute => Text(attribute, 1) == "service.name")
        .Select(attribute => Text(Messages(attribute, 2).Single(), 1))
        .Single();

    /// <summary>A metric has exactly one of gauge (5), sum (7; its field 3 says monotonic) and histogram (9).</summary>
    private static string Kind(byte[] metric) =>
        Messages(metric, 5).Any() ? "gauge"
        : Messages(metric, 9).Any() ? "histogram"
        : Fields(Messages(metric, 7).Single()).Any(field => field is { Number: 3, Varint: 1 }) ? "counter"
        : "updown";

    private static string Text(byte[] message, int number) =>
        Messages(message, number).Select(Encoding.UTF8.GetString).FirstOrDefault("");

    private static IEnumerable<byte[]> Messages(byte[] message, int number) => Fields(message)
        .Where(field => field.Number == number && field.Bytes is not null).Select(field => field.Bytes!);

    /// <summary>The fields of a protobuf message: a tag of number and wire type, then a varint (0), eight bytes (1),
    /// a length and bytes (2), or four bytes (5).</summary>
    private static IEnumerable<(int Number, ulong Varint, byte[]? Bytes)> Fields(byte[] message)
    {
        var at = 0;
        while (at < message.Length)
        {
            var tag = Varint(message, ref at);
            var number = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    yield return (number, Varint(message, ref at), null);
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    yield return (number, 0, message[at..(at + length)]);
                    at += length;
                    break;
                default:
                    at += (tag & 7) == 1 ? 8 : 4;
                    break;
            }
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
