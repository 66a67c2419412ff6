using Customization.Kernel.Compilation.Network;

namespace Customization.Kernel.Satisfiability;

/// <summary>Hands constraints to a solver: one variable per value, or one for a question of two values.</summary>
/// <remarks>Variables are made when a constraint first needs them. Tables of two columns become the supports of each
/// value, wider ones a variable per row (Bacchus 2007, GAC via unit propagation), so that propagation loses nothing
/// against tables; sums go as they are. Mutable; owned by the owner of the solver.</remarks>
internal sealed class NetworkEncoder
{
    private readonly ConstraintNetwork _network;
    private readonly Solver _solver;
    private readonly int[] _literals;

    public NetworkEncoder(ConstraintNetwork network, Solver solver)
    {
        (_network, _solver) = (network, solver);
        _literals = new int[network.LiteralCount];
        Array.Fill(_literals, -1);
    }

    /// <summary>The solver's literal for a value of the network.</summary>
    public int LiteralOf(int value)
    {
        if (_literals[value] < 0)
        {
            AddVariable(_network.VariableOf(value));
        }

        return _literals[value];
    }

    /// <summary>Adds a constraint that counts where the guard holds.</summary>
    public void Add(int constraint, int guard)
    {
        var rule = _network.RuleOf(constraint);
        var table = constraint - _network.Clauses.Count;
        if (table < 0)
        {
            var clause = _network.Clauses[constraint];
            AddClause([.. clause.Literals.Select(LiteralOf)], guard, rule);
        }
        else if (table < _network.Tables.Count)
        {
            AddTable(_network.Tables[table], guard, rule);
        }
        else
        {
            AddLinear(_network.Linears[table - _network.Tables.Count], guard, rule);
        }
    }

    private void AddVariable(int variable)
    {
        var (offset, size) = (_network.Offset(variable), _network.DomainSize(variable));
        if (size <= 2)
        {
            var literal = size == 1 ? _solver.TrueLiteral : 2 * _solver.AddVariable();
            (_literals[offset], _literals[offset + size - 1]) = (literal ^ 1, literal);
            return;
        }

        var first = _solver.VariableCount;
        for (var value = 0; value < size; value++)
        {
            _literals[offset + value] = 2 * _solver.AddVariable();
        }

        _solver.AddGroup(first, size);
        _solver.AddClause(_literals.AsSpan(offset, size), Origins.None);
    }

    private void AddClause(List<int> literals, int guard, int rule)
    {
        if (guard != _solver.TrueLiteral)
        {
            literals.Add(guard ^ 1);
        }

        _solver.AddClause(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(literals), rule);
    }

    private void AddTable(Table table, int guard, int rule)
    {
        if (table.Scope.Length == 2)
        {
            AddSupports(table, 0, 1, guard, rule);
            AddSupports(table, 1, 0, guard, rule);
            return;
        }

        var supports = table.Scope
            .Select(variable => new List<int>?[_network.DomainSize(variable)]).ToArray();
        foreach (var row in table.Rows)
        {
            var taken = 2 * _solver.AddVariable(isDetermined: true);
            for (var column = 0; column < row.Length; column++)
            {
                AddClause([taken ^ 1, Literal(table, column, row[column])], guard, rule);
                (supports[column][row[column]] ??= []).Add(taken);
            }
        }

        for (var column = 0; column < supports.Length; column++)
        {
            for (var value = 0; value < supports[column].Length; value++)
            {
                AddClause([Literal(table, column, value) ^ 1, .. supports[column][value] ?? []], guard, rule);
            }
        }
    }

    /// <summary>Each value of one column needs one of the values beside it in the other.</summary>
    private void AddSupports(Table table, int column, int other, int guard, int rule)
    {
        var beside = table.Rows.ToLookup(row => row[column], row => row[other]);
        var all = _network.DomainSize(table.Scope[other]);
        for (var value = 0; value < _network.DomainSize(table.Scope[column]); value++)
        {
            if (beside[value].Count() < all)
            {
                AddClause(
                    [Literal(table, column, value) ^ 1, .. beside[value].Select(v => Literal(table, other, v))],
                    guard, rule);
            }
        }
    }

    private void AddLinear(Linear linear, int guard, int rule)
    {
        var groups = linear.Scope.Select((variable, i) => Enumerable.Range(0, linear.Weights[i].Length)
            .Select(value => LiteralOf(_network.Literal(variable, value))).ToArray());
        _solver.AddSum(new Sum([.. groups], linear.Weights, linear.Min, linear.Max, guard, rule));
    }

    private int Literal(Table table, int column, int value) =>
        LiteralOf(_network.Literal(table.Scope[column], value));
}
