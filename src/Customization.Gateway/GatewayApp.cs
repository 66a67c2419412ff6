using Customization.Domain;
using Customization.Gateway.Access;
using Customization.Gateway.Authoring;
using Customization.Gateway.Cells;
using Customization.Gateway.Components;
using Customization.Gateway.Customers;
using Customization.Gateway.Development;
using Customization.Gateway.Documents;
using Customization.Gateway.Health;
using Customization.Gateway.Images;
using Customization.Gateway.Limits;
using Customization.Gateway.Operations;
using Customization.Gateway.Orders;
using Customization.Gateway.Owned;
using Customization.Gateway.Pages;
using Customization.Gateway.Products;
using Customization.Gateway.RuleSets;
using Customization.Gateway.Runs;
using Customization.Gateway.Sessions;

namespace Customization.Gateway;

/// <summary>The HTTP API over an engine: the table of contents.</summary>
public static class GatewayApp
{
    /// <summary>Builds the server; the caller runs it, and stops the engine after it.</summary>
    public static WebApplication Build(ICustomization engine, GatewayOptions options, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(RequestLimits.Apply).UseUrls([.. options.Urls]);
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(engine);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<EngineClock>();
        builder.Services.AddSingleton<HeavyWork>();
        builder.Services.AddSingleton<Trials>();
        builder.Services.AddHostedService(_ => new Drain(options.DrainDelay));
        builder.Services.AddRouting();
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json => GatewayJson.Apply(json.SerializerOptions));
        builder.Services.AddSingleton<ShownSession.Json>();
        builder.Services.AddTokenAccess(options);
        builder.Services.AddRequestLimits(options);
        builder.Services.AddSingleton<GatewayMetrics>().AddSingleton<QueueWatch>()
            .AddHostedService(services => services.GetRequiredService<QueueWatch>());
        builder.Services.AddApiDocument();
        options.OperatorPages?.Add(builder.Services);

        var app = builder.Build();
        app.UseFailures();
        app.UseRouting();
        app.UseShedding();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseRequestTimeouts();

        app.MapHealth();
        app.MapApiDocument();
        app.MapPages();
        options.OperatorPages?.MapInto(app, options);
        var v1 = app.MapGroup("/v1").WithPriority(Priority.Click);
        v1.MapProducts();
        v1.MapRuleSets();
        v1.MapChecks();
        v1.MapSessions();
        v1.MapImages();
        v1.MapOrders();
        v1.MapCustomers();
        v1.MapOwned();
        v1.MapGuests(options);
        v1.MapComponents();
        v1.MapCells();
        v1.MapRuns();
        v1.MapOperations();
        if (options.IssuesDevelopmentTokens)
        {
            v1.MapDevTokens(options);
        }

        if (options.DevelopmentClock is { } clock)
        {
            v1.MapDevClock(clock);
        }

        return app;
    }
}
