using System.Collections.Immutable;
using Customization.Domain.Entities;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Sessions;

/// <summary>Why a value cannot be had, and what it would take.</summary>
internal static class SessionExplanations
{
    public static Decision Explain(SessionScene scene, SessionCommand.Explain explain)
    {
        var (characteristic, value, rejection) = scene.Find(explain.Characteristic, explain.Value);
        return Decision.Answer(rejection ?? (Reply)Of(scene, characteristic, value));
    }

    /// <summary>The rejection of a value that is excluded or dead.</summary>
    public static SessionRejection Refuse(SessionScene scene, CharacteristicIndex characteristic, int value)
    {
        var explanation = Of(scene, characteristic, value);
        return explanation.Status == ValueStatus.Dead
            ? new SessionRejection.ValueDead(explanation)
            : new SessionRejection.ValueExcluded(explanation);
    }

    /// <summary>Rules of a minimal conflict between a value and the choices that stand.</summary>
    public static ImmutableArray<RuleReference> RulesAgainst(
        SessionScene scene, CharacteristicIndex characteristic, int value) =>
    [
        .. scene.Product.Configurators
            .Use(configurator => configurator.Explain(scene.Selection, characteristic, value)).Rules
            .Select(rule => new RuleReference(rule.Name, MessageOf(scene, rule))),
    ];

    private static SessionExplanation Of(SessionScene scene, CharacteristicIndex characteristic, int value)
    {
        var repair = SessionChoices.RepairOf(scene, characteristic, value);
        var conflict = scene.Product.Configurators.Use(
            configurator => configurator.Explain(scene.Selection, characteristic, value));
        return new SessionExplanation(
            scene.NameOf(characteristic.Value),
            scene.NameOf(characteristic.Value, value),
            StatusOf(scene, characteristic, value, repair),
            [
                .. conflict.Choices.Select(choice => new ChoiceChange(
                    choice.Characteristic.Value, choice.Value, repair?.Repaired[choice.Characteristic] ?? -1)),
            ],
            [.. conflict.Rules.Select(rule => new RuleReference(rule.Name, MessageOf(scene, rule)))],
            repair is null
                ? null
                : SessionViews.Preview(scene, repair.Repaired));
    }

    private static ValueStatus StatusOf(
        SessionScene scene, CharacteristicIndex characteristic, int value, Repair? repair)
    {
        if (repair is null || repair.Changed.Length > 0)
        {
            return repair is null ? ValueStatus.Dead : ValueStatus.Excluded;
        }

        if (scene.Selection[characteristic] >= 0)
        {
            return scene.Selection[characteristic] == value ? ValueStatus.Chosen : ValueStatus.Open;
        }

        var left = scene.Product.Configurators.Use(
            configurator => configurator.PossibleValues(scene.Selection).CountOf(characteristic));
        return left == 1 ? ValueStatus.Forced : ValueStatus.Open;
    }

    private static string MessageOf(SessionScene scene, Rule rule) =>
        scene.Product.Definition.RuleMessages.TryGetValue(rule.Name, out var message)
            ? message.In(scene.Language)
            : rule.Message;
}
