using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Entities;
using Customization.Domain.Runs.Recipients;

namespace Customization.Domain.Runs;

/// <summary>Holds the settings of a run against product and plant.</summary>
internal static class RunSettingsCheck
{
    /// <summary>The settings with everything decided that was left to the engine, or why not. O(fields).</summary>
    public static (RunSettings? Settings, RunRejection? Refusal) Check(
        string id, string owner, RunSettings asked, DecisionContext context)
    {
        var product = asked.Version == 0
            ? context.Catalog.Current(asked.Product)
            : context.Catalog.Version(asked.Product, asked.Version);
        if (product is null)
        {
            return (null, new RunRejection.UnknownProduct(asked.Product));
        }

        var makesOrders = !product.Definition.Bom.IsEmpty || !product.Definition.Routing.IsEmpty;
        var lane = asked.Lane.Length > 0 || !makesOrders ? asked.Lane
            : product.Definition.Lanes is [var usual, ..] ? usual.Code
            : "";
        var settings = asked with { Version = product.Version, Lane = lane, MakesOrders = makesOrders };
        return Problem(id, owner, settings, product, context) is { } why
            ? (null, new RunRejection.InvalidSettings(why))
            : (settings, null);
    }

    private static string? Problem(
        string id, string owner, RunSettings settings, PublishedProduct product, DecisionContext context)
    {
        if (!IsId(id) || owner.Length is 0 or > EntityAddress.KeyLengthMax)
        {
            return $"A run is named by 1 to {RunLimits.IdLengthMax} letters, digits, - and _.";
        }

        if (settings.Samples is < 0 or > RunLimits.SamplesMax)
        {
            return $"At most {RunLimits.SamplesMax} samples are shown.";
        }

        if (settings.Fields.Count is 0 or > RunLimits.FieldsMax)
        {
            return $"Name 1 to {RunLimits.FieldsMax} fields of a recipient.";
        }

        string[] texts = [settings.Lane, settings.PriceList, settings.Language, .. settings.Fields.Keys];
        if (texts.Any(text => text.Length > RunLimits.TextLengthMax)
            || settings.Fields.Keys.Any(field => field.Length == 0))
        {
            return $"A field, a lane or a price list has at most {RunLimits.TextLengthMax} characters.";
        }

        foreach (var (field, target) in settings.Fields)
        {
            if (target != RunSettings.ShownOnly && !Personalization.CanAnswer(product, target))
            {
                return product.Definition.Parameter(target)?.Guard is ParameterGuard.Image
                    ? $"Field '{field}' cannot answer '{target}', which is a picture."
                    : $"Field '{field}' answers '{target}', which {settings.Product} does not have.";
            }
        }

        return settings.CustomerField.Length > 0 && settings.IndexOf(settings.CustomerField) < 0
            ? $"There is no field '{settings.CustomerField}' to name the customer."
            : TermsProblem(settings, product, context);
    }

    private static string? TermsProblem(RunSettings settings, PublishedProduct product, DecisionContext context)
    {
        var table = settings.PriceList.Length > 0
            ? product.PriceTable(settings.PriceList)
            : product.PriceTable(null, null, context.Now);
        if (table is null || !table.List.IsValid(context.Now))
        {
            return "There is no such price list, or it is not valid now.";
        }

        return settings.MakesOrders
            && (product.Definition.Lane(settings.Lane) is null || !context.Outlook.Lanes.ContainsKey(settings.Lane))
            ? "The product does not travel on such a lane."
            : null;
    }

    /// <summary>Ids of orders begin with that of the run and a colon, so it has none itself.</summary>
    private static bool IsId(string id) => id.Length is > 0 and <= RunLimits.IdLengthMax
        && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}
