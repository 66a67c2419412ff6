using Microsoft.OpenApi;

namespace Customization.Gateway.Documents;

/// <summary>The API's own description.</summary>
public static class ApiDocument
{
    private const string Scheme = "bearer";

    /// <summary>Adds what makes <c>/openapi/v1.json</c>.</summary>
    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, _, _) =>
        {
            RefuseByDefault(operation);
            return Task.CompletedTask;
        });
    });

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Customization",
            Version = "v1",
            Description = "Configure, price, promise and order. Refusals are RFC 9457 problems with a stable code.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = Scheme,
            BearerFormat = "JWT",
        };
    }

    /// <summary>A problem can have any status of <see cref="Problems"/>, which OpenAPI calls default.</summary>
    private static void RefuseByDefault(OpenApiOperation operation)
    {
        if (operation.Responses is { } responses && responses.Remove("400", out var problem))
        {
            problem.Description = "Refused: problem details with a code.";
            responses["default"] = problem;
        }
    }

    /// <summary>Maps <c>/openapi/v1.json</c>.</summary>
    public static void MapApiDocument(this IEndpointRouteBuilder app) =>
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
}
