using Customization.Domain.Entities;

namespace Customization.Domain.Customers;

/// <summary>Deletes the bytes of a picture, which no entity has: the shell that keeps them carries it out itself and
/// answers <see cref="Done"/>, also where they are gone already.</summary>
public sealed record DeletePicture(string Reference) : Command;

/// <summary>Which pictures a customer has sent: so that there is an end to them, and an erasure reaches all.</summary>
/// <remarks>A picture is in the list before its bytes are kept, so a crash between the two leaves no picture that
/// nobody knows of.</remarks>
internal static class CustomerPictures
{
    private const string DeleteKey = "picture:";

    /// <summary>A picture is about to be kept.</summary>
    public static Decision Record(CustomerState state, CustomerCommand.RecordPicture record)
    {
        if (state.Pictures.Any(picture => string.Equals(picture.Reference, record.Reference, StringComparison.Ordinal)))
        {
            return Decision.Answer(Done.Instance);
        }

        return state.Pictures.Length >= CustomerLimits.PicturesMax
            || state.Pictures.Sum(picture => picture.Bytes) + record.Bytes > CustomerLimits.PictureBytesMax
            ? Decision.Answer(new CustomerRejection.TooManyPictures())
            : Decision.Of(Done.Instance, new CustomerEvent.PictureRecorded(
                new CustomerPicture(record.Reference, record.Bytes)));
    }

    /// <summary>The customer is erased.</summary>
    public static IEnumerable<Effect> DeleteAll(CustomerState state) => state.Pictures.Select(Effect (picture) =>
        new Effect.Send(
            DeleteKey + picture.Reference, new EntityAddress(EntityKind.Customer, state.Id),
            new DeletePicture(picture.Reference)));
}
