# Medians of samples, `table|who|measure|value` a line; the scripts beside this one print them.
function sorted(list, v,    n, i, j, t) {
    n = split(list, v, " ")
    for (i = 2; i <= n; i++)
        for (j = i; j > 1 && v[j - 1] + 0 > v[j] + 0; j--) {
            t = v[j]
            v[j] = v[j - 1]
            v[j - 1] = t
        }
    return n
}

function median(list,    v, n) {
    n = sorted(list, v)
    return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
}

function is_missing(list) { return list == "" || list ~ /none/ }

function cell(list) { return list ~ /none/ ? " none in time |" : list == "" ? "  |" : sprintf(" %.4g |", median(list)) }

function ratio(own, peer) { return is_missing(peer) ? "  |" : sprintf(" %.2f |", median(own) / median(peer)) }

{
    if (!($1 in tables)) {
        tables[$1] = ++count
        name[count] = $1
    }
    if (!(($1, $2) in known)) {
        known[$1, $2] = 1
        who[$1, ++whos[$1]] = $2
    }
    samples[$1, $2, $3] = samples[$1, $2, $3] " " $4
}
