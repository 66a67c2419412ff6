using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Customization.Cluster.Tests.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Customization.Cluster.Tests.Readme;

/// <summary>The front-ends of the READMEs do what they show.</summary>
public sealed class FrontEndTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>What a console project of .NET imports by itself.</summary>
    private const string Implicit = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    [Fact]
    public async Task The_front_end_of_the_client_configures_quotes_and_orders()
    {
        await using var silo = await TestSilo.Start(SampleShop.Silo);
        await SampleShop.Open(silo.Engine);
        var program = Path.Combine(AppContext.BaseDirectory, "FrontEnd.dll");
        Compile(Sample("src/Customization.Client/README.md"), program);

        var printed = await Run(program, silo.Settings.GatewayPort.ToString());

        Assert.Matches(
            @"^configured: \S+\nquoted: 176\.75 EUR, delivery \d{4}-\d\d-\d\d\nordered: Confirmed$", printed);
    }

    [Fact]
    public void The_front_end_of_the_first_page_is_a_part_of_it()
    {
        var whole = Lines(Sample("src/Customization.Client/README.md")).ToHashSet();

        Assert.All(Lines(Sample("README.md")), line => Assert.Contains(line, whole));
    }

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    private static string Sample(string readme) => Regex.Match(
        File.ReadAllText(Path.Combine(Root(), readme)), "```csharp\n(.*?)\n```", RegexOptions.Singleline)
        .Groups[1].Value;

    /// <summary>The folder that has the solution.</summary>
    internal static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    /// <summary>Compiles a program against what this test runs with.</summary>
    private static void Compile(string text, string path)
    {
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            [CSharpSyntaxTree.ParseText(Implicit), CSharpSyntaxTree.ParseText(text)],
            trusted.Select(reference => MetadataReference.CreateFromFile(reference)),
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        var result = compilation.Emit(path);
        Assert.True(
            result.Success,
            string.Join('\n', result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error)));
    }

    /// <summary>Runs a program beside this test's files, with what they need, and returns what it printed.</summary>
    private static async Task<string> Run(string program, params string[] arguments)
    {
        var own = Path.ChangeExtension(typeof(FrontEndTests).Assembly.Location, null);
        using var process = Process.Start(new ProcessStartInfo("dotnet",
        [
            "exec", "--runtimeconfig", $"{own}.runtimeconfig.json", "--depsfile", $"{own}.deps.json", program,
            .. arguments,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var printed = process.StandardOutput.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill();
        }

        Assert.True(process.ExitCode == 0, await errors + await printed);
        return string.Join('\n', (await printed).Split('\n').Select(line => line.TrimEnd())
            .Where(line => Regex.IsMatch(line, "^(configured|quoted|ordered): ")));
    }
}
