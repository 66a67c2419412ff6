namespace Customization.LoadTests.Journeys;

/// <summary>What a customer does in one step.</summary>
public enum Operation
{
    /// <summary>Opens a session on a product.</summary>
    Open,

    /// <summary>Chooses a value that the last answer says is open.</summary>
    Choose,

    /// <summary>Chooses a value that the last answer says is excluded, with the repair.</summary>
    Repair,

    /// <summary>Asks why a value is excluded.</summary>
    Explain,

    /// <summary>Takes the last step back.</summary>
    Undo,

    /// <summary>Only looks at the session.</summary>
    Look,

    /// <summary>Fills in the rest, as cheap as can be.</summary>
    Complete,

    /// <summary>Orders the configuration and waits for the promise.</summary>
    Order,

    /// <summary>Comes back after a lost connection: opens the session from its code under the same id.</summary>
    Reconnect,
}
