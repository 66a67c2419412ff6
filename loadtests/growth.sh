#!/usr/bin/env bash
# How a click grows with the product and with how many sessions live: the same clicks a second on each sample product in
# turn, each on a fresh embedded server pinned to one core, the load generator on another; then random clicks on ever
# more live sessions in one process.
#   loadtests/growth.sh [SECONDS] [RATE] [PRODUCT...]     default 15 s of 100 clicks/s; shoe pc shelf car muesli kitchen
# SESSIONS (default "10000 100000 1000000") are the counts of sessions. Everything listens on 127.0.0.1:PORT (default
# 25400) and is stopped at the end.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-15} rate=${2:-100}
products=("${@:3}")
((${#products[@]})) || products=(shoe pc shelf car muesli kitchen)
warm_up=20
port=${PORT:-25400}
url=http://127.0.0.1:$port
base=$(mktemp -d)
server=
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$base"' EXIT

. loadtests/server.sh

# start PRODUCT: a server that has this product alone.
start() {
    env "${runtime[@]}" taskset -c 0 "${ours[@]}" serve --port "$port" --data "$base/$1" --samples "$1" \
        --requests-per-second 1000000 >/dev/null 2>&1 &
    server=$!
    until_ready
}

# sizes PRODUCT: characteristics, values, nodes and edges of its diagram.
sizes() {
    "${ours[@]}" model check "src/Customization.Cli/Samples/$1.yaml" --json 2>/dev/null |
        sed 's/.*"characteristics":\([0-9]*\),"values":\([0-9]*\).*"nodes":\([0-9]*\),"edges":\([0-9]*\).*/\1 | \2 | \3 | \4/'
}

# figures PRODUCT: p50 and p99 of its clicks, ms, their number a second, and what a click takes of the processor, ms.
figures() {
    local profile=$base/$1.yaml before busy
    printf 'profile: %s\nproducts: {%s: 1}\nthink: {median: 1, spread: 2}\njourneys: [{weight: 1, steps: [open, choose 8]}]\n' \
        "$1" "$1" > "$profile"
    clicks() {
        taskset -c 1 "${ours[@]}" load --target "$url" --profile "$profile" --rate "$rate" --duration "$seconds" \
            --warm-up "$1" --ready 0 --json 2>/dev/null || true # Choices that are refused: no failure.
    }
    clicks "$warm_up" >/dev/null
    before=$(processor_s "$server")
    clicks 0 > "$base/$1.json"
    busy=$(awk -v a="$before" -v b="$(processor_s "$server")" 'BEGIN { print b - a }')
    sed -n 's/.*"choose":{"offered":[0-9]*,"achieved":\([0-9]*\),[^}]*"p50Ms":\([0-9.]*\),"p99Ms":\([0-9.]*\).*/\1 \2 \3/p' "$base/$1.json" |
        awk -v busy="$busy" -v s="$seconds" '{ printf "%.0f | %s | %s | %.2f", $1 / s, $2, $3, busy * 1000 / $1 }'
}

echo "load average before: $(cut -d ' ' -f 1-3 /proc/loadavg)"
echo "| product | characteristics | values | nodes | edges | clicks/s | p50 ms | p99 ms | processor ms a click |"
echo "|---|---|---|---|---|---|---|---|---|"
for product in "${products[@]}"; do
    start "$product"
    echo "| $product | $(sizes "$product") | $(figures "$product") |"
    kill "$server" && wait "$server" || true
done
for count in ${SESSIONS:-10000 100000 1000000}; do
    echo "$count sessions:"
    dotnet run -c Release --project loadtests/Customization.Benchmarks -- scale sessions "$count"
done
echo "load average after: $(cut -d ' ' -f 1-3 /proc/loadavg)"
