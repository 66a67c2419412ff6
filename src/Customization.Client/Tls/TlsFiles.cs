namespace Customization.Client.Tls;

/// <summary>What a process of a cluster shows to the others, and whom it lets in: files in PEM.</summary>
/// <remarks>Who has a certificate of the authority belongs to the cluster, as silo or as client, so the authority is
/// the cluster's own. Names in certificates do not matter: silos are reached by addresses that change.</remarks>
/// <param name="Certificate">The certificate of this process, and after it those between it and the authority.</param>
/// <param name="Key">Its private key, not encrypted.</param>
/// <param name="Authority">The certificates that are trusted; two while one replaces the other.</param>
public sealed record TlsFiles(string Certificate, string Key, string Authority);
