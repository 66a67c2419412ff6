using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Customization.Cluster.Tests.Processes;

/// <summary>The next release of the executable: the same code, every assembly of ours with a higher version.</summary>
/// <remarks>What a build with another <c>-p:Version</c> would change as well, without the minute that it takes. The
/// versions are patched where the metadata has them, in the assemblies and in their references to each other: after a
/// hash algorithm (4 bytes, only the assembly itself) major, minor, build and revision, 2 bytes each.</remarks>
public static class NewerBuild
{
    private const string Ours = "Customization.";
    private const string Executable = "customization";
    private const byte Major = 99;

    /// <summary>Makes one from the build that the tests run.</summary>
    public static void Make(string folder)
    {
        foreach (var source in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(AppContext.BaseDirectory, source));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
            var name = Path.GetFileNameWithoutExtension(target);
            if (IsOurs(name) && target.EndsWith(".dll", StringComparison.Ordinal))
            {
                File.WriteAllBytes(target, Raised(File.ReadAllBytes(target)));
                Assert.Equal(Major, AssemblyName.GetAssemblyName(target).Version!.Major);
            }
        }

        Assert.Equal(Major, AssemblyName.GetAssemblyName(Path.Combine(folder, "customization.dll")).Version!.Major);
    }

    private static bool IsOurs(string name) =>
        name == Executable || name.StartsWith(Ours, StringComparison.Ordinal);

    private static byte[] Raised(byte[] assembly)
    {
        using var file = new PEReader(new MemoryStream(assembly));
        var metadata = file.GetMetadataReader();
        var start = file.PEHeaders.MetadataStartOffset;
        assembly[start + metadata.GetTableMetadataOffset(TableIndex.Assembly) + 4] = Major;
        var references = start + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef);
        foreach (var handle in metadata.AssemblyReferences)
        {
            if (IsOurs(metadata.GetString(metadata.GetAssemblyReference(handle).Name)))
            {
                var row = MetadataTokens.GetRowNumber(handle) - 1;
                assembly[references + (row * metadata.GetTableRowSize(TableIndex.AssemblyRef))] = Major;
            }
        }

        return assembly;
    }
}
