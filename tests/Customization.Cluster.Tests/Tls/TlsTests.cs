using System.Net;
using System.Security.Cryptography;
using Customization.Client.Tls;
using Customization.Cluster.Tests.Hosting;
using Customization.Domain;
using Customization.Grains.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Customization.Cluster.Tests.Tls;

public sealed class TlsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TestAuthority Own = new("own");
    private static readonly TestAuthority Other = new("other");

    private readonly TemporaryFolder _folder = new();
    private readonly Refusals _refusals = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_client_with_a_certificate_of_the_clusters_authority_orders()
    {
        await using var silo = await Start(Own.Write(Folder("silo")));
        using var host = await silo.Client(Own.Write(Folder("client")));
        var engine = host.Services.GetRequiredService<ICustomization>();

        await SampleShop.Open(engine);
        await SampleShop.Order(engine, "one");

        await host.StopAsync();
    }

    [Fact]
    public async Task Certificates_may_have_others_between_them_and_the_authority()
    {
        var between = new TestAuthority("between", Own);
        await using var silo = await Start(between.Write(Folder("silo")));
        using var host = await silo.Client(between.Write(Folder("client")));

        await host.StopAsync();
    }

    [Fact]
    public async Task Who_has_no_right_certificate_is_no_client()
    {
        await using var silo = await Start(Own.Write(Folder("silo")));
        OidCollection forServersOnly = [new("1.3.6.1.5.5.7.3.1", "server")];

        await Refused(silo, null);
        await Refused(silo, Other.Write(Folder("other")));
        await Refused(silo, Other.Write(Folder("mixed")) with { Authority = silo.Settings.Tls!.Authority });
        await Refused(silo, Own.Write(Folder("lapsed"), endsIn: TimeSpan.FromMinutes(-1)));
        await Refused(silo, Own.Write(Folder("servers"), forServersOnly));

        using var host = await silo.Client(Own.Write(Folder("client")));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_client_does_not_talk_to_a_silo_of_another_authority()
    {
        await using var silo = await Start(Other.Write(Folder("silo")));
        var fooled = Own.Write(Folder("client"));
        var trusting = Other.Write(Folder("trusting"));

        // The silo would take the client's certificate; the client does not take the silo's.
        await Refused(silo, trusting with { Authority = fooled.Authority });
    }

    [Fact]
    public async Task Replaced_files_count_from_the_next_connection_on()
    {
        await using var silo = await Start(Own.Write(Folder("silo")));
        await Refused(silo, Other.Write(Folder("client")));

        File.WriteAllText(silo.Settings.Tls!.Certificate, "half of a");
        using (var before = await silo.Client(Own.Write(Folder("before"))))
        {
            await before.StopAsync();
        }

        Other.Write(Folder("silo"));
        using var host = await silo.Client(Other.Write(Folder("client")));
        await host.StopAsync();
    }

    [Fact]
    public async Task Silos_join_by_certificate_only()
    {
        await using var first = await Start(Own.Write(Folder("silo")));
        await using (await first.Join(Own.Write(Folder("second"))))
        {
            await Eventually.Holds(async () => await Active(first) == 2, Patience);
        }

        using var refused = new CancellationTokenSource();
        var joining = first.Join(Other.Write(Folder("other")), refused.Token);
        await Eventually.Holds(() => Task.FromResult(_refusals.Count > 0), Patience);
        await refused.CancelAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => joining);
        Assert.Equal(1, await Active(first));
    }

    [Theory]
    [InlineData("tls.crt", "")]
    [InlineData("tls.crt", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    [InlineData("tls.key", "no key")]
    [InlineData("ca.crt", "no certificate")]
    [InlineData("ca.crt", null)]
    public async Task A_file_that_cannot_be_used_is_named(string name, string? text)
    {
        var files = Own.Write(Folder("silo"));
        var path = Path.Combine(Folder("silo"), name);
        File.Delete(path);
        if (text is not null)
        {
            File.WriteAllText(path, text);
        }

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => Start(files));

        Assert.StartsWith(path, fault.Message, StringComparison.Ordinal);
    }

    private static async Task<int> Active(TestSilo silo) =>
        (await silo.Grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Count;

    private Task<TestSilo> Start(TlsFiles tls) =>
        TestSilo.Start(SampleShop.Silo with { Tls = tls }, builder => builder.Logging.AddProvider(_refusals));

    /// <summary>A client that is refused goes on trying; it gets nowhere.</summary>
    private async Task Refused(TestSilo silo, TlsFiles? tls)
    {
        var before = _refusals.Count;
        var host = silo.ClientToStart(tls);
        var starting = host.StartAsync();
        await Eventually.Holds(() => Task.FromResult(_refusals.Count > before), Patience);
        Assert.False(starting.IsCompletedSuccessfully);
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    private string Folder(string name) => Path.Combine(_folder.Path, name);
}
