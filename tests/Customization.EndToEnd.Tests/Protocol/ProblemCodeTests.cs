using System.Runtime.CompilerServices;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Customers;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Gateway;
using Customization.Gateway.Pages;

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
    public void Every_code_has_words_in_every_language_of_the_pages()
    {
        string[] ofOrders =
        [
            "attempts-exhausted", "calendar-changed", "cancelled", "cell-broken", "cell-repaired", "confirmed",
            "finished-late", "material-late", "no-time-left", "not-shipped", "operation-overdue", "promise-broken",
            "quote-expired", "quoted", "refused", "shipped-late", "stock-not-arrived", "stock-short", "timed-out",
            .. EntityJson.Concrete(typeof(NoPromise))
                .Select(type => ((NoPromise)RuntimeHelpers.GetUninitializedObject(type)).Code),
        ];
        var ofParameters = typeof(ParameterRefusal).GetFields().Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);
        foreach (var language in Words.Languages)
        {
            var words = Words.Of(language).For("orders");
            Assert.All(
                [.. Problems.Codes, .. ofOrders, .. ofParameters], code => Assert.NotEmpty(words[$"why.{code}"]));
        }

        Assert.Contains($"{CustomerLimits.PicturesMax},", Words.Of("de")["why.too-many-pictures"]);
        Assert.All(Problems.Codes, code => Assert.Equal(Problems.Of(code).Title, Words.Of("en")[$"why.{code}"]));
        Assert.All(Problems.Codes, code => Assert.NotEqual(Problems.Of(code).Title, Words.Of("fr")[$"why.{code}"]));
    }

    [Fact]
    public void Codes_are_kebab_case() =>
        Assert.All(Problems.Codes, code => Assert.Matches("^[a-z]+(-[a-z]+)*$", code));
}
