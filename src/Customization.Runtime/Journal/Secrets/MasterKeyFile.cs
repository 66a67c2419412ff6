using System.Security.Cryptography;
using Customization.Domain.Entities.Secrets;

namespace Customization.Runtime.Journal.Secrets;

/// <summary>The master keys beside a store, where nobody gave others.</summary>
public static class MasterKeyFile
{
    /// <summary>Name of the file in the directory of the store.</summary>
    public const string FileName = "master.key";

    /// <summary>Reads the file of a directory, or makes one that only the user can read.</summary>
    /// <returns>The keys, and whether they were made.</returns>
    /// <exception cref="StoreException">The file is malformed or cannot be read or made, or it is missing where
    /// customers' keys were wrapped with it.</exception>
    public static (MasterKeys Keys, bool IsNew) ReadOrMake(string directory)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            var isNew = !File.Exists(path);
            if (isNew && File.Exists(Path.Combine(directory, CustomerKeys.FileName)))
            {
                throw new StoreException(
                    $"{directory}: {FileName} is missing, without which {CustomerKeys.FileName} is useless");
            }

            if (isNew)
            {
                Make(path);
            }

            return MasterKeys.TryParse(File.ReadAllText(path), out var keys, out var reason)
                ? (keys, isNew)
                : throw new StoreException($"{path}: {reason}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{path}: the master key cannot be read or made: {fault.Message}", fault);
        }
    }

    /// <summary>The whole key appears under its name, or nothing.</summary>
    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var next = $"{path}.{Guid.NewGuid():N}";
        using (var file = new FileStream(next, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(
                MasterKeys.Write(RandomNumberGenerator.GetBytes(MasterKeys.KeyBytes))));
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: false);
    }
}
