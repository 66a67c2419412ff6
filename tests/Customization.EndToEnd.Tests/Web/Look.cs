namespace Customization.EndToEnd.Tests.Web;

/// <summary>The size of a window.</summary>
public sealed record Look(string Name, int Width, int Height)
{
    /// <summary>A laptop.</summary>
    public static readonly Look Desktop = new("desktop", 1366, 900);

    /// <summary>A phone.</summary>
    public static readonly Look Phone = new("phone", 390, 844);

    /// <summary>Both, for theories.</summary>
    public static TheoryData<string> Names => ["desktop", "phone"];

    /// <summary>Whether fingers point.</summary>
    public bool IsPhone => Name == Phone.Name;

    /// <summary>The look of a name.</summary>
    public static Look Of(string name) => name == Phone.Name ? Phone : Desktop;
}
