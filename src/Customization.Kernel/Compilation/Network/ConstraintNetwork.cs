using Customization.Kernel.Model;

namespace Customization.Kernel.Compilation.Network;

/// <summary>A product model as variables with finite domains and three kinds of constraint: what search works on.
/// </summary>
/// <remarks>Variables 0..<see cref="VisibleCount"/>-1 are the characteristics; later ones are auxiliary, and their
/// value is always determined by the visible ones, so counts do not change. A literal (variable, value) is numbered
/// <see cref="Offset"/>(variable) + value; for visible variables that is the model's own numbering. Built once by
/// <see cref="NetworkBuilder"/>; read-only afterwards, safe to share.</remarks>
internal sealed class ConstraintNetwork
{
    private readonly List<int> _offsets = [0];
    private readonly List<int> _variableOfLiteral = [];

    public ConstraintNetwork(ProductModel model)
    {
        Model = model;
        VisibleCount = model.Characteristics.Length;
        foreach (var characteristic in model.Characteristics)
        {
            AddVariable(characteristic.Values.Length);
        }
    }

    public ProductModel Model { get; }

    public int VisibleCount { get; }

    public int VariableCount => _offsets.Count - 1;

    public int LiteralCount => _offsets[^1];

    public List<Clause> Clauses { get; } = [];

    public List<Table> Tables { get; } = [];

    public List<Linear> Linears { get; } = [];

    /// <summary>Constraints are numbered through: clauses, then tables, then linears.</summary>
    public int ConstraintCount => Clauses.Count + Tables.Count + Linears.Count;

    public int Offset(int variable) => _offsets[variable];

    public int DomainSize(int variable) => _offsets[variable + 1] - _offsets[variable];

    public int Literal(int variable, int value) => _offsets[variable] + value;

    public int VariableOf(int literal) => _variableOfLiteral[literal];

    public int AddVariable(int domainSize)
    {
        var variable = VariableCount;
        _offsets.Add(_offsets[^1] + domainSize);
        for (var i = 0; i < domainSize; i++)
        {
            _variableOfLiteral.Add(variable);
        }

        return variable;
    }

    /// <summary>The rule that a constraint came from.</summary>
    public int RuleOf(int constraint)
    {
        if (constraint < Clauses.Count)
        {
            return Clauses[constraint].Rule;
        }

        constraint -= Clauses.Count;
        return constraint < Tables.Count ? Tables[constraint].Rule : Linears[constraint - Tables.Count].Rule;
    }

    /// <summary>The variables of every constraint, each without repeats, by constraint number.</summary>
    public int[][] Scopes()
    {
        var scopes = new int[ConstraintCount][];
        var next = 0;
        foreach (var clause in Clauses)
        {
            scopes[next++] = clause.Literals.Select(VariableOf).Distinct().ToArray();
        }

        foreach (var table in Tables)
        {
            scopes[next++] = table.Scope;
        }

        foreach (var linear in Linears)
        {
            scopes[next++] = linear.Scope;
        }

        return scopes;
    }
}
