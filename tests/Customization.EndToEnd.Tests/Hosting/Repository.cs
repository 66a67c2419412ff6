namespace Customization.EndToEnd.Tests.Hosting;

/// <summary>Files of the repository that the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder that has the solution.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A folder of real data beside the repository, or below <c>CUSTOMIZATION_DATA</c>; null where it is not
    /// at hand.</summary>
    public static string? Data(string folder)
    {
        if (Environment.GetEnvironmentVariable("CUSTOMIZATION_DATA") is { Length: > 0 } named)
        {
            return Path.Combine(named, folder);
        }

        for (var above = Path.GetDirectoryName(Root); above is not null; above = Path.GetDirectoryName(above))
        {
            var data = Path.Combine(above, "shared", "data", folder);
            if (Directory.Exists(data))
            {
                return data;
            }
        }

        return null;
    }

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Customization.Orleans.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("not inside the repository"));
}
