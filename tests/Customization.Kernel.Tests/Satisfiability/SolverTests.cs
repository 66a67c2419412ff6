using Customization.Kernel.Satisfiability;
using Xunit;

namespace Customization.Kernel.Tests.Satisfiability;

/// <summary>The solver against brute force on seeded random problems; a failure names the seed.</summary>
public class SolverTests
{
    private const int SeedsPerBatch = 250;

    public static TheoryData<int> Batches => [.. Enumerable.Range(0, 8)];

    [Theory]
    [MemberData(nameof(Batches))]
    public void Agrees_with_enumeration_under_assumptions_while_clauses_are_added(int batch)
    {
        for (var seed = batch * SeedsPerBatch; seed < (batch + 1) * SeedsPerBatch; seed++)
        {
            try
            {
                new RandomProblem(seed).Run();
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"seed {seed}: {exception.Message}", exception);
            }
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void Refutes_more_pigeons_than_holes(int holes)
    {
        var solver = new Solver();
        var first = solver.VariableCount;
        for (var i = 0; i < (holes + 1) * holes; i++)
        {
            solver.AddVariable();
        }

        for (var pigeon = 0; pigeon <= holes; pigeon++)
        {
            solver.AddClause([.. Enumerable.Range(0, holes).Select(hole => Sits(pigeon, hole))], Origins.None);
        }

        for (var hole = 0; hole < holes; hole++)
        {
            for (var a = 0; a <= holes; a++)
            {
                for (var b = 0; b < a; b++)
                {
                    solver.AddClause([Sits(a, hole) ^ 1, Sits(b, hole) ^ 1], Origins.None);
                }
            }
        }

        Assert.Equal(Verdict.Unknown, solver.Solve([], conflictsMax: 5));
        Assert.Equal(Verdict.Refuted, solver.Solve([]));

        int Sits(int pigeon, int hole) => 2 * (first + (pigeon * holes) + hole);
    }

    [Fact]
    public void Restarts_follow_the_sequence_of_Luby() => Assert.Equal(
        [1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8],
        Enumerable.Range(1, 15).Select(position => RestartSchedule.Luby(position)));
}
