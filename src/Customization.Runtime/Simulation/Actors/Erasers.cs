using System.Globalization;
using System.Text;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Runs;

namespace Customization.Runtime.Simulation.Actors;

/// <summary>Customers who say who they are, send pictures, and want to be forgotten, whatever is under way; runs whose
/// recipients are forgotten.</summary>
/// <remarks>Who asked to be erased says nothing of that kind any more, so that all of it has to go.</remarks>
internal sealed class Erasers(World world)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private int _ids;

    /// <summary>Pictures whose bytes are in the store, and whose they are.</summary>
    public List<(string Customer, string Reference)> Pictures { get; } = [];

    /// <summary>What a customer is called, and nothing else is.</summary>
    public static string NameOf(string customer) => $"Person-{customer}-";

    /// <summary>Everybody says who they are.</summary>
    public void Begin()
    {
        foreach (var customer in world.Customers)
        {
            var name = NameOf(customer.Id);
            world.Ask(AddressOf(customer.Id), new CustomerCommand.SetIdentity(
                new CustomerIdentity(name, $"{name}@example.org")));
            world.Ask(AddressOf(customer.Id), new CustomerCommand.SetConsent(ConsentPurpose.Statistics, true));
            Send(customer.Id);
        }
    }

    /// <summary>Erases somebody, or something happens that makes an erasure harder.</summary>
    public void Act(Random random)
    {
        var customer = world.Customers[random.Next(world.Customers.Length)].Id;
        switch (random.Next(6))
        {
            case < 3:
                Erase(customer);
                break;
            case 3 when !_asked.Contains(customer):
                Send(customer);
                break;
            case 4 when !_asked.Contains(customer):
                world.Ask(AddressOf(customer), new CustomerCommand.SetConsent(
                    ConsentPurpose.Statistics, random.Next(3) > 0));
                break;
            default:
                foreach (var (run, _) in world.Checks.Truth.States<RunState>())
                {
                    world.Ask(run, new RunCommand.ForgetRecipients());
                }

                break;
        }
    }

    private static EntityAddress AddressOf(string customer) => new(EntityKind.Customer, customer);

    private void Erase(string customer)
    {
        _asked.Add(customer);
        world.Ask(
            AddressOf(customer), new CustomerCommand.Erase(),
            erased => world.Checks.Erasures.Answered(customer, erased));
    }

    /// <summary>Sends a picture as the gateway does it: first the list has it, then its bytes are kept.</summary>
    private void Send(string customer)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"picture {_ids++}"));
        var reference = ImageReference.Of(customer, bytes);
        world.Ask(AddressOf(customer), new CustomerCommand.RecordPicture(reference, bytes.Length), recorded =>
        {
            if (recorded.Reply is Done && !_asked.Contains(customer))
            {
                world.Store.WriteBlob(ImageReference.BlobName(reference), bytes);
                Pictures.Add((customer, reference));
            }
        });
    }
}
