#!/usr/bin/env bash
# How much this machine holds: cold start, clicks/s at p99 < 50 ms, orders/s at p99 < 500 ms on distinct components and on
# one, for the embedded engine, for one silo, and for three silos with a gateway and PostgreSQL, in one run. Rates grow by
# half until the limit is missed twice; the last one that was held is printed. Then one of the three silos is killed in
# the middle of half the clicks that were held.
#   loadtests/saleday.sh [SECONDS] [ENGINE...]        default 10 per rate; embedded silo cluster
# The cluster needs PostgreSQL's binaries (PG_BIN, default the newest below /usr/lib/postgresql) and a user 'postgres'
# where it is run by root. Everything listens on 127.0.0.1 from PORT on (default 25200) and is stopped at the end.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-10}
shift || true
engines=("$@")
((${#engines[@]})) || engines=(embedded silo cluster)
port=${PORT:-25200}
url=http://127.0.0.1:$port
pg_bin=${PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)}
base=$(mktemp -d)
pids=()

stop() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
    pids=()
}

as_postgres() { if ((EUID == 0)); then runuser -u postgres -- "$@"; else "$@"; fi; }

end() {
    stop
    [[ ! -d $base/pg ]] || as_postgres "$pg_bin/pg_ctl" -D "$base/pg" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$base"
}
trap end EXIT

run() {
    env "${runtime[@]}" "${ours[@]}" "$@" >/dev/null 2>&1 &
    pids+=($!)
}

# A database for the cluster, once.
start_postgres() {
    [[ ! -d $base/pg ]] || return 0
    chmod 755 "$base" && mkdir "$base/pg" && { ((EUID != 0)) || chown postgres "$base/pg"; }
    as_postgres "$pg_bin/initdb" -D "$base/pg" -A trust -U postgres >/dev/null
    as_postgres "$pg_bin/pg_ctl" -D "$base/pg" -w -l "$base/pg/log" \
        -o "-p $((port + 1)) -h 127.0.0.1 -k $base/pg -c max_connections=300" start >/dev/null
}

run_cluster() {
    start_postgres
    local store=(--storage postgresql)
    store+=(--connection "Host=127.0.0.1;Port=$((port + 1));Username=postgres;Database=postgres")
    for i in 2 3 4; do
        run silo "${store[@]}" --silo-port $((port + i)) --gateway-port $((port + 10 + i)) \
            --health-port $((port + 20 + i))
    done
    run gateway "${store[@]}" --port "$port" --data "$base/gateway" --samples shoe,pc,shelf \
        --requests-per-second 1000000
}

# start ENGINE: servers over the store of that engine; $took is the time to the first answer to a customer, ms.
start() {
    local begin bearer
    begin=$(date +%s%N)
    case $1 in
        embedded | silo)
            run serve --runtime "$([[ $1 == silo ]] && echo orleans || echo embedded)" --port "$port" \
                --data "$base/$1" --samples shoe,pc,shelf --requests-per-second 1000000
            ;;
        cluster) run_cluster ;;
    esac
    for _ in $(seq 2400); do
        if bearer=$(token customer 2>/dev/null) \
            && curl -sSf -o /dev/null -X POST "$url/v1/sessions" -H "Authorization: Bearer $bearer" \
                -H 'Content-Type: application/json' -d '{"product":"shoe"}' 2>/dev/null; then
            took=$((($(date +%s%N) - begin) / 1000000))
            return
        fi
        sleep 0.05
    done
    echo "the server does not answer" >&2
    exit 1
}

# measure PROFILE OPERATION RATE: p99 ms, answered per second, and errors and refusals of the operation.
measure() {
    "${ours[@]}" load --target "$url" --profile "$1" --rate "$3" --duration "$seconds" --warm-up 3 --json 2>/dev/null |
        sed -n "s/.*\"$2\":{\"offered\":[0-9]*,\"achieved\":\([0-9]*\),\"errors\":\([0-9]*\),[^{]*\"p99Ms\":\([0-9.]*\)[^{]*\"refusals\":{\([^}]*\)}.*/\3 \1 \2 \4/p" |
        tr '",' '  ' |
        awk -v s="$seconds" '{ no = $3; for (i = 5; i <= NF; i += 2) { sub(/:/, "", $i); no += $i } printf "%s %.0f %s\n", $1, $2 / s, no }'
}

# most PROFILE OPERATION LIMIT_MS FROM_RATE: where choices are refused, that is an answer; orders must be confirmed.
most() {
    local rate=$4 held="none" misses=0 p99 answered failed
    while ((misses < 2)); do
        read -r p99 answered failed <<< "$(measure "$1" "$2" "$rate")"
        if awk -v p="${p99:-1e9}" -v l="$3" -v n="${failed:-1}" -v c="$2" -v a="${answered:-0}" -v s="$seconds" \
            'BEGIN { exit !(p < l && (n == 0 || (c == "choose" && n < 0.1 * a * s))) }'; then
            held="$answered/s (p99 $p99 ms)"
            misses=0
            rate=$((rate * 3 / 2))
        else
            misses=$((misses + 1))
        fi
    done
    echo "$held"
}

# lose RATE: kills a silo 15 s into 45 s of clicks and orders, and says for how long it was felt.
lose() {
    "${ours[@]}" load --target "$url" --profile browse --rate "$1" --duration 45 --warm-up 5 --json \
        > "$base/lost.json" 2>/dev/null &
    local load=$! started
    started=$(date +%s)
    sleep 20
    kill -9 "${pids[1]}"
    wait "$load" || true
    echo "cluster: a silo killed $(($(date +%s) - started - 25)) s before the end of $1 steps/s:"
    tr '{' '\n' < "$base/lost.json" | sed -n \
        's/^"atS":\([0-9.]*\),"offered":\([0-9]*\),"achieved":\([0-9]*\),"errors":\([0-9]*\),.*"p99Ms":\([0-9.]*\).*/\1 \2 \4 \5/p' |
        awk '$1 >= 10 && ($3 > 0 || $4 > 500) { if (first == "") first = $1; last = $1; errors += $3 }
            { offered += $2 }
            END { printf "  errors or p99 above 500 ms from second %s to %s; %d of %d steps failed\n", first, last, errors, offered }'
}

. loadtests/server.sh
. loadtests/plant.sh
echo "load average before: $(cut -d ' ' -f 1-3 /proc/loadavg)"
for engine in "${engines[@]}"; do
    start "$engine"
    first=$took
    stop
    enlarge_plant "$base/$([[ $engine == cluster ]] && echo gateway || echo "$engine")"
    start "$engine"
    receive_stock "$(token operator)"
    echo "$engine: first start with samples $first ms, next start $took ms"
    clicks=$(most browse choose 50 200)
    echo "$engine: clicks at p99 < 50 ms: $clicks"
    echo "$engine: orders at p99 < 500 ms, distinct components: $(most order-burst order 500 20)"
    echo "$engine: orders at p99 < 500 ms, one component: $(most hot-component order 500 20)"
    [[ $engine != cluster ]] || lose "$(awk -v held="${clicks%%/*}" 'BEGIN { print (held > 20 ? int(held / 2) : 10) }')"
    stop
done
echo "load average after: $(cut -d ' ' -f 1-3 /proc/loadavg)"
