namespace Customization.Kernel.Diagram;

/// <summary>Lays out what a builder made: only what the root reaches, without auxiliary variables.</summary>
internal static class Flattening
{
    /// <summary>The diagram of a root product; null means no configuration.</summary>
    /// <param name="visibleLiterals">Literals from this number on are auxiliary and left out.</param>
    public static DecisionDiagram Flatten(DiagramBuilder builder, Product? root, int visibleLiterals)
    {
        var isUsed = new bool[builder.NodeCount];
        if (root is not null)
        {
            Mark(builder, root.Nodes, isUsed);
        }

        var layout = new Layout(builder, visibleLiterals);
        var newNumbers = new int[builder.NodeCount];
        var next = 0;
        for (var node = 0; node < builder.NodeCount; node++)
        {
            if (isUsed[node])
            {
                newNumbers[node] = next++;
                layout.AddNode(builder.Content(node), newNumbers);
            }
        }

        layout.AddNode(root is null ? [] : [root.Leaves.Length, .. root.Leaves, root.Nodes.Length, .. root.Nodes],
            newNumbers);
        return layout.Build();
    }

    private static void Mark(DiagramBuilder builder, int[] roots, bool[] isUsed)
    {
        var stack = new Stack<int>(roots);
        while (stack.TryPop(out var node))
        {
            if (isUsed[node])
            {
                continue;
            }

            isUsed[node] = true;
            var content = builder.Content(node);
            for (var i = 0; i < content.Length;)
            {
                i += content[i] + 1;
                for (var end = i + content[i] + 1; ++i < end;)
                {
                    stack.Push(content[i]);
                }
            }
        }
    }

    private sealed class Layout(DiagramBuilder builder, int visibleLiterals)
    {
        private readonly Dictionary<int, int> _leafNumbers = [];
        private readonly List<int> _leafStart = [0];
        private readonly List<int> _leafLiterals = [];
        private readonly List<int> _branchStart = [0];
        private readonly List<int> _leafRefStart = [0];
        private readonly List<int> _leafRefs = [];
        private readonly List<int> _childRefStart = [0];
        private readonly List<int> _childRefs = [];

        public void AddNode(int[] content, int[] newNumbers)
        {
            for (var i = 0; i < content.Length;)
            {
                for (var end = i + content[i] + 1; ++i < end;)
                {
                    AddLeafRef(content[i]);
                }

                for (var end = i + content[i] + 1; ++i < end;)
                {
                    _childRefs.Add(newNumbers[content[i]]);
                }

                _leafRefStart.Add(_leafRefs.Count);
                _childRefStart.Add(_childRefs.Count);
            }

            _branchStart.Add(_leafRefStart.Count - 1);
        }

        public DecisionDiagram Build()
        {
            var bundles = Bundling.Of(_leafStart.Count - 1, [.. _leafRefStart], [.. _leafRefs]);
            var leafStart = new int[_leafStart.Count];
            var leafLiterals = new List<int>(_leafLiterals.Count);
            for (var leaf = 0; leaf < bundles.Leaves.Length; leaf++)
            {
                var old = bundles.Leaves[leaf];
                leafLiterals.AddRange(_leafLiterals[_leafStart[old].._leafStart[old + 1]]);
                leafStart[leaf + 1] = leafLiterals.Count;
            }

            return new DecisionDiagram(
                visibleLiterals, leafStart, [.. leafLiterals], bundles.Start, [.. _branchStart], bundles.RefStart,
                bundles.Refs, [.. _childRefStart], [.. _childRefs]);
        }

        private void AddLeafRef(int leaf)
        {
            var literals = builder.Set(leaf);
            if (literals[0] >= visibleLiterals)
            {
                return;
            }

            if (!_leafNumbers.TryGetValue(leaf, out var number))
            {
                _leafNumbers[leaf] = number = _leafStart.Count - 1;
                _leafLiterals.AddRange(literals);
                _leafStart.Add(_leafLiterals.Count);
            }

            _leafRefs.Add(number);
        }
    }
}
