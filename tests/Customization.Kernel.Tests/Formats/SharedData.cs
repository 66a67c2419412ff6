using System.Runtime.CompilerServices;
using Xunit;

namespace Customization.Kernel.Tests.Formats;

/// <summary>Public data files that lie beside the repository on some machines; tests on them skip elsewhere.</summary>
internal static class SharedData
{
    private static readonly string? Folder = Find();

    public static bool IsPresent => Folder is not null;

    public static string Read(string relativePath) => File.ReadAllText(Path.Combine(Folder!, relativePath));

    /// <summary><c>shared/data</c> beside any folder above this file, so that worktrees find it too.</summary>
    private static string? Find([CallerFilePath] string thisFile = "")
    {
        for (var folder = Path.GetDirectoryName(thisFile); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, "shared", "data");
            if (Directory.Exists(Path.Combine(candidate, "feature-models")))
            {
                return candidate;
            }
        }

        return null;
    }
}

/// <summary>A test on public data files; skipped where they are absent.</summary>
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        Skip = SharedData.IsPresent ? null : "shared/data is not beside the repository";
    }
}

/// <summary>A table of tests on public data files; skipped where they are absent.</summary>
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute()
    {
        Skip = SharedData.IsPresent ? null : "shared/data is not beside the repository";
    }
}
