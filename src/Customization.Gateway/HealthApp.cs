using Customization.Gateway.Health;
using Customization.Gateway.Limits;

namespace Customization.Gateway;

/// <summary>Only the probes, over a process that does something else, such as a silo.</summary>
public static class HealthApp
{
    /// <summary>Builds the server; what <paramref name="add"/> puts into the same host starts before readiness and
    /// stops after it dropped.</summary>
    /// <param name="host">Address to listen on; <c>*</c> for all, because orchestrators probe from outside.</param>
    /// <param name="port">0 takes a free one.</param>
    public static WebApplication Build(
        string host, int port, TimeSpan drainDelay, ILoggerFactory loggers, Action<IHostApplicationBuilder> add)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(RequestLimits.Apply).UseUrls($"http://{host}:{port}");
        builder.Services.AddSingleton(loggers);
        builder.Services.AddHostedService(_ => new Drain(drainDelay));
        builder.Services.AddRouting();
        add(builder);
        var app = builder.Build();
        app.UseRouting();
        app.MapHealth();
        return app;
    }
}
