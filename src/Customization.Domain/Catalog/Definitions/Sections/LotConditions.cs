using System.Collections.Immutable;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>Compiles the rule texts of a line of lots, once for each lot. Owned by one reading.</summary>
internal sealed class LotConditions(LotTemplate lots, Conditions conditions, PartConditions each, Report report)
{
    /// <summary>The condition and the number of each lot: that of the lot itself and, for each instance in it that is
    /// there, one more.</summary>
    /// <param name="key">Of the number of the lot; with <c>Each</c> behind it, of that of an instance.</param>
    /// <param name="substitute">The number of the lot where neither is given.</param>
    public IReadOnlyList<(PartInstance Lot, Condition? When, Expression Number)> ReadLine(
        Fields fields, string key, long substitute)
    {
        var (own, ofEach) = (fields[key], fields[$"{key}Each"]);
        var when = conditions.Read(fields["when"]);
        var number = conditions.ReadNumber(own, ofEach is null ? substitute : 0);
        var instances = ofEach is null ? [] : each.ReadNumber(ofEach, 0, lots.Part.Path);
        var lines = new List<(PartInstance, Condition?, Expression)>();
        foreach (var lot in lots.Instances)
        {
            ImmutableArray<Term> terms =
            [
                number.Term,
                .. instances.Where(part => lots.LotOf(part.Instance) == lot.Position).Select(part => part.Term),
            ];
            lines.Add((lot, InLot(lot, when), ofEach is null ? number : Sum(lot, terms, own, ofEach)));
        }

        return lines;
    }

    private static Condition? InLot(PartInstance lot, Condition? when) => (lot.Exists, when) switch
    {
        (Formula.Constant, _) => when,
        (_, null) => new Condition($"{lot.Path} present", lot.Exists, SourceSpan.None),
        _ => when with { Formula = new Formula.And([lot.Exists, when.Formula]) },
    };

    /// <summary>No lot has more instances than the first, so that it alone is measured.</summary>
    private Expression Sum(PartInstance lot, ImmutableArray<Term> terms, DefinitionNode? own, DefinitionNode ofEach)
    {
        var sum = new Term.Sum(terms);
        if (lot.Position == 1 && TermRange.Of(sum).Most is var most && most > Conditions.QuantityMax)
        {
            report.Error(CatalogCode.OutOfRange, ofEach.Span,
                $"this can come to {most} for a lot; at most {Conditions.QuantityMax} are accepted");
            return Expression.Of(0);
        }

        var text = own is null ? $"{TextOf(ofEach)} each" : $"{TextOf(own)} and {TextOf(ofEach)} each";
        return new Expression(text, sum, ofEach.Span);
    }

    private static string TextOf(DefinitionNode node) =>
        node is DefinitionNode.Scalar scalar ? scalar.Text.Trim() : "a sum";
}
