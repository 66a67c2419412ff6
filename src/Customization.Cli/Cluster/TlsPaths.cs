using System.CommandLine;

namespace Customization.Cli.Cluster;

/// <summary>The certificates of a process of a cluster: PEM files, read again when they are replaced.</summary>
internal sealed record TlsPaths(string Certificate, string Key, string Authority)
{
    private static readonly Option<string> CertificateOption =
        Path("certificate", "Certificate of this process for the others", "TLS_CERTIFICATE");

    private static readonly Option<string> KeyOption = Path("key", "Its private key", "TLS_KEY");

    private static readonly Option<string> AuthorityOption =
        Path("ca", "The cluster's own authority; who has a certificate of it is let in", "TLS_CA");

    /// <summary>The options.</summary>
    public static IEnumerable<Option> All => [CertificateOption, KeyOption, AuthorityOption];

    /// <summary>Reads the options.</summary>
    /// <returns>Null without any.</returns>
    /// <exception cref="InputException">Some are given and some are not.</exception>
    public static TlsPaths? Of(ParseResult parsed)
    {
        var paths = new[] { CertificateOption, KeyOption, AuthorityOption }.Select(parsed.GetValue).ToArray();
        return paths.All(path => path is null) ? null
            : paths.Any(path => path is null)
                ? throw new InputException("--tls-certificate, --tls-key and --tls-ca go together")
                : new TlsPaths(paths[0]!, paths[1]!, paths[2]!);
    }

    private static Option<string> Path(string name, string what, string variable) => new($"--tls-{name}")
    {
        Description = $"{what}, PEM; environment CUSTOMIZATION_{variable}.",
        DefaultValueFactory = _ => ClusterOptions.Variable(variable)!,
    };
}
