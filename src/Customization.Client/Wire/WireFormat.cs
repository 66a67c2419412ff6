using System.Text.Json;
using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Catalog.RuleSets;
using Customization.Domain.Customers;
using Customization.Domain.Demand;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Owned;
using Customization.Domain.Production;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Batches;
using Customization.Domain.Sessions;
using Customization.Domain.Stock;

namespace Customization.Client.Wire;

/// <summary>How what entities say travels between processes.</summary>
/// <remarks><code>
///   byte 0      format: 1 = UTF-8 JSON of EntityJson, 3 = view of a session (see SessionViewFormat),
///               4 = a choice (see SelectFormat)
///   byte 1..    content
/// </code>
/// A reader refuses formats that it does not know; a newer writer keeps to the formats of the version before until all
/// processes can read the next one. Missing JSON properties take their defaults, so fields can be added.</remarks>
public static class WireFormat
{
    private const byte JsonFormat = 1;

    /// <summary>The bytes of a command, reply or change.</summary>
    /// <param name="memory">What was written before; where one is given, nobody may change the bytes.</param>
    public static byte[] Write<T>(T value, ViewMemory? memory = null)
        where T : class
    {
        switch (value)
        {
            case SessionView view when SessionViewFormat.IsWritable(view):
                return SessionViewFormat.Write(view, memory);
            case SessionCommand.Select select when SelectFormat.IsWritable(select):
                return SelectFormat.Write(select);
        }

        using var stream = new MemoryStream();
        stream.WriteByte(JsonFormat);
        JsonSerializer.Serialize(stream, value, EntityJson.Options);
        return stream.ToArray();
    }

    /// <summary>The command, reply or change of such bytes.</summary>
    /// <exception cref="NotSupportedException">Another format.</exception>
    /// <param name="payload">Is kept where a memory is given: nobody may change it.</param>
    /// <param name="memory">What was read before.</param>
    public static T Read<T>(byte[] payload, ViewMemory? memory = null)
        where T : class => payload switch
        {
            [SessionViewFormat.Format, ..] => (T)(object)SessionViewFormat.Read(payload, memory),
            [SelectFormat.Format, ..] => (T)(object)SelectFormat.Read(payload),
            _ => JsonSerializer.Deserialize<T>(Content(payload), EntityJson.Options)!,
        };

    /// <summary>The bytes of a state.</summary>
    public static byte[] WriteState(object state)
    {
        using var stream = new MemoryStream();
        stream.WriteByte(JsonFormat);
        JsonSerializer.Serialize(stream, state, state.GetType(), EntityJson.Options);
        return stream.ToArray();
    }

    /// <summary>The state of such bytes.</summary>
    public static object ReadState(EntityKind kind, byte[] payload) =>
        JsonSerializer.Deserialize(Content(payload), StateOf(kind), EntityJson.Options)!;

    private static Type StateOf(EntityKind kind) => kind switch
    {
        EntityKind.ProductModel => typeof(ProductModelState),
        EntityKind.ConfigurationSession => typeof(SessionState),
        EntityKind.Customer => typeof(CustomerState),
        EntityKind.ComponentStock => typeof(StockState),
        EntityKind.ProductionCell => typeof(CellState),
        EntityKind.CellDay => typeof(CellDayState),
        EntityKind.Order => typeof(OrderState),
        EntityKind.RuleSet => typeof(RuleSetState),
        EntityKind.Demand => typeof(DemandState),
        EntityKind.Run => typeof(RunState),
        EntityKind.RunBatch => typeof(RunBatchState),
        EntityKind.OwnedProduct => typeof(OwnedState),
        _ => throw new NotSupportedException($"no state of kind {kind} travels"),
    };

    private static ReadOnlySpan<byte> Content(byte[] payload) => payload is [JsonFormat, ..]
        ? payload.AsSpan(1)
        : throw new NotSupportedException("the message is in a format that this version cannot read");
}
