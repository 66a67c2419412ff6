using Google.OrTools.Sat;

namespace Peers.Service;

/// <summary>A general solver: CP-SAT of OR-Tools, one worker, presolve off because the model is small.</summary>
/// <remarks>The model is built once; a question is a copy of it with the assumed values fixed.</remarks>
public sealed class SolverCheck : ICheck
{
    private readonly CpModel _model = new();
    private readonly BoolVar[] _variables;
    private readonly int _constraints;

    public SolverCheck(Model model)
    {
        _variables = [.. Enumerable.Range(1, model.Variables).Select(i => _model.NewBoolVar($"x{i}"))];
        foreach (var clause in model.Clauses)
        {
            _model.AddBoolOr(clause.Select(Literal));
        }

        _constraints = _model.Model.Constraints.Count;
    }

    public bool[]? Solve(IReadOnlyList<int> assumed)
    {
        foreach (var literal in assumed)
        {
            _model.AddBoolAnd([Literal(literal)]);
        }

        var solver = new CpSolver { StringParameters = "num_workers:1,cp_model_presolve:false" };
        var status = solver.Solve(_model);
        while (_model.Model.Constraints.Count > _constraints)
        {
            _model.Model.Constraints.RemoveAt(_model.Model.Constraints.Count - 1);
        }

        return status is CpSolverStatus.Optimal or CpSolverStatus.Feasible
            ? [false, .. _variables.Select(variable => solver.BooleanValue(variable))]
            : null;
    }

    private ILiteral Literal(int literal) =>
        literal > 0 ? _variables[literal - 1] : _variables[-literal - 1].Not();
}
