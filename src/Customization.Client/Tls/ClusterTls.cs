using System.Net.Security;
using Orleans.Connections.Security;
using Orleans.Hosting;

namespace Customization.Client.Tls;

/// <summary>Encrypts what processes of a cluster say to each other; both sides show a certificate, both verify it.
/// </summary>
public static class ClusterTls
{
    /// <summary>Between silos, and from clients to this silo.</summary>
    /// <exception cref="InvalidDataException">A file cannot be used.</exception>
    public static ISiloBuilder UseClusterTls(this ISiloBuilder silo, TlsFiles files) =>
        silo.UseTls(options => Apply(options, new TlsIdentity(files)));

    /// <summary>From this client to silos.</summary>
    /// <exception cref="InvalidDataException">A file cannot be used.</exception>
    public static IClientBuilder UseClusterTls(this IClientBuilder client, TlsFiles files) =>
        client.UseTls(options => Apply(options, new TlsIdentity(files)));

    private static void Apply(TlsOptions options, TlsIdentity identity)
    {
        // Orleans wants to see a certificate beforehand; handshakes take what the files say at their time.
        options.LocalCertificate = identity.Current().Certificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (_, _, errors) =>
            (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None;
        options.OnAuthenticateAsServer = (_, server) =>
        {
            var credentials = identity.Current();
            var ssl = (SslServerAuthenticationOptions)server.SslServerAuthenticationOptions;
            ssl.ServerCertificateSelectionCallback = null;
            ssl.ServerCertificateContext = credentials.Context;
            ssl.CertificateChainPolicy = credentials.Policy();
        };
        options.OnAuthenticateAsClient = (_, client) =>
        {
            var credentials = identity.Current();
            var ssl = (SslClientAuthenticationOptions)client.SslClientAuthenticationOptions;
            ssl.ClientCertificates = null;
            ssl.ClientCertificateContext = credentials.Context;
            ssl.CertificateChainPolicy = credentials.Policy();
        };
    }
}
