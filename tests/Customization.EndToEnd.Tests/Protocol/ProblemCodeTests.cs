using System.Runtime.CompilerServices;
using Customization.Domain.Entities;
using Customization.Gateway;

namespace Customization.EndToEnd.Tests.Protocol;

public sealed class ProblemCodeTests
{
    public static TheoryData<Type> Rejections() => [.. EntityJson.Concrete(typeof(Rejection))];

    [Theory]
    [MemberData(nameof(Rejections))]
    public void Every_rejection_of_the_domain_has_a_status_and_a_title(Type rejection)
    {
        var code = ((Rejection)RuntimeHelpers.GetUninitializedObject(rejection)).Code;

        var (status, title) = Problems.Of(code);

        Assert.InRange(status, 400, 499);
        Assert.NotEmpty(title);
    }

    [Fact]
    public void Codes_are_kebab_case() =>
        Assert.All(Problems.Codes, code => Assert.Matches("^[a-z]+(-[a-z]+)*$", code));
}
