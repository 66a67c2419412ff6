using Customization.Domain.Entities.Secrets;
using Microsoft.Extensions.Logging;

namespace Customization.Runtime.Journal.Secrets;

/// <summary>Opens the store of a directory together with the keys of its customers.</summary>
internal static partial class SecretStore
{
    /// <summary>The journal of a directory; makes store, keys and, where none are given, a master key.</summary>
    /// <exception cref="StoreException">Refused, with the reason in one line. Where keys are missing that something was
    /// stored under, nothing is made anew in their place.</exception>
    public static IJournal Open(string directory, MasterKeys? masters, ILogger log)
    {
        var journal = SqliteJournal.Open(directory);
        try
        {
            var hasKeys = File.Exists(Path.Combine(directory, CustomerKeys.FileName));
            if (!hasKeys && SecretJournal.HasSealed(journal))
            {
                throw new StoreException(
                    $"{directory}: {CustomerKeys.FileName} is missing, without which its customers cannot be read");
            }

            return new SecretJournal(journal, CustomerKeys.Open(directory, masters ?? MastersOf(directory, log)));
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    private static MasterKeys MastersOf(string directory, ILogger log)
    {
        var (masters, isNew) = MasterKeyFile.ReadOrMake(directory);
        if (isNew)
        {
            LogMade(log, Path.Combine(directory, MasterKeyFile.FileName));
        }

        return masters;
    }

    [LoggerMessage(50, LogLevel.Warning, "Made a master key for the secrets of customers, {Path}; keep a copy of it")]
    private static partial void LogMade(ILogger log, string path);
}
