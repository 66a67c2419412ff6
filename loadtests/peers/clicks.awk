# One row per way to answer a click, with the ratios of our two means to the peer's.
END {
    print "| answers to a click | mean us | p50 us | p99 us | bytes | ours, domains / peer | ours, full / peer |"
    print "|---|---|---|---|---|---|---|"
    for (w = 1; w <= whos["clicks"]; w++) {
        is = who["clicks", w]
        mean = samples["clicks", is, "meanUs"]
        peer = is ~ /^ours/ ? "" : mean
        print "| " is " |" cell(mean) cell(samples["clicks", is, "p50Us"]) cell(samples["clicks", is, "p99Us"]) \
            cell(samples["clicks", is, "alloc"]) ratio(samples["clicks", "ours, domains", "meanUs"], peer) \
            ratio(samples["clicks", "ours, full", "meanUs"], peer)
    }
}
