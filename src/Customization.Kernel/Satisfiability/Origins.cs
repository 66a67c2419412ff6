namespace Customization.Kernel.Satisfiability;

/// <summary>Which rules a clause follows from, as one integer.</summary>
/// <remarks><code>-1  none: structure, or a definition    r at least 0  rule r alone    -2 - i  the set at i</code>
/// A learnt clause follows from the rules of all clauses that it was resolved from, so what refutes a selection is
/// known without solving again. Mutable; owned by one <see cref="Solver"/>.</remarks>
internal sealed class Origins
{
    public const int None = -1;

    private readonly List<int[]> _sets = [];
    private readonly Stack<int> _free = [];
    private readonly List<int> _collected = [];
    private bool[] _isCollected = [];

    /// <summary>The rules collected since the last <see cref="Take"/> or <see cref="Clear"/>.</summary>
    public IReadOnlyList<int> Collected => _collected;

    public void Clear()
    {
        foreach (var rule in _collected)
        {
            _isCollected[rule] = false;
        }

        _collected.Clear();
    }

    public void Collect(int origin)
    {
        if (origin >= 0)
        {
            CollectRule(origin);
        }
        else if (origin < None)
        {
            foreach (var rule in _sets[-2 - origin])
            {
                CollectRule(rule);
            }
        }
    }

    /// <summary>The origin that stands for the rules collected; starts a new collection.</summary>
    public int Take()
    {
        if (_collected.Count < 2)
        {
            var origin = _collected.Count == 0 ? None : _collected[0];
            Clear();
            return origin;
        }

        int[] rules = [.. _collected];
        Clear();
        if (_free.TryPop(out var index))
        {
            _sets[index] = rules;
        }
        else
        {
            index = _sets.Count;
            _sets.Add(rules);
        }

        return -2 - index;
    }

    /// <summary>Forgets the set of a clause that is deleted.</summary>
    public void Release(int origin)
    {
        if (origin < None)
        {
            _sets[-2 - origin] = [];
            _free.Push(-2 - origin);
        }
    }

    private void CollectRule(int rule)
    {
        if (rule >= _isCollected.Length)
        {
            Array.Resize(ref _isCollected, Math.Max(rule + 1, 2 * _isCollected.Length));
        }

        if (!_isCollected[rule])
        {
            _isCollected[rule] = true;
            _collected.Add(rule);
        }
    }
}
