namespace Customization.Domain.Tests.Floors;

/// <summary>What one project may reference; a package entry that ends in a dot allows every package under it.</summary>
public sealed record Floor(string Project, string[] Projects, string[] Packages);

/// <summary>The house. A reference that is not here is a decision to take first.</summary>
public static class FloorTable
{
    private static readonly string[] Testing =
        ["Microsoft.NET.Test.Sdk", "xunit", "xunit.runner.visualstudio", "Microsoft.CodeAnalysis.CSharp", "FsCheck"];

    public static IReadOnlyList<Floor> Floors { get; } =
    [
        new("Customization.Kernel", [], []),
        new("Customization.Domain", ["Customization.Kernel"], ["YamlDotNet"]),
        new("Customization.Runtime", ["Customization.Domain"],
            ["Microsoft.Data.Sqlite", "Microsoft.Extensions.Logging.Abstractions"]),
        new(
            "Customization.Client",
            ["Customization.Domain"],
            ["Microsoft.Orleans.Client", "Microsoft.Orleans.Connections.Security", "Microsoft.Orleans.Sdk"]),
        new(
            "Customization.Grains",
            ["Customization.Client"],
            ["Microsoft.Orleans.", "Npgsql", "Microsoft.Data.Sqlite"]),
        new("Customization.Gateway", ["Customization.Domain"], ["Microsoft.AspNetCore."]),
        new(
            "Customization.Cli",
            [
                "Customization.Gateway", "Customization.Runtime", "Customization.Client", "Customization.Grains",
                "Customization.LoadTests",
            ],
            ["System.CommandLine", "Spectre.Console", "Microsoft.Extensions.Hosting", "OpenTelemetry."]),
        new("Customization.Kernel.Tests", ["Customization.Kernel"], Testing),
        new(
            "Customization.Domain.Tests",
            ["Customization.Kernel", "Customization.Domain", "Customization.Runtime"],
            Testing),
        new("Customization.EndToEnd.Tests", ["Customization.Cli"], [.. Testing, "Microsoft.Playwright"]),
        new(
            "Customization.Cluster.Tests",
            ["Customization.Grains", "Customization.Client", "Customization.Runtime", "Customization.Cli"],
            [.. Testing, "Microsoft.Orleans.TestingHost", "Npgsql"]),
        new(
            "Customization.LoadTests", ["Customization.Kernel", "Customization.Domain"],
            ["HdrHistogram", "YamlDotNet"]),
        new(
            "Customization.Benchmarks",
            [
                "Customization.Kernel", "Customization.Domain", "Customization.Runtime", "Customization.Client",
                "Customization.Gateway", "Customization.Grains",
            ],
            ["BenchmarkDotNet", "Microsoft.CodeAnalysis.Common"]),
    ];
}
