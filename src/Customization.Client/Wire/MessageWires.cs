using Customization.Domain.Entities;

namespace Customization.Client.Wire;

/// <summary>A message as bytes; see <see cref="WireFormat"/>.</summary>
[GenerateSerializer]
[Alias("customization.command")]
public struct CommandWire
{
    /// <summary>Format and content.</summary>
    [Id(0)]
    public byte[] Payload;
}

/// <summary>A message as bytes.</summary>
[GenerateSerializer]
[Alias("customization.reply")]
public struct ReplyWire
{
    /// <summary>Format and content of a reply; null where there is none.</summary>
    [Id(0)]
    public byte[]? Payload;

    /// <summary>Otherwise the number of the reason.</summary>
    [Id(1)]
    public int Reason;

    /// <summary>And a sentence.</summary>
    [Id(2)]
    public string? Detail;
}

/// <summary>A message as bytes.</summary>
[GenerateSerializer]
[Alias("customization.change")]
public struct ChangeWire
{
    /// <summary>Number of the kind.</summary>
    [Id(0)]
    public int Kind;

    /// <summary>Key of the entity.</summary>
    [Id(1)]
    public string Key;

    /// <summary>Format and content.</summary>
    [Id(2)]
    public byte[] Payload;
}

/// <summary>A message as bytes.</summary>
[GenerateSerializer]
[Alias("customization.state")]
public struct StateWire
{
    /// <summary>Number of the kind.</summary>
    [Id(0)]
    public int Kind;

    /// <summary>Key of the entity.</summary>
    [Id(1)]
    public string Key;

    /// <summary>Number of the latest change.</summary>
    [Id(2)]
    public long Version;

    /// <summary>Format and content; null where nothing is stored.</summary>
    [Id(3)]
    public byte[]? Payload;
}

/// <summary>Both ways.</summary>
[RegisterConverter]
public sealed class CommandConverter : IConverter<CommandMessage, CommandWire>
{
    /// <inheritdoc/>
    public CommandMessage ConvertFromSurrogate(in CommandWire surrogate) =>
        new(WireFormat.Read<Command>(surrogate.Payload));

    /// <inheritdoc/>
    public CommandWire ConvertToSurrogate(in CommandMessage value) =>
        new() { Payload = WireFormat.Write(value.Command) };
}

/// <summary>Both ways.</summary>
/// <param name="memory">The process's own, where it has one.</param>
[RegisterConverter]
public sealed class ReplyConverter(ViewMemory? memory = null) : IConverter<ReplyMessage, ReplyWire>
{
    /// <inheritdoc/>
    public ReplyMessage ConvertFromSurrogate(in ReplyWire surrogate) => surrogate.Payload is { } payload
        ? new ReplyMessage(WireFormat.Read<Reply>(payload, memory))
        : new ReplyMessage((Domain.UnavailableReason)surrogate.Reason, surrogate.Detail ?? "");

    /// <inheritdoc/>
    public ReplyWire ConvertToSurrogate(in ReplyMessage value) => value.Reply is { } reply
        ? new ReplyWire { Payload = WireFormat.Write(reply, memory) }
        : new ReplyWire { Reason = (int)value.Reason, Detail = value.Detail };
}

/// <summary>Both ways.</summary>
[RegisterConverter]
public sealed class ChangeConverter : IConverter<ChangeMessage, ChangeWire>
{
    /// <inheritdoc/>
    public ChangeMessage ConvertFromSurrogate(in ChangeWire surrogate) => new(
        new EntityAddress((EntityKind)surrogate.Kind, surrogate.Key), WireFormat.Read<Change>(surrogate.Payload));

    /// <inheritdoc/>
    public ChangeWire ConvertToSurrogate(in ChangeMessage value) => new()
    {
        Kind = (int)value.Address.Kind,
        Key = value.Address.Key,
        Payload = WireFormat.Write(value.Change),
    };
}

/// <summary>Both ways.</summary>
[RegisterConverter]
public sealed class StateConverter : IConverter<StateMessage, StateWire>
{
    /// <inheritdoc/>
    public StateMessage ConvertFromSurrogate(in StateWire surrogate)
    {
        var address = new EntityAddress((EntityKind)surrogate.Kind, surrogate.Key);
        return new StateMessage(
            address, surrogate.Version,
            surrogate.Payload is { } payload ? WireFormat.ReadState(address.Kind, payload) : null);
    }

    /// <inheritdoc/>
    public StateWire ConvertToSurrogate(in StateMessage value) => new()
    {
        Kind = (int)value.Address.Kind,
        Key = value.Address.Key,
        Version = value.Version,
        Payload = value.State is { } state ? WireFormat.WriteState(state) : null,
    };
}
