using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Parameters;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Runs.Recipients;

/// <summary>The answers of one recipient, by name. Owned by one personalization.</summary>
internal sealed class RecipientAnswers(PublishedProduct product)
{
    /// <summary>Between the members of a multi-choice in one field.</summary>
    private const string MemberSeparators = ";|";

    private readonly List<(string Field, CharacteristicIndex Characteristic, int Value)> _choices = [];

    /// <summary>The choices so far.</summary>
    public Selection Selection { get; private set; } = Selection.Empty(product.Model);

    /// <summary>The answers beside the diagram so far.</summary>
    public ImmutableSortedDictionary<string, ParameterValue> Parameters { get; private set; } =
        ImmutableSortedDictionary.Create<string, ParameterValue>(StringComparer.Ordinal);

    /// <summary>Takes a field; what is wrong with it, or null.</summary>
    public Personalized? Add(string field, string target, string value)
    {
        if (product.Definition.Parameter(target) is { } parameter)
        {
            return Answer(field, parameter, value);
        }

        if (product.Model.Find(target) is { } characteristic)
        {
            return Choose(field, characteristic, product.Model.Characteristics[characteristic.Value], value);
        }

        return AddMembers(field, target, value);
    }

    /// <summary>The first field whose answer does not go together with those before it; null where all do.</summary>
    public Personalized? Contradiction(string language)
    {
        var configurators = product.Configurators;
        if (configurators.Use(configurator => configurator.IsPossible(Selection)))
        {
            return null;
        }

        var before = Selection.Empty(product.Model);
        foreach (var (field, characteristic, value) in _choices)
        {
            var with = before.With(characteristic, value);
            if (!configurators.Use(configurator => configurator.IsPossible(with)))
            {
                var rules = configurators.Use(
                    configurator => configurator.Explain(before, characteristic, value)).Rules;
                var why = string.Join(' ', rules.Select(rule => MessageOf(rule, language))
                    .Where(message => message.Length > 0));
                return Personalized.Failed("value-excluded", why.Length > 0
                    ? $"{field}: {why}"
                    : $"{field} does not go with the other fields of this recipient.");
            }

            before = with;
        }

        return Personalized.Failed("value-excluded", "The fields of this recipient contradict each other.");
    }

    /// <summary>A multi-choice is answered as a whole: what the field does not name is not taken.</summary>
    private Personalized? AddMembers(string field, string target, string value)
    {
        var named = value.Split(
            MemberSeparators.ToCharArray(), StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var member in named)
        {
            if (product.Model.Find($"{target}.{member}") is null)
            {
                return UnknownValue(field, member, target);
            }
        }

        for (var i = 0; i < product.Model.Characteristics.Length; i++)
        {
            var each = product.Model.Characteristics[i];
            if (each.Group == target)
            {
                var isTaken = named.Contains(each.Name[(target.Length + 1)..]) ? 1 : 0;
                _choices.Add((field, new CharacteristicIndex(i), isTaken));
                Selection = Selection.With(new CharacteristicIndex(i), isTaken);
            }
        }

        return null;
    }

    private string MessageOf(Rule rule, string language) =>
        product.Definition.RuleMessages.TryGetValue(rule.Name, out var message)
            ? message.In(language)
            : rule.Message;

    private Personalized? Choose(
        string field, CharacteristicIndex index, Characteristic characteristic, string value)
    {
        var name = characteristic.Kind == CharacteristicKind.Boolean
            ? value.ToLowerInvariant() switch { "true" or "1" => "yes", "false" or "0" => "no", var word => word }
            : value;
        var position = characteristic.IndexOf(name);
        if (position < 0)
        {
            return UnknownValue(field, value, characteristic.Name);
        }

        if (Selection[index] >= 0 && Selection[index] != position)
        {
            return Personalized.Failed("value-excluded", $"{field} answers {characteristic.Name} a second time.");
        }

        _choices.Add((field, index, position));
        Selection = Selection.With(index, position);
        return null;
    }

    private Personalized? Answer(string field, ParameterDefinition parameter, string value)
    {
        ParameterValue answer;
        switch (parameter.Guard)
        {
            case ParameterGuard.Measurement measurement:
                if (!long.TryParse(
                    value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount))
                {
                    return UnknownValue(field, value, $"{parameter.Code} in {measurement.Unit}");
                }

                answer = new ParameterValue.Measurement(amount);
                break;
            case ParameterGuard.Options:
                answer = new ParameterValue.Choice(value);
                break;
            default:
                answer = new ParameterValue.Text(value);
                break;
        }

        Parameters = Parameters.SetItem(parameter.Code, answer);
        return null;
    }

    private static Personalized UnknownValue(string field, string value, string target) =>
        Personalized.Failed(
            "unknown-value", $"{field}: there is no '{Catalog.Yaml.Scalars.Shown(value)}' of {target}.");
}
