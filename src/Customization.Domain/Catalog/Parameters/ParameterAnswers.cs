using System.Collections.Immutable;
using Customization.Domain.Catalog.Definitions;

namespace Customization.Domain.Catalog.Parameters;

/// <summary>What the customer's answers beside the diagram amount to under a configuration.</summary>
internal static class ParameterAnswers
{
    /// <summary>Whether the parameter is asked and answered, with this option where one is named. No parameter is
    /// always given.</summary>
    public static bool AreGiven(
        ProductDefinition definition, string? code, string? option, ReadOnlySpan<int> configuration,
        ImmutableSortedDictionary<string, ParameterValue> parameters)
    {
        if (code is null)
        {
            return true;
        }

        var parameter = definition.Parameter(code);
        return parameter is not null
            && PartialEvaluation.Holds(parameter.When, configuration) == true
            && (OptionOf(parameter, parameters) is { } taken
                ? option is null || string.Equals(taken.Code, option, StringComparison.Ordinal)
                : parameters.ContainsKey(code));
    }

    /// <summary>The option taken of a presentation aspect: the customer's, else the first; null for other kinds.
    /// </summary>
    public static PresentationOption? OptionOf(
        ParameterDefinition parameter, ImmutableSortedDictionary<string, ParameterValue> parameters)
    {
        if (parameter.Guard is not ParameterGuard.Options options)
        {
            return null;
        }

        var wanted = parameters.TryGetValue(parameter.Code, out var value) && value is ParameterValue.Choice choice
            ? choice.Option
            : "";
        foreach (var option in options.All)
        {
            if (string.Equals(option.Code, wanted, StringComparison.Ordinal))
            {
                return option;
            }
        }

        return options.All[0];
    }
}
