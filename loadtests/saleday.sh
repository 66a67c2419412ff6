#!/usr/bin/env bash
# How much one process holds on this machine: cold start, clicks/s at p99 < 50 ms, orders/s at p99 < 500 ms on distinct
# components and on one, for the embedded engine and for one silo, in one run. Rates grow by half until the limit is
# missed twice; the last one that was held is printed.
#   loadtests/saleday.sh [SECONDS]        default 10 per rate
# Everything listens on 127.0.0.1:PORT (default 25200) and is stopped at the end.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-10}
port=${PORT:-25200}
url=http://127.0.0.1:$port
ours=(dotnet artifacts/bin/Customization.Cli/release/customization.dll)
base=$(mktemp -d)
server=

stop() {
    [[ -z $server ]] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; } || true
    server=
}
trap 'stop; rm -rf "$base"' EXIT

# start ENGINE: a server over the store of that engine; $took is the time to the first answer to a customer, ms.
start() {
    local begin token
    begin=$(date +%s%N)
    "${ours[@]}" serve --runtime "$1" --port "$port" --data "$base/$1" --requests-per-second 1000000 >/dev/null 2>&1 &
    server=$!
    for _ in $(seq 1200); do
        if token=$(curl -sSf -X POST "$url/v1/dev/token" 2>/dev/null | grep -o '"token":"[^"]*"' | cut -d '"' -f 4) \
            && curl -sSf -o /dev/null -X POST "$url/v1/sessions" -H "Authorization: Bearer $token" \
                -H 'Content-Type: application/json' -d '{"product":"shoe"}' 2>/dev/null; then
            took=$((($(date +%s%N) - begin) / 1000000))
            return
        fi
        sleep 0.05
    done
    echo "the server does not answer" >&2
    exit 1
}

# measure PROFILE OPERATION RATE: p99 ms, answered per second and errors of the operation.
measure() {
    "${ours[@]}" load --target "$url" --profile "$1" --rate "$3" --duration "$seconds" --warm-up 5 --json 2>/dev/null |
        sed -n "s/.*\"$2\":{\"offered\":[0-9]*,\"achieved\":\([0-9]*\),\"errors\":\([0-9]*\),[^}]*\"p99Ms\":\([0-9.]*\).*/\3 \1 \2/p" |
        awk -v s="$seconds" '{ printf "%s %.0f %s\n", $1, $2 / s, $3 }'
}

# most PROFILE OPERATION LIMIT_MS FROM_RATE
most() {
    local rate=$4 held="none" misses=0 p99 answered errors
    while ((misses < 2)); do
        read -r p99 answered errors <<< "$(measure "$1" "$2" "$rate")"
        if awk -v p="${p99:-1e9}" -v l="$3" -v e="${errors:-1}" 'BEGIN { exit !(p < l && e == 0) }'; then
            held="$answered/s (p99 $p99 ms)"
            misses=0
            rate=$((rate * 3 / 2))
        else
            misses=$((misses + 1))
        fi
    done
    echo "$held"
}

[[ -n ${BUILT:-} ]] || dotnet build src/Customization.Cli -c Release -v:q -tl:off >/dev/null
echo "load average before: $(cut -d ' ' -f 1-3 /proc/loadavg)"
for engine in embedded orleans; do
    start "$engine"
    first=$took
    stop
    start "$engine"
    echo "$engine: first start with samples $first ms, next start $took ms"
    echo "$engine: clicks at p99 < 50 ms: $(most browse choose 50 100)"
    echo "$engine: orders at p99 < 500 ms, distinct components: $(most order-burst order 500 10)"
    echo "$engine: orders at p99 < 500 ms, one component: $(most hot-component order 500 10)"
    stop
done
echo "load average after: $(cut -d ' ' -f 1-3 /proc/loadavg)"
