namespace Customization.Domain.Entities;

/// <summary>What a shell does about a stored entity that nobody may have touched for long.</summary>
public enum Retention
{
    /// <summary>Nothing.</summary>
    Stays,

    /// <summary>Stores <see cref="Envelope.Dating"/>: an earlier release, which noted no time, stored it.</summary>
    IsDated,

    /// <summary>Deletes it, and takes it out of all lists, unless it changes before that is done.</summary>
    Goes,
}
