namespace Customization.Domain.Tests.Simulation.Bugs;

/// <summary>The seeds that found the bugs which the first seeds miss: tried first, so that the others are run only
/// where the simulator has changed since.</summary>
/// <remarks><c>MutationTests</c> prints how many seeds each bug took; a bug whose entry is outdated is looked for from
/// the first seed on, and found all the same.</remarks>
internal static class FoundBefore
{
    /// <summary>Seeds by the name of the bug.</summary>
    public static readonly IReadOnlyDictionary<string, int> Seeds = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["a batch does not hear of the pause"] = 41,
        ["a batch does not tell its run"] = 21,
        ["a change of calendar misses a day"] = 10,
        ["a configuration is saved for whom was erased"] = 11,
        ["a hold is reserved after its expiry"] = 111,
        ["a key is bound again"] = 10,
        ["a late copy of a hold claims again"] = 48,
        ["a late copy of a slot's hold claims again"] = 25,
        ["a late copy wakes a batch that is held"] = 41,
        ["a lot arrives before it has left"] = 24,
        ["a lot is finished before it is packed"] = 24,
        ["a lot leaves before its work is done"] = 24,
        ["a lot leaves before the one before it"] = 384,
        ["a lot that has left leaves again"] = 119,
        ["a new promise moves a lot that has left"] = 404,
        ["a pause is acknowledged and forgotten"] = 41,
        ["a quote is accepted after its end"] = 78,
        ["a refusal to reserve counts as a yes"] = 86,
        ["a reset keeps what was learned"] = 33,
        ["a session is deleted while its quote holds stock"] = 121,
        ["a slot starts before the cell opens"] = 15,
        ["a stranger adjusts what is not theirs"] = 8,
        ["a withdrawn version comes back"] = 78,
        ["all items are made for one recipient"] = 21,
        ["an activation out of date answers from memory"] = 595,
        ["an application is not logged"] = 35,
        ["an item that failed counts as made"] = 21,
        ["an item's order has another key than the item"] = 21,
        ["an old opening overtakes a new one"] = 11,
        ["an operation is done before those it waits for"] = 10,
        ["an order does not hear that its stock is lost"] = 75,
        ["an order does not tell its run"] = 21,
        ["an order is cancelled after a lot of it has left"] = 114,
        ["an order is not told that its stock is lost"] = 75,
        ["an order of which a lot has left is cancelled as a whole"] = 64,
        ["goods are shipped before they are made"] = 10,
        ["goods that are asked for twice leave twice"] = 65,
        ["it learns although learning is off"] = 103,
        ["items under way are begun again"] = 41,
        ["lots that never come are to be paid"] = 64,
        ["no hold expires"] = 34,
        ["no slot expires"] = 34,
        ["progress counts an item too many"] = 21,
        ["recipients that are not counted are kept"] = 31,
        ["what is not sure enough is applied"] = 77,
        ["what is taken back stands in the trail"] = 35,
        ["what is taken back stays chosen"] = 35,
        ["what it learned creeps away from the owner"] = 13,
    };
}
