using System.Xml.Linq;
using Customization.Domain.Tests.Tidy;
using Xunit;

namespace Customization.Domain.Tests.Floors;

public sealed class FloorsTests
{
    [Fact]
    public void Projects_reference_only_what_the_table_allows()
    {
        Assert.NotEmpty(SourceTree.Projects);
        SourceTree.None(SourceTree.Projects.SelectMany(Violations));
    }

    [Fact]
    public void Every_project_file_is_listed_in_the_solution()
    {
        var solution = SourceTree.Files.Single(file => file.Name == "Customization.Orleans.sln").Text;
        Assert.All(SourceTree.Projects, project => Assert.Contains(project.Name, solution));
    }

    [Theory]
    [InlineData("Customization.Kernel", """<PackageReference Include="YamlDotNet" />""")]
    [InlineData("Customization.Domain", """<ProjectReference Include="../Up/Customization.Runtime.csproj" />""")]
    [InlineData("Customization.Runtime", """<PackageReference Include="Microsoft.Orleans.Client" />""")]
    [InlineData("Customization.Runtime", """<FrameworkReference Include="Microsoft.AspNetCore.App" />""")]
    [InlineData("Customization.Gateway", """<Reference Include="elsewhere.dll" />""")]
    [InlineData("Customization.Helpers", "")]
    public void A_forbidden_reference_is_found(string project, string reference)
    {
        var file = new SourceFile(
            $"src/{project}/{project}.csproj", $"<Project><ItemGroup>{reference}</ItemGroup></Project>");
        Assert.Single(Violations(file));
    }

    private static IEnumerable<string> Violations(SourceFile file)
    {
        var name = Path.GetFileNameWithoutExtension(file.Name);
        var floor = FloorTable.Floors.SingleOrDefault(floor => floor.Project == name);
        if (floor is null)
        {
            return [$"{name} has no line in the table"];
        }

        return XDocument.Parse(file.Text).Descendants()
            .Where(element => element.Attribute("Include") is not null)
            .Where(element => !Allows(floor, element.Name.LocalName, element.Attribute("Include")!.Value))
            .Select(element => $"{name} may not have {element}");
    }

    private static bool Allows(Floor floor, string kind, string include) => kind switch
    {
        "ProjectReference" => floor.Projects.Contains(Path.GetFileNameWithoutExtension(include)),
        "PackageReference" => floor.Packages.Any(
            package => package.EndsWith('.') ? include.StartsWith(package) : include == package),
        "FrameworkReference" => include == "Microsoft.AspNetCore.App"
            && floor.Project is "Customization.Gateway" or "Customization.Cli" or "Customization.EndToEnd.Tests",
        "Reference" => false,
        _ => true,
    };
}
