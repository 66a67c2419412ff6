using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Customization.Client.Tls;

namespace Customization.Cluster.Tests.Tls;

/// <summary>Issues certificates, as an authority of one cluster or of another.</summary>
public sealed class TestAuthority
{
    private static readonly OidCollection BothSides =
        [new("1.3.6.1.5.5.7.3.1", "server"), new("1.3.6.1.5.5.7.3.2", "client")];

    private readonly X509Certificate2 _certificate;
    private readonly TestAuthority? _issuer;

    /// <summary>An authority of its own, or one that another one trusts.</summary>
    public TestAuthority(string name, TestAuthority? issuer = null) =>
        (_issuer, _certificate) = (issuer, Issue(name, issuer?._certificate, isAuthority: true, BothSides));

    /// <summary>Issues a certificate that is valid for an hour and writes what a process needs into a folder.</summary>
    /// <param name="usages">What it may be used for; both sides of a connection where it is left out.</param>
    /// <param name="endsIn">When it ends, from now on.</param>
    public TlsFiles Write(string folder, OidCollection? usages = null, TimeSpan? endsIn = null)
    {
        using var own = Issue("process", _certificate, isAuthority: false, usages ?? BothSides, endsIn);
        using var key = own.GetECDsaPrivateKey()!;
        Directory.CreateDirectory(folder);
        var files = new TlsFiles(
            Path.Combine(folder, "tls.crt"), Path.Combine(folder, "tls.key"), Path.Combine(folder, "ca.crt"));
        File.WriteAllText(
            files.Certificate, own.ExportCertificatePem() + (_issuer is null ? "" : "\n" + Pem(_certificate)));
        File.WriteAllText(files.Key, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(files.Authority, Pem((_issuer ?? this)._certificate));
        return files;
    }

    private static string Pem(X509Certificate2 certificate) => certificate.ExportCertificatePem();

    private static X509Certificate2 Issue(
        string name, X509Certificate2? issuer, bool isAuthority, OidCollection usages, TimeSpan? endsIn = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(usages, false));
        var now = DateTimeOffset.UtcNow;
        var (start, end) = (now.AddHours(-1), now + (endsIn ?? TimeSpan.FromHours(isAuthority ? 2 : 1)));
        return issuer is null
            ? request.CreateSelfSigned(start, now.AddDays(1))
            : request.Create(issuer, start, end, RandomNumberGenerator.GetBytes(12)).CopyWithPrivateKey(key);
    }
}
