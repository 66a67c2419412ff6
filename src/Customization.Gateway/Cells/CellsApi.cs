using System.Collections.Immutable;
using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Production;
using Customization.Gateway.Access;
using Customization.Gateway.Limits;

namespace Customization.Gateway.Cells;

/// <summary>Production cells and their days, for operators.</summary>
public static class CellsApi
{
    /// <summary>Maps <c>/v1/cells</c>.</summary>
    public static void MapCells(this RouteGroupBuilder v1)
    {
        var cells = v1.MapGroup("/cells").RequireAuthorization(Roles.Operator).WithTags("Cells")
            .WithPriority(Priority.Order);
        cells.MapGet("/", (ICustomization engine, string? after, int? limit, CancellationToken cancellation) =>
                Page.Of(engine, EntityKind.ProductionCell, null, after, limit, cancellation))
            .WithName("ListCells").WithSummary("Ids of all cells.");
        cells.MapGet("/{cell}", (string cell, ICustomization engine, CancellationToken cancellation) =>
                Tell(cell, new ReadCell(), engine, cancellation))
            .WithName("ReadCell").WithSummary("Capabilities, calendar, breakdown, and the orders it moved.");
        cells.MapPut("/{cell}", Define).WithName("DefineCell").WithSummary("Names a cell and what it can do.");
        cells.MapPut("/{cell}/calendar", ChangeCalendar).WithName("ChangeCalendar")
            .WithSummary("Gives the cell other working times; orders that no longer fit are moved.");
        cells.MapPost("/{cell}/break", (
                    string cell, BreakRequest request, ICustomization engine, CancellationToken cancellation) =>
                Tell(cell, new BreakCell(request.Reason, request.ExpectedRepair), engine, cancellation))
            .WithName("BreakCell").WithSummary("The cell stands still; its orders are moved.");
        cells.MapPost("/{cell}/repair", (string cell, ICustomization engine, CancellationToken cancellation) =>
                Tell(cell, new RepairCell(), engine, cancellation))
            .WithName("RepairCell").WithSummary("The cell works again.");
        cells.MapGet("/{cell}/days/{date}", ReadDay).WithName("ReadCellDay")
            .WithSummary("Opening, holds and reservations of one day.");
    }

    private static async Task<Results<Ok<CellResource>, Problem>> Define(
        string cell, CellRequest request, ICustomization engine, CancellationToken cancellation) =>
        request.Calendar.ToCalendar() is { } calendar
            ? await Tell(cell, new DefineCell(request.Terms, calendar), engine, cancellation)
            : Problem.Of(new CellRejection.InvalidCalendar(cell));

    private static async Task<Results<Ok<CellResource>, Problem>> ChangeCalendar(
        string cell, CalendarBody body, ICustomization engine, CancellationToken cancellation) =>
        body.ToCalendar() is { } calendar
            ? await Tell(cell, new ChangeCalendar(calendar), engine, cancellation)
            : Problem.Of(new CellRejection.InvalidCalendar(cell));

    private static async Task<Results<Ok<CellResource>, Problem>> Tell(
        string cell, Command command, ICustomization engine, CancellationToken cancellation)
    {
        if (!Keys.IsKey(cell))
        {
            return Problem.Of(new CellRejection.Unknown(cell));
        }

        var address = new EntityAddress(EntityKind.ProductionCell, cell);
        var reply = await engine.Ask(address, command, cancellation);
        if (reply is Done)
        {
            reply = await engine.Ask(address, new ReadCell(), cancellation);
        }

        return reply switch
        {
            CellView view => TypedResults.Ok(CellResource.Of(view)),
            Rejection rejection => Problem.Of(rejection),
            _ => throw new InvalidOperationException($"unexpected reply {reply.GetType().Name}"),
        };
    }

    private static async Task<Results<Ok<CellDayResource>, Problem>> ReadDay(
        string cell, DateOnly date, ICustomization engine, CancellationToken cancellation)
    {
        if (!Keys.IsKey(cell))
        {
            return Problem.Of(new CellRejection.Unknown(cell));
        }

        var reply = await engine.Ask(CellDayState.AddressOf(cell, date), new ReadCellDay(), cancellation);
        return reply switch
        {
            CellDayView view => TypedResults.Ok(CellDayResource.Of(view)),
            Rejection rejection => Problem.Of(rejection),
            _ => throw new InvalidOperationException($"unexpected reply {reply.GetType().Name}"),
        };
    }
}

/// <summary>A cell to define.</summary>
public sealed record CellRequest(CellTerms Terms, CalendarBody Calendar);

/// <summary>Why a cell stands still.</summary>
/// <param name="ExpectedRepair">Last day it is down, if that is known.</param>
public sealed record BreakRequest(string Reason, DateOnly? ExpectedRepair = null);
