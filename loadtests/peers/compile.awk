# One row per model: our compilation, our whole process, and the peer's whole process with both ratios to it.
END {
    print "| model | ours ms | ours, whole process ms | peer | peer, whole process ms | ours / peer | whole / peer |"
    print "|---|---|---|---|---|---|---|"
    for (t = 1; t <= count; t++) {
        model = name[t]
        if (model == "clicks") continue
        own = samples[model, "ours", "ms"]
        whole = samples[model, "ours (whole)", "ms"]
        peer = whos[model] > 2 ? who[model, 3] : ""
        other = peer == "" ? "" : samples[model, peer, "ms"]
        print "| " model " |" cell(own) cell(whole) " " peer " |" cell(other) ratio(own, other) ratio(whole, other)
    }
}
