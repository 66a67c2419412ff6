using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Customization.Cli.Serve;

/// <summary>Metrics and traces of this process, sent over OTLP to where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says; none
/// without it.</summary>
/// <remarks>The SDK reads OpenTelemetry's other variables itself, so nothing here repeats them: protocol, headers,
/// intervals, samplers, resource attributes.</remarks>
internal sealed class Telemetry : IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Whose metrics: ours, those of Orleans, of the HTTP server, of Npgsql and of .NET.</summary>
    private static readonly string[] Meters =
    [
        "Customization.*", "Microsoft.Orleans", "Microsoft.AspNetCore.*", "Npgsql", "System.Runtime",
    ];

    /// <summary>Whose spans: requests from outside, calls of grains with their storage and lifecycle, statements.
    /// </summary>
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "Microsoft.Orleans.*", "Npgsql"];

    private readonly MeterProvider _metrics;
    private readonly TracerProvider _traces;

    private Telemetry(string service)
    {
        // The environment comes last and so wins over the name given here.
        void Describe(ResourceBuilder resource) => resource.Clear().AddService(service).AddTelemetrySdk()
            .AddEnvironmentVariableDetector();

        _metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(Describe).AddMeter(Meters).AddOtlpExporter().Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(Describe).AddSource(Sources).AddOtlpExporter().Build();
    }

    /// <summary>Whether anything is sent, so that calls of grains should carry the span they belong to.</summary>
    public static bool IsOn => Environment.GetEnvironmentVariable(Endpoint) is { Length: > 0 };

    /// <summary>Starts sending, until disposed, which sends the rest.</summary>
    /// <param name="service">Name of the service where <c>OTEL_SERVICE_NAME</c> does not say another.</param>
    /// <returns>Null without an endpoint.</returns>
    public static Telemetry? Start(string service) => IsOn ? new Telemetry(service) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }
}
