using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Customization.Client.Tls;

/// <summary>What the files of a process say now: they are read again at each handshake, so that certificates can be
/// replaced without a restart.</summary>
/// <remarks>Handshakes are rare, and equal texts are not parsed again. Files that cannot be used, such as those that
/// are just being replaced, are passed over: what was read before serves on. Safe for any number of threads.</remarks>
internal sealed class TlsIdentity
{
    private readonly TlsFiles _files;
    private readonly Lock _gate = new();
    private Texts _texts;
    private TlsCredentials _credentials;

    /// <summary>Reads the files.</summary>
    /// <exception cref="InvalidDataException">One of them cannot be used; the message says which and why.</exception>
    public TlsIdentity(TlsFiles files)
    {
        _files = files;
        _texts = Read();
        _credentials = Parse(_texts);
    }

    /// <summary>What the next handshake is made with.</summary>
    public TlsCredentials Current()
    {
        lock (_gate)
        {
            try
            {
                var texts = Read();
                if (texts != _texts)
                {
                    _credentials = Parse(texts);
                    _texts = texts;
                }
            }
            catch (InvalidDataException)
            {
                // Half replaced; the next handshake looks again.
            }

            return _credentials;
        }
    }

    private Texts Read() => new(
        Try(_files.Certificate, File.ReadAllText), Try(_files.Key, File.ReadAllText),
        Try(_files.Authority, File.ReadAllText));

    private TlsCredentials Parse(Texts texts)
    {
        var chain = Try(_files.Certificate, _ => Certificates(texts.Certificate));
        var own = Try(_files.Key, _ => X509Certificate2.CreateFromPem(texts.Certificate, texts.Key));
        return new TlsCredentials(
            own, SslStreamCertificateContext.Create(own, chain, offline: true),
            Try(_files.Authority, _ => Certificates(texts.Authority)));
    }

    private static X509Certificate2Collection Certificates(string text)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(text);
        return certificates.Count > 0 ? certificates : throw new CryptographicException("no certificate in PEM");
    }

    private static T Try<T>(string path, Func<string, T> use)
    {
        try
        {
            return use(path);
        }
        catch (Exception fault) when (fault
            is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: {fault.Message}", fault);
        }
    }

    private readonly record struct Texts(string Certificate, string Key, string Authority);
}

/// <summary>What one handshake is made with.</summary>
/// <param name="Context">The certificate with those between it and the authority.</param>
internal sealed record TlsCredentials(
    X509Certificate2 Certificate, SslStreamCertificateContext Context, X509Certificate2Collection Authorities)
{
    /// <summary>How the certificate of the other side is judged: by the cluster's authority alone, and without asking
    /// anybody over the network.</summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(Authorities);
        return policy;
    }
}
