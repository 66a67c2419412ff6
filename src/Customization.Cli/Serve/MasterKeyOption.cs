using System.CommandLine;
using Customization.Domain.Entities.Secrets;
using Customization.Runtime.Journal;
using Customization.Runtime.Journal.Secrets;

namespace Customization.Cli.Serve;

/// <summary><c>--master-key</c>: what the keys of customers are wrapped with.</summary>
internal static class MasterKeyOption
{
    /// <summary>The option.</summary>
    public static readonly Option<string> Option = new("--master-key")
    {
        Description = "File of master keys for the secrets of customers, a line VERSION:BASE64 of 32 bytes for each; "
            + "environment CUSTOMIZATION_MASTER_KEY_FILE. Without it, master.key in the data folder, made where it is "
            + "missing.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("CUSTOMIZATION_MASTER_KEY_FILE") ?? "",
    };

    /// <summary>The keys of the file; null without one.</summary>
    /// <exception cref="InputException">The file is missing or malformed.</exception>
    public static MasterKeys? Of(ParseResult parsed)
    {
        if (parsed.GetValue(Option) is not { Length: > 0 } path)
        {
            return null;
        }

        return MasterKeys.TryParse(CommandLine.ReadFile(path), out var keys, out var reason)
            ? keys
            : throw new InputException($"{path}: {reason}");
    }

    /// <summary>The master keys beside a store; made where there are none, which is said.</summary>
    /// <exception cref="InputException">They cannot be read or made.</exception>
    public static MasterKeys Beside(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var (masters, isNew) = MasterKeyFile.ReadOrMake(folder);
            if (isNew)
            {
                Console.Out.WriteLine(
                    $"Made a master key for the secrets of customers, {Path.Combine(folder, MasterKeyFile.FileName)}; "
                    + "keep a copy of it.");
            }

            return masters;
        }
        catch (Exception fault) when (fault is StoreException or IOException or UnauthorizedAccessException)
        {
            throw new InputException(fault.Message);
        }
    }
}
