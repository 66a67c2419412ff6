using System.Collections.Immutable;
using Customization.Domain.Catalog.Yaml;

namespace Customization.Domain.Catalog.Definitions;

/// <summary>The keys of every mapping of a product definition: what the reader knows and the schema publishes.</summary>
internal static class DefinitionFields
{
    public static readonly FieldSet Product = new(
        "product", "a product definition",
        "product!", "title", "help", "uses", "model!", "parameters", "pricing!", "bom", "routing", "lots",
        "presentation", "drawing", "lanes", "display", "documents", "apply", "owned", "secret", "effort");

    public static readonly FieldSet Model = new(
        "model", "a model", "characteristics", "parts", "import", "format", "overlay", "rules", "preferences",
        "defaults");

    public static readonly FieldSet RuleSet = new(
        "ruleSet", "a rule set", "ruleSet!", "title", "help", "characteristics", "rules", "preferences", "defaults");

    public static readonly FieldSet Use = new("use", "a use of a rule set", "set!", "version", "with");

    public static readonly FieldSet Part = new(
        "part", "a part",
        "count!", "title", "help", "characteristics", "parts", "rules", "price", "cost", "parameters", "bom",
        "routing");

    public static readonly FieldSet Characteristic = new(
        "characteristic", "a characteristic",
        "kind", "title", "help", "values", "min", "max", "step", "price", "cost");

    public static readonly FieldSet Overlay = new("overlay", "an overlay", "title", "help", "values");

    public static readonly FieldSet Value = new(
        "value", "a value", "title", "help", "number", "attributes", "price", "cost", "days", "image",
        "from", "until");

    public static readonly FieldSet Rule = new("rule", "a rule", "rule!", "name", "message", "from", "until");

    public static readonly FieldSet Preference = new(
        "preference", "a preference", "prefer!", "priority", "weight", "name", "message");

    public static readonly FieldSet Default = new("default", "a default", "set!", "to!", "when", "priority");

    public static readonly FieldSet Parameter = new(
        "parameter", "a parameter",
        "kind!", "title", "help", "required", "when", "price", "unit", "min", "max", "step", "guards", "pattern",
        "forbidden", "maxBytes", "types");

    public static readonly FieldSet Guard = new("guard", "a guard", "when!", "min", "max", "message");

    public static readonly FieldSet Aspect = new(
        "aspect", "a presentation aspect",
        "kind", "title", "help", "when", "price", "max", "pattern", "forbidden", "bom", "routing", "options",
        "aspect");

    public static readonly FieldSet Option = new("option", "an option", "title", "price", "bom", "routing", "needs");

    public static readonly FieldSet Pricing = new("pricing", "pricing", "lists!", "policy", "policies", "costs", "stocking",
        "quotes");

    public static readonly FieldSet PriceList = new(
        "priceList", "a price list", "currency!", "segment", "from", "to", "base", "rate", "costRate");

    public static readonly FieldSet Policy = new(
        "policy", "a pricing policy", "kind!", "percent", "of", "floor", "cap", "margin");

    public static readonly FieldSet Arm = new(
        "arm", "a policy that is compared", "share!", "kind!", "percent", "of", "floor", "cap", "margin");

    public static readonly FieldSet Costs = new("costs", "costs", "currency!", "components", "hours");

    public static readonly FieldSet Stocking = new(
        "stocking", "a stocking section", "variants", "holding", "obsolescence", "service", "leadTime", "substitute");

    public static readonly FieldSet Effort = new("effort", "an effort section", "answer", "look");

    public static readonly FieldSet BomLine = new(
        "bomLine", "a line of the super-BOM", "component!", "quantity", "when", "parameter", "from",
        "until");

    public static readonly FieldSet Operation = new(
        "operation", "an operation", "id!", "capability!", "minutes!", "after", "when", "parameter",
        "from", "until");

    public static readonly FieldSet Lots = new("lots", "lots", "of!", "size!", "bom", "routing!");

    public static readonly FieldSet LotLine = new(
        "lotLine", "a line of each lot", "component!", "quantity", "quantityEach", "when", "parameter", "from", "until");

    public static readonly FieldSet LotOperation = new(
        "lotOperation", "an operation on each lot", "id!", "capability!", "minutes", "minutesEach", "after", "when",
        "parameter", "from", "until");

    public static readonly FieldSet Extra = new("extra", "a conditional addition", "add!", "when!");

    public static readonly FieldSet Drawing = new("drawing", "a drawing", "viewBox!", "layers!");

    public static readonly FieldSet Layer = new(
        "layer", "a layer", "name!", "z!", "when", "part", "shift", "svg", "file");

    public static readonly FieldSet Document = new(
        "document", "a document", "title", "format", "style", "when", "text", "file", "pieces");

    public static readonly FieldSet Piece = new(
        "piece", "a piece of a document", "when", "parameter", "text", "file");

    public static readonly FieldSet Lane = new("lane", "a shipping lane", "title", "price");

    public static readonly FieldSet Apply = new(
        "apply", "a preference to apply", "preference!", "to!", "above!", "values", "bands");

    public static readonly FieldSet Display = new("display", "display rules", "visible", "hints", "groups");

    public static readonly FieldSet Visible = new("visible", "a rule of what is visible", "of!", "when!");

    public static readonly FieldSet Hint = new("hint", "a hint", "name!", "when!", "at", "level", "message!");

    public static readonly FieldSet Group = new("group", "a group", "name!", "title", "of!", "when");

    public static readonly FieldSet Owned = new(
        "owned", "what an owner can adjust", "title", "pieces", "settings!", "presets", "learning");

    public static readonly FieldSet Setting = new(
        "setting", "a setting", "title", "unit", "min!", "max!", "step", "factory", "when", "bounds");

    public static readonly FieldSet Bound = new(
        "bound", "a bound of a setting", "when!", "min", "max", "step", "message");

    public static readonly FieldSet Preset = new("preset", "a preset", "title", "set!");

    public static readonly FieldSet Learning = new(
        "learning", "a learning rule", "preset!", "of!", "from!", "until!", "uses!", "near", "drift!");

    /// <summary>All of them, for the schema.</summary>
    public static readonly ImmutableArray<FieldSet> All =
    [
        Product, Model, RuleSet, Use,
        Part, Characteristic, Overlay, Value, Rule, Preference, Default, Parameter, Guard, Aspect,
        Option, Pricing, PriceList, Policy, Arm, Costs, Stocking, Effort, BomLine, Operation, Lots,
        LotLine, LotOperation, Extra, Drawing, Layer, Lane, Apply, Display,
        Visible,
        Hint, Group, Document, Piece, Owned, Setting, Bound, Preset, Learning,
    ];
}
