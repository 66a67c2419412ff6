namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>Answers to the parameters that the sample products ask for before they can be ordered.</summary>
public static class SampleAnswers
{
    /// <summary>The shoe: words at the heel and a measured foot.</summary>
    public static readonly IReadOnlyDictionary<string, object> Shoe = new Dictionary<string, object>
    {
        ["heelText"] = new { text = "ADA 1" },
        ["footLength"] = new { measurement = 248 },
    };
}
