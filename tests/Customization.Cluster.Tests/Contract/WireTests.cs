using System.Text.Json;
using Customization.Client.Wire;
using Customization.Cluster.Tests.Hosting;
using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Sessions;
using Customization.Grains.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Customization.Cluster.Tests.Contract;

public sealed class WireTests
{
    private const int Clicks = 60;

    [Fact]
    public async Task Views_of_sessions_arrive_as_they_were_and_are_a_fraction_of_their_json()
    {
        await using var silo = await TestSilo.Start(new SiloSettings(new ClusterStorage.Memory()));
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "pc.yaml"));
        await foreach (var _ in silo.Engine.Publish(DefinitionFiles.Of("pc.yaml", text), "author", default))
        {
        }

        var (views, random, json, wire, memory) = (0, new Random(7), 0L, 0L, new ViewMemory(10_000_000));
        var session = new EntityAddress(EntityKind.ConfigurationSession, "s");
        var reply = await silo.Engine.Ask(session, new SessionCommand.Open("ann", "pc"), default);
        var model = silo.Engine.Catalog.Current("pc")!.Model;
        for (var click = 0; click < Clicks; click++)
        {
            var ours = WireFormat.Write(reply);
            var theirs = JsonSerializer.SerializeToUtf8Bytes(reply, EntityJson.Options);
            Assert.Equal(
                theirs, JsonSerializer.SerializeToUtf8Bytes(WireFormat.Read<Reply>(ours), EntityJson.Options));
            for (var again = 0; again < 3; again++)
            {
                Assert.Equal(ours, WireFormat.Write(reply, memory));
                Assert.Equal(theirs, JsonSerializer.SerializeToUtf8Bytes(
                    WireFormat.Read<Reply>([.. ours], memory), EntityJson.Options));
            }

            if (reply is SessionView)
            {
                (views, json, wire) = (views + 1, json + theirs.Length, wire + ours.Length);
            }

            var characteristic = model.Characteristics[random.Next(model.Characteristics.Length)];
            var value = characteristic.Values[random.Next(characteristic.Values.Length)];
            reply = await silo.Engine.Ask(session, new SessionCommand.Repair(characteristic.Name, value.Name), default);
        }

        Assert.True(views > Clicks / 2, $"only {views} views");
        Assert.True(wire < json, $"{wire} of {json} bytes");
    }

    /// <summary>JSON is ten times as slow, and nothing but its absence tells.</summary>
    [Fact]
    public async Task A_view_without_parameters_and_guests_leaves_nothing_for_the_json()
    {
        await using var silo = await TestSilo.Start(new SiloSettings(new ClusterStorage.Memory()));
        var plain = DefinitionFiles.Of(
            "lamp.yaml", """
            product: lamp
            title: {en: Lamp}
            pricing: {lists: {eur: {currency: EUR, base: 9.00}}}
            model:
              characteristics:
                shade: {values: {red: {}, blue: {}}}
            """);
        await foreach (var _ in silo.Engine.Publish(plain, "author", default))
        {
        }

        var session = new EntityAddress(EntityKind.ConfigurationSession, "s");
        await silo.Engine.Ask(session, new SessionCommand.Open("ann", "lamp"), default);
        var view = await silo.Engine.Ask(session, new SessionCommand.Select("shade", "blue"), default);

        Assert.IsType<SessionView>(view);
        Assert.Equal(0, WireFormat.Write(view)[1]);
    }

    [Fact]
    public void A_choice_arrives_as_it_was()
    {
        SessionCommand.Select[] choices =
        [
            new("upper", "leather"),
            new("Größe", "42½") { Language = "de", Actor = "ann" },
            new("", "") { ExpectedVersion = long.MaxValue, Actor = "" },
        ];

        Assert.All(choices, choice =>
        {
            var bytes = WireFormat.Write<Command>(choice);
            Assert.Equal(choice, WireFormat.Read<Command>(bytes));
            for (var cut = 0; cut < bytes.Length; cut++)
            {
                Assert.Throws<NotSupportedException>(() => WireFormat.Read<Command>(bytes[..cut]));
            }
        });
    }

    /// <summary>A silo of before must read what is said of an order without lots.</summary>
    [Fact]
    public void Reports_name_a_lot_only_where_there_is_one()
    {
        Command[] reports =
            [new ShipOrder("T1"), new ConfirmDelivery(), new ShipOrder("T2", 3), new ConfirmDelivery(3)];

        Assert.All(reports, report =>
        {
            Assert.Equal(report, WireFormat.Read<Command>(WireFormat.Write(report)));
            Assert.Equal(
                report is ShipOrder { Lot: 3 } or ConfirmDelivery { Lot: 3 },
                JsonSerializer.Serialize(report, EntityJson.Options).Contains("lot", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Messages_within_a_process_are_handed_over_uncopied()
    {
        await using var silo = await TestSilo.Start(new SiloSettings(new ClusterStorage.Memory()));
        var copier = silo.Services.GetRequiredService<DeepCopier>();
        var (command, reply) = (new CommandMessage(new SessionCommand.Undo()), new ReplyMessage(Done.Instance));

        Assert.Same(command, copier.Copy(command));
        Assert.Same(reply, copier.Copy(reply));
    }

    [Fact]
    public void A_format_from_the_future_is_refused()
    {
        Assert.Throws<NotSupportedException>(() => WireFormat.Read<Reply>([9, 1, 2]));
        Assert.Throws<NotSupportedException>(() => WireFormat.Read<Reply>([]));
    }
}
