using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Access;

/// <summary>The rows of <c>authorization.cases</c>.</summary>
public static class AuthorizationTable
{
    private const string File = "tests/Customization.EndToEnd.Tests/Access/authorization.cases";

    /// <summary>One operation.</summary>
    public sealed record Row(string Method, string Path, string Body, IReadOnlyList<string> Expected);

    /// <summary>All rows, in order.</summary>
    public static IReadOnlyList<Row> Read() =>
    [
        .. from line in System.IO.File.ReadLines(Path.Combine(Repository.Root, File))
           where line.Length > 0 && !line.StartsWith('#')
           let sides = line.Split(" => ")
           let request = sides[0].Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
           select new Row(request[0], request[1], request[2], sides[1].Split(' '))
    ];
}
