namespace Customization.Cli.Serve;

/// <summary>The three lines that say where to go.</summary>
internal static class Greeting
{
    /// <summary>Writes them.</summary>
    public static void Write(IEnumerable<string> urls, ServeOptions options)
    {
        var all = string.Join(' ', urls);
        var first = urls.First();
        Console.Out.WriteLine($"Serving {all} from the store in {options.Data}; Ctrl-C stops.");
        Console.Out.WriteLine($"Try {first}/v1/products; every endpoint is in {first}/openapi/v1.json.");
        Console.Out.WriteLine(options.HasDevelopmentTokens
            ? $"Development mode: {first}/v1/dev/token gives any role to anybody, so keep this port to yourself."
            : $"Tokens are signed with the key in {Path.Combine(options.Data, "token.key")}.");
    }
}
