// What one would build without the engine: a stateless service that loads the session of a click from PostgreSQL, asks
// a general solver or its own rule check what is still possible, stores the session and answers. The same paths and the
// same shape of answer as the engine's API, as far as clicks go; no prices, days, orders or explanations.
//   service MODEL.cnf solver|rules URL CONNECTION
using Microsoft.AspNetCore.Mvc;
using Peers.Service;

var model = Model.Read(args[0]);
Func<ICheck> check = args[1] == "solver" ? () => new SolverCheck(model) : () => new RuleCheck(model);
var answers = new Answers(model, check);
await using var sessions = new Sessions(args[3]);
await sessions.Create();

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls(args[2]);
var app = builder.Build();
app.MapPost("/v1/dev/token", () => new { token = "none" });
app.MapPost("/v1/sessions", async () =>
{
    var (id, choices) = (Guid.NewGuid().ToString("N"), Enumerable.Repeat(-1, model.Questions.Length).ToArray());
    await sessions.Open(id, choices);
    return Results.Ok(Show(id, 1, choices, answers.Of(choices)!));
});
app.MapGet("/v1/sessions/{id}", async (string id) => await sessions.Read(id) is var (version, choices)
    ? Results.Ok(Show(id, version, choices, answers.Of(choices)!))
    : Results.NotFound());
app.MapPut("/v1/sessions/{id}/selection/{name}", async (string id, string name, [FromBody] Choice choice) =>
{
    if (await sessions.Read(id) is not var (version, choices))
    {
        return Results.NotFound();
    }

    var question = model.Questions.Single(each => each.Name == name);
    choices[model.Questions.IndexOf(question)] = question.Values.IndexOf(choice.Value);
    if (answers.Of(choices) is not { } possible)
    {
        return Results.Json(new { code = "value-excluded" }, statusCode: 409);
    }

    return await sessions.Write(id, version, choices)
        ? Results.Ok(Show(id, version + 1, choices, possible))
        : Results.Json(new { code = "session-version-conflict" }, statusCode: 412);
});
app.Run();

object Show(string id, long version, int[] choices, string[] possible) => new
{
    id,
    version,
    code = string.Join('-', choices),
    isComplete = choices.All(value => value >= 0),
    characteristics = model.Questions.Select((question, q) => (question, q)).ToDictionary(
        each => each.question.Name,
        each => new
        {
            chosen = choices[each.q] < 0 ? null : each.question.Values[choices[each.q]],
            values = each.question.Values.Select((value, v) => (value, v)).ToDictionary(
                value => value.value, value => new { status = Word(possible[each.q][value.v]) }),
        }),
};

static string Word(char status) => status switch
{
    'c' => "chosen",
    'o' => "open",
    _ => "excluded",
};

/// <summary>Body of a click.</summary>
public sealed record Choice(string Value);
