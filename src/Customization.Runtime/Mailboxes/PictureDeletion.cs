using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Runtime.Journal;
using Customization.Runtime.Scheduling;

namespace Customization.Runtime.Mailboxes;

/// <summary>Carries out one <see cref="DeletePicture"/> in the store; a failure goes to the sender, who repeats it.
/// </summary>
internal sealed class PictureDeletion(IJournal journal, DeletePicture picture, IReplyTo? sender, Busy busy)
    : IThreadPoolWorkItem
{
    public void Execute()
    {
        try
        {
            journal.DeleteBlob(ImageReference.BlobName(picture.Reference));
            sender?.Replied(Done.Instance);
        }
        catch (Exception fault)
        {
            sender?.Failed(fault);
        }

        busy.Leave();
    }
}
