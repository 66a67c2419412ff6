# Medians over rounds of: name p50 p99 answered errors cpu; and each peer's over ours.
{
    names[$1]; n = ++rounds[$1]
    for (i = 2; i <= 5; i++) sample[$1, i, n] = $i
    sample[$1, 6, n] = $4 ? $6 / $4 : 0
}
function median(name, column,    i, j, t, n, v) {
    n = rounds[name]
    for (i = 1; i <= n; i++) v[i] = sample[name, column, i]
    for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (v[j] < v[i]) { t = v[i]; v[i] = v[j]; v[j] = t }
    return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
}
function ratio(name, column) {
    return median("ours", column) > 0 ? sprintf("%.1f", median(name, column) / median("ours", column)) : ""
}
END {
    print "| who | clicks | errors | p50 ms | p99 ms | processor ms per click | p50 / ours | p99 / ours | processor / ours |"
    print "|---|---|---|---|---|---|---|---|---|"
    split("ours solver rules", order, " ")
    for (i = 1; i <= 3; i++) {
        name = order[i]
        printf "| %s | %d | %d | %.2f | %.2f | %.3f | %s | %s | %s |\n", name, median(name, 4), median(name, 5), \
            median(name, 2), median(name, 3), median(name, 6), ratio(name, 2), ratio(name, 3), ratio(name, 6)
    }
}
