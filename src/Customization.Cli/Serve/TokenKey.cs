using System.Security.Cryptography;
using Customization.Gateway;

namespace Customization.Cli.Serve;

/// <summary>The secret that tokens are signed with, kept beside the store so that tokens outlive a restart.</summary>
internal static class TokenKey
{
    private const string FileName = "token.key";

    /// <summary>Reads the key, or makes one that only the user can read.</summary>
    /// <exception cref="InputException">The file is too short to be a key.</exception>
    public static byte[] ReadOrMake(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path))
        {
            var key = File.ReadAllBytes(path);
            return key.Length >= GatewayOptions.TokenKeyBytesMin
                ? key
                : throw new InputException($"{path}: a key has at least {GatewayOptions.TokenKeyBytesMin} bytes");
        }

        var made = RandomNumberGenerator.GetBytes(GatewayOptions.TokenKeyBytesMin);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(made);
        file.Flush(flushToDisk: true);
        return made;
    }
}
