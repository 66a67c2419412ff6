using System.Net.Http.Headers;
using System.Security.Cryptography;
using Customization.Domain;
using Customization.Gateway;
using Customization.Gateway.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace Customization.Cluster.Tests.Hosting;

/// <summary>The API over an engine, in this process on a free loopback port.</summary>
public sealed class TestGateway : IAsyncDisposable
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(GatewayOptions.TokenKeyBytesMin);
    private readonly WebApplication _app;

    private TestGateway(ICustomization engine) => _app = GatewayApp.Build(
        engine, new GatewayOptions { Urls = ["http://127.0.0.1:0"], TokenKey = _key }, NullLoggerFactory.Instance);

    /// <summary>Starts it.</summary>
    public static async Task<TestGateway> Start(ICustomization engine)
    {
        var gateway = new TestGateway(engine);
        await gateway._app.StartAsync();
        return gateway;
    }

    /// <summary>A client with a token.</summary>
    public HttpClient Client(string subject, string role)
    {
        var token = Tokens.Issue(_key, subject, [role], DateTimeOffset.UtcNow, TimeSpan.FromHours(1));
        var http = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()), Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
