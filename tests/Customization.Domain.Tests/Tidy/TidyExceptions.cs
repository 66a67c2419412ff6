namespace Customization.Domain.Tests.Tidy;

/// <summary>Findings let pass, by their full text. The list only shrinks: a line without a finding fails.</summary>
public static class TidyExceptions
{
    public static IReadOnlyList<string> Lines { get; } =
    [
        "line-columns src/Customization.Cli/CommandLine.cs",
        "line-columns src/Customization.Domain/Catalog/Definitions/Condition.cs",
        "line-columns src/Customization.Domain/Catalog/Definitions/DefinitionFields.cs",
        "line-columns src/Customization.Domain/Catalog/Definitions/Sections/PriceRange.cs",
        "line-columns src/Customization.Domain/Catalog/Definitions/Sections/PricingSection.cs",
        "line-columns src/Customization.Domain/Catalog/Definitions/Sections/RuleSection.cs",
        "line-columns src/Customization.Domain/Catalog/Definitions/Sections/SuperBomSection.cs",
        "line-columns src/Customization.Domain/Catalog/Explosion/WorkOrder.cs",
        "line-columns src/Customization.Domain/Catalog/LocalizedText.cs",
        "line-columns src/Customization.Domain/Catalog/Parameters/ForbiddenWords.cs",
        "line-columns src/Customization.Domain/Catalog/Parameters/ParameterChecker.cs",
        "line-columns src/Customization.Domain/Catalog/Pricing/Money.cs",
        "line-columns src/Customization.Domain/Catalog/Pricing/PriceQuote.cs",
        "line-columns src/Customization.Domain/Catalog/Yaml/Fields.cs",
        "line-columns src/Customization.Domain/Catalog/Yaml/YamlReader.cs",
        "line-columns src/Customization.Domain/Delivery/PromisePlanner.cs",
        "line-columns src/Customization.Domain/Entities/Decision.cs",
        "line-columns src/Customization.Domain/Entities/EntityJson.cs",
        "line-columns src/Customization.Kernel/Compilation/Network/NetworkBuilder.cs",
        "line-columns src/Customization.Kernel/Compilation/Propagation/TableRows.cs",
        "line-columns src/Customization.Kernel/Compilation/Search/ComponentCache.cs",
        "line-columns src/Customization.Kernel/Diagram/DiagramFold.cs",
        "line-columns src/Customization.Kernel/Model/Formula.cs",
        "line-columns src/Customization.Kernel/Queries/ConfigurationCode.cs",
        "line-columns src/Customization.Kernel/Queries/FeatureAnalysis.cs",
        "line-columns src/Customization.Kernel/Queries/SelectionPacking.cs",
        "line-columns src/Customization.Kernel/Queries/Varint.cs",
        "line-columns src/Customization.Kernel/Queries/Witness.cs",
        "line-columns tests/Customization.Kernel.Tests/Diagram/DiagramFileTests.cs",
        "line-columns tests/Customization.Kernel.Tests/Queries/ConfiguratorPropertyTests.cs",
        "line-columns tests/Customization.Kernel.Tests/Queries/Oracle.cs",
    ];
}
