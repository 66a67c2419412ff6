#if WITH_ORLEANS
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Gateway;
using Customization.Gateway.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Customization.Benchmarks.Cluster;

/// <summary>A way to the silo, for clicks and for the grain that only echoes.</summary>
internal abstract class ClickRoute(string name)
{
    public const string Customer = "ann";

    public string Name => name;

    /// <summary>A number there and back.</summary>
    public abstract Task Echo(int grain, long number);

    /// <summary>Two texts there, <see cref="EchoGrain.AnswerBytes"/> back.</summary>
    public abstract Task Fetch(int grain, SessionCommand.Select select);

    /// <summary>A click.</summary>
    /// <exception cref="InvalidDataException">It was refused.</exception>
    public abstract Task Click(EntityAddress session, SessionCommand.Select select);

    /// <summary>The same grains in every batch: like sessions, they are active before the first call that counts.
    /// </summary>
    protected static IEchoGrain EchoOf(IGrainFactory grains, int grain) =>
        grains.GetGrain<IEchoGrain>($"echo-{grain}");
}

/// <summary>By grain calls, from the silo itself or from a client of its gateway port.</summary>
internal sealed class GrainRoute(string name, IServiceProvider services) : ClickRoute(name)
{
    private readonly IGrainFactory _grains = services.GetRequiredService<IGrainFactory>();
    private readonly ICustomization _engine = services.GetRequiredService<ICustomization>();

    public override Task Echo(int grain, long number) => EchoOf(_grains, grain).Echo(number).AsTask();

    public override Task Fetch(int grain, SessionCommand.Select select) =>
        EchoOf(_grains, grain).Fetch(select.Characteristic, select.Value).AsTask();

    public override async Task Click(EntityAddress session, SessionCommand.Select select)
    {
        if (await _engine.Ask(session, select, CancellationToken.None) is Rejection refused)
        {
            throw new InvalidDataException($"{select} was refused: {refused.Detail}");
        }
    }
}

/// <summary>By HTTP requests to a gateway, which is a client of the silo's gateway port. The echo has routes of its own
/// behind the same limits and tokens. All in this process, which so has the customer's half too.</summary>
internal sealed class HttpRoute : ClickRoute, IAsyncDisposable
{
    private readonly WebApplication _gateway;
    private readonly HttpClient _http;

    private HttpRoute(WebApplication gateway, HttpClient http)
        : base("over HTTP") => (_gateway, _http) = (gateway, http);

    /// <param name="services">Those of a client.</param>
    public static async Task<HttpRoute> Start(IServiceProvider services)
    {
        var key = RandomNumberGenerator.GetBytes(GatewayOptions.TokenKeyBytesMin);
        var options = new GatewayOptions
        {
            Urls = ["http://127.0.0.1:0"],
            TokenKey = key,
            RequestsPerSecond = 1_000_000,
            RequestsBurst = 1_000_000,
        };
        var grains = services.GetRequiredService<IGrainFactory>();
        var gateway = GatewayApp.Build(
            services.GetRequiredService<ICustomization>(), options, NullLoggerFactory.Instance);
        gateway.MapGet("/echo/{grain}/{number}", (int grain, long number) => EchoOf(grains, grain).Echo(number))
            .RequireAuthorization();
        gateway.MapPut("/echo/{grain}/{characteristic}", async (int grain, string characteristic, Choice choice) =>
            Convert.ToBase64String((await EchoOf(grains, grain).Fetch(characteristic, choice.Value)).Value))
            .RequireAuthorization();
        await gateway.StartAsync();
        var token = Tokens.Issue(key, Customer, ["customer"], DateTimeOffset.UtcNow, TimeSpan.FromHours(1));
        var http = new HttpClient { BaseAddress = new Uri(gateway.Urls.Single()) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new HttpRoute(gateway, http);
    }

    public override Task Echo(int grain, long number) => Read(_http.GetAsync($"/echo/{grain}/{number}"));

    public override Task Fetch(int grain, SessionCommand.Select select) =>
        Read(_http.PutAsJsonAsync($"/echo/{grain}/{select.Characteristic}", new Choice(select.Value)));

    public override Task Click(EntityAddress session, SessionCommand.Select select) => Read(_http.PutAsJsonAsync(
        $"/v1/sessions/{session.Key}/selection/{select.Characteristic}", new Choice(select.Value)));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _gateway.DisposeAsync();
    }

    private static async Task Read(Task<HttpResponseMessage> answering)
    {
        using var answer = await answering;
        var content = await answer.Content.ReadAsByteArrayAsync();
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidDataException($"{answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(content)}");
        }
    }

    private sealed record Choice(string Value);
}
#endif
