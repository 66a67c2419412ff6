using System.Collections.Immutable;
using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;

namespace Customization.Cli.Serve;

/// <summary>What the server makes and how: the plant file of the store, on first start that of the samples.</summary>
/// <param name="Samples">What is published too: the store has no plant yet.</param>
internal sealed record Plant(
    PlantDefinition Definition, string Path, string Text, IReadOnlyList<DefinitionFiles> Samples)
{
    private const string FileName = "plant.yaml";
    private const string SystemName = "serve";

    /// <summary>They are for different entities, so that they share writes.</summary>
    private const int CommandsAtOnce = 64;

    /// <summary>Outlooks follow within some seconds also on a silo; what never comes does not keep the server away.
    /// </summary>
    private static readonly TimeSpan SeenWithin = TimeSpan.FromSeconds(10);

    /// <summary>Reads the plant.</summary>
    /// <exception cref="InputException">The file is in error.</exception>
    public static Plant Of(ServeOptions options)
    {
        var path = System.IO.Path.Combine(options.Data, FileName);
        if (File.Exists(path))
        {
            return new Plant(Read(CommandLine.ReadFile(path), path), path, "", []);
        }

        if (options.Samples.Count == 0)
        {
            return new Plant(PlantDefinition.Empty, path, "", []);
        }

        var text = Serve.Samples.PlantOf(options.Samples);
        return new Plant(Read(text, FileName), path, text, [.. Serve.Samples.DefinitionsOf(options.Samples)]);
    }

    /// <summary>Tells the engine about cells and components; on first start publishes the samples too.</summary>
    /// <remarks>The plant file is written last, so an interrupted first start is repeated as a whole.</remarks>
    public async Task Load(ICustomization engine)
    {
        foreach (var some in Definition.Commands().Chunk(CommandsAtOnce))
        {
            await Task.WhenAll(some.Select(each => Tell(engine, each.To, each.Command)));
        }

        if (Samples.Count > 0)
        {
            foreach (var sample in Samples)
            {
                await Publish(engine, sample);
            }

            File.WriteAllText(Path + ".next", Text);
            File.Move(Path + ".next", Path);
        }

        await Seen(engine);
    }

    /// <summary>Waits until promises can be made with what was told: an order that comes before would be refused for
    /// good.</summary>
    private async Task Seen(ICustomization engine)
    {
        string[] told = [.. Definition.Commands().Select(each => each.To.Key)];
        for (var end = DateTime.UtcNow + SeenWithin; DateTime.UtcNow < end; await Task.Delay(20))
        {
            var outlook = engine.Outlook;
            HashSet<string> seen =
            [
                .. outlook.Components.Keys,
                .. outlook.CellsByCapability.Values.SelectMany(cells => cells).Select(cell => cell.Cell),
            ];
            if (told.All(seen.Contains))
            {
                return;
            }
        }
    }

    private async Task Tell(ICustomization engine, EntityAddress to, Command command)
    {
        if (await engine.Ask(to, command, CancellationToken.None) is Rejection rejection)
        {
            throw new InputException($"{Path}: {to}: {rejection.Detail}");
        }
    }

    private static async Task Publish(ICustomization engine, DefinitionFiles sample)
    {
        await foreach (var step in engine.Publish(sample, SystemName, CancellationToken.None))
        {
            switch (step)
            {
                case PublicationStep.Refused refused:
                    throw new InputException(refused.Diagnostics[0].ToString());
                case PublicationStep.Rejected { Rejection: var rejection }:
                    throw new InputException($"{sample.FileName}: {rejection.Detail}");
            }
        }
    }

    private static PlantDefinition Read(string text, string fileName)
    {
        var result = PlantDefinitionReader.Read(text, fileName);
        return result.Plant ?? throw new InputException(result.Diagnostics[0].ToString());
    }
}
