using System.Text.Json;
using Customization.Domain.Entities;

namespace Customization.Gateway.Events;

/// <summary>How events are called outside.</summary>
public static class EventNames
{
    /// <summary>Kebab-case name, e.g. <c>order-confirmed</c>.</summary>
    public static string Of(Event happened) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(happened.GetType().Name);
}
