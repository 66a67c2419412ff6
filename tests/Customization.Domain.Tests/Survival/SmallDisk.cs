using System.Diagnostics;
using Xunit;

namespace Customization.Domain.Tests.Survival;

/// <summary>A file system of its own in memory, small enough to be filled.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int SizeMb = 48;

    /// <summary>Whether this user may mount here; containers often may not.</summary>
    public static readonly bool CanMount = TryMount();

    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    public static SmallDisk Mount()
    {
        var path = Directory.CreateTempSubdirectory("customization-disk").FullName;
        return Run("mount", "-t", "tmpfs", "-o", $"size={SizeMb}m", "tmpfs", path) == 0
            ? new SmallDisk(path)
            : throw new InvalidOperationException("mount failed");
    }

    /// <summary>Takes every byte that is left.</summary>
    public void Fill()
    {
        var chunk = new byte[4096];
        try
        {
            using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, 0);
            while (true)
            {
                file.Write(chunk);
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    public void Free() => File.Delete(Ballast);

    public void Dispose()
    {
        _ = Run("umount", Path);
        Directory.Delete(Path);
    }

    public static int Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static bool TryMount()
    {
        try
        {
            using var disk = Environment.UserName == "root" ? Mount() : null;
            return disk is not null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A test that needs to mount a file system.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute() => Skip = SmallDisk.CanMount ? null : "mounting a small disk is not allowed here";
}
