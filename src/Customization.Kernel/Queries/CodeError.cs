namespace Customization.Kernel.Queries;

/// <summary>Why a text is no <see cref="ConfigurationCode"/>. Names are stable: they are shown to clients.</summary>
public enum CodeError
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>More than <see cref="ConfigurationCode.TextLengthMax"/> characters; not looked at.</summary>
    TooLong,

    /// <summary>Other characters than a code has, too few of them, or parts that do not add up.</summary>
    NotACode,

    /// <summary>A code of a later release, or the damaged first character of one of ours.</summary>
    OtherFormat,

    /// <summary>Mistyped or damaged.</summary>
    WrongChecksum,

    /// <summary>Well formed, but it chooses values that this model does not have: made for another model.</summary>
    OtherModel,
}
