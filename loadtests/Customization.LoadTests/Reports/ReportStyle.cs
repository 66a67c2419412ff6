namespace Customization.LoadTests.Reports;

/// <summary>The style sheet of the report: light or dark as the reader's system is, and fit for paper.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --back: #ffffff; --ink: #1b1f24; --soft: #57606a; --rule: #d8dee4;
          --card: #f6f8fa; --good: #1a7f37; --bad: #cf222e;
          --s0: #0969da; --s1: #bc4c00; --s2: #1a7f37; --s3: #8250df; --s4: #bf3989; --s5: #9a6700; --s6: #0f766e;
          --s7: #57606a; --s8: #cf222e; }
        @media (prefers-color-scheme: dark) { :root { --back: #0d1117; --ink: #e6edf3; --soft: #9198a1;
          --rule: #30363d; --card: #161b22; --good: #3fb950; --bad: #f85149;
          --s0: #58a6ff; --s1: #f0883e; --s2: #3fb950; --s3: #bc8cff; --s4: #f778ba; --s5: #d29922; --s6: #2dd4bf;
          --s7: #9198a1; --s8: #f85149; } }
        body { background: var(--back); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; margin: 0 auto;
          max-width: 960px; padding: 24px 20px 60px; }
        h1 { font-size: 26px; margin: 0; } h2 { font-size: 18px; margin: 36px 0 8px; }
        h3 { font-size: 14px; margin: 0 0 2px; font-weight: 600; }
        p, .soft { color: var(--soft); margin: 4px 0 12px; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: right; padding: 5px 8px; border-bottom: 1px solid var(--rule); }
        th { color: var(--soft); font-weight: 600; font-size: 13px; }
        th:first-child, td:first-child { text-align: left; }
        tr.total td { font-weight: 600; } .good { color: var(--good); } .bad { color: var(--bad); }
        .scroll { overflow-x: auto; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)); gap: 12px;
          margin: 20px 0; }
        .tile { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 10px 14px; }
        .tile b { display: block; font-size: 22px; font-variant-numeric: tabular-nums; }
        .tile span { color: var(--soft); }
        .small { display: grid; grid-template-columns: repeat(auto-fit, minmax(280px, 1fr)); gap: 16px; }
        figure { margin: 0; } svg { width: 100%; height: auto; display: block; }
        svg text { fill: var(--soft); font: 12px system-ui, sans-serif; } svg text.axis { fill: var(--ink); }
        .grid { stroke: var(--rule); stroke-width: 1; }
        .line { fill: none; stroke-width: 2; stroke-linejoin: round; } .dashed { stroke-dasharray: 5 4; opacity: 0.75; }
        .bar { stroke: none; opacity: 0.85; }
        figcaption { display: flex; flex-wrap: wrap; gap: 4px 18px; color: var(--soft); font-size: 13px;
          padding-left: 64px; }
        .key { display: inline-block; width: 18px; height: 0; border-top: 3px solid; margin-right: 6px;
          vertical-align: middle; } .key.dashed { border-top-style: dashed; }
        .s0 { stroke: var(--s0); fill: var(--s0); border-color: var(--s0); }
        .s1 { stroke: var(--s1); fill: var(--s1); border-color: var(--s1); }
        .s2 { stroke: var(--s2); fill: var(--s2); border-color: var(--s2); }
        .s3 { stroke: var(--s3); fill: var(--s3); border-color: var(--s3); }
        .s4 { stroke: var(--s4); fill: var(--s4); border-color: var(--s4); }
        .s5 { stroke: var(--s5); fill: var(--s5); border-color: var(--s5); }
        .s6 { stroke: var(--s6); fill: var(--s6); border-color: var(--s6); }
        .s7 { stroke: var(--s7); fill: var(--s7); border-color: var(--s7); }
        .s8 { stroke: var(--s8); fill: var(--s8); border-color: var(--s8); }
        polyline.line { fill: none; } rect.bar { stroke: none; }
        """;
}
