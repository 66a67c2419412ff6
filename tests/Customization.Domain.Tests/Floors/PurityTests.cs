using Customization.Domain.Tests.Tidy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Customization.Domain.Tests.Floors;

/// <summary>Floors 0 and 1 are pure: what they must not name, they do not name anywhere in their source.</summary>
public sealed class PurityTests
{
    /// <summary>Sources of time and chance. Domain gets its instants as arguments and needs no chance at all.</summary>
    private static readonly HashSet<string> TimeAndChance =
    [
        "DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow",
        "Environment.TickCount", "Environment.TickCount64", "Stopwatch", "TimeProvider", "Random.Shared",
        "Guid.NewGuid", "Guid.CreateVersion7", "RandomNumberGenerator",
    ];

    /// <summary>Kernel samples with a generator handed in; it waits for nothing and opens nothing.</summary>
    private static readonly HashSet<string> Kernel =
    [
        .. TimeAndChance, "Task", "ValueTask", "Thread", "ILogger", "Console", "FileStream", "Directory", "HttpClient",
        "File.Exists", "File.Open", "File.OpenRead", "File.ReadAllBytes", "File.ReadAllText", "File.ReadLines",
        "File.WriteAllBytes", "File.WriteAllText",
    ];

    private static readonly HashSet<string> Domain = [.. TimeAndChance, "Random", "Thread", "ILogger", "Console"];

    [Fact]
    public void Kernel_has_no_clock_no_task_no_log_and_opens_nothing() => Check("src/Customization.Kernel/", Kernel);

    [Fact]
    public void Domain_never_awaits_and_has_no_clock_and_no_chance() => Check("src/Customization.Domain/", Domain);

    [Theory]
    [InlineData("async void M() { }")]
    [InlineData("int M() => new Random().Next();")]
    [InlineData("object M() => System.DateTime.UtcNow;")]
    [InlineData("object M() => DateTimeOffset.Now.AddDays(1);")]
    [InlineData("object M() => Guid.NewGuid();")]
    public void An_impure_line_is_found(string member)
    {
        Assert.NotEmpty(Impurities(new SourceFile("A.cs", $"class A {{ {member} }}"), Domain));
    }

    [Theory]
    [InlineData("Task<int> Port(DateTimeOffset now);")]
    [InlineData("/* await DateTime.Now */ string M() => \"Random\";")]
    public void A_pure_line_is_not(string member)
    {
        Assert.Empty(Impurities(new SourceFile("A.cs", $"class A {{ {member} }}"), Domain));
    }

    private static void Check(string folder, HashSet<string> forbidden)
    {
        var files = SourceTree.CSharp.Where(file => file.Path.StartsWith(folder)).ToList();
        Assert.NotEmpty(files);
        SourceTree.None(files.SelectMany(file => Impurities(file, forbidden)));
    }

    private static IEnumerable<string> Impurities(SourceFile file, HashSet<string> forbidden)
    {
        var awaits = file.Root.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.AsyncKeyword) || token.IsKind(SyntaxKind.AwaitKeyword));
        var names = file.Root.DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(name => forbidden.Contains(name.Identifier.Text) || forbidden.Contains(Qualified(name)))
            .Select(name => name.Identifier);
        return awaits.Concat(names).Select(
            token => $"{file.Path}({token.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {token.Text}");
    }

    /// <summary>The name and what it is a member of: <c>System.DateTime.Now</c> gives <c>DateTime.Now</c>.</summary>
    private static string Qualified(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name =>
            $"{Last(access.Expression)}.{name.Identifier.Text}",
        _ => "",
    };

    private static string Last(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        SimpleNameSyntax name => name.Identifier.Text,
        _ => "",
    };
}
