using System.Collections.Immutable;
using Customization.Domain.Entities;

namespace Customization.Domain.Production;

/// <summary>A cell as operators see it.</summary>
public sealed record CellView(
    string Cell, CellTerms Terms, CellCalendar Calendar, DateTimeOffset? BrokenSince, string BrokenReason,
    DateOnly? ExpectedRepair, ImmutableArray<MovedOrder> Moved) : Reply;

/// <summary>Why a cell refused a command.</summary>
public abstract record CellRejection : Rejection
{
    private CellRejection()
    {
    }

    /// <summary>Nobody defined this cell.</summary>
    public sealed record Unknown(string Cell) : CellRejection
    {
        public override string Code => "cell-unknown";

        public override string Detail => $"There is no cell {Cell}.";
    }

    /// <summary>Shifts overlap, leave their day, or are too many; or there are too many exceptions.</summary>
    public sealed record InvalidCalendar(string Cell) : CellRejection
    {
        public override string Code => "calendar-invalid";

        public override string Detail =>
            $"The calendar needs 7 weekdays, shifts sorted and apart within 0-1440 minutes, at most "
            + $"{CellCalendar.ShiftsMax} a day, and at most {CellCalendar.ExceptionsMax} exceptions.";
    }

    /// <summary>The terms name no capability, too many, or one twice, or a text is too long.</summary>
    public sealed record InvalidTerms(string Cell) : CellRejection
    {
        public override string Code => "cell-terms-invalid";

        public override string Detail => "A cell needs a name and between 1 and 50 different capabilities.";
    }
}
