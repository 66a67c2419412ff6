using System.Security.Cryptography;
using Customization.Gateway;

namespace Customization.Cli.Serve;

/// <summary>The secret that tokens are signed with, kept beside the store so that tokens outlive a restart.</summary>
internal static class TokenKey
{
    private const string FileName = "token.key";

    /// <summary>Reads the key, or makes one that only the user can read.</summary>
    /// <remarks>Of processes that start on the same folder at once, one makes it and the others read it: the whole key
    /// appears under its name, or nothing.</remarks>
    /// <exception cref="InputException">The file is too short to be a key.</exception>
    public static byte[] ReadOrMake(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            Make(path);
        }

        var key = File.ReadAllBytes(path);
        return key.Length >= GatewayOptions.TokenKeyBytesMin
            ? key
            : throw new InputException($"{path}: a key has at least {GatewayOptions.TokenKeyBytesMin} bytes");
    }

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
            file.Write(RandomNumberGenerator.GetBytes(GatewayOptions.TokenKeyBytesMin));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(next, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first: its key it is.
            File.Delete(next);
        }
    }
}
