#!/usr/bin/env bash
# A capacity model from measurements: runs of several rates and kinds on one server, pinned to one core, with the load
# generator on another; fitted on some, checked on the others, and carried on to 100 million sessions a day.
#   loadtests/capacity.sh [SECONDS] [ENGINE]      default 20 s a run, embedded (or orleans)
# The runs stay under artifacts/capacity: customization load capacity artifacts/capacity/runs.csv says it again.
# Everything listens on 127.0.0.1:PORT (default 25300) and is stopped at the end.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-20} engine=${2:-embedded}
port=${PORT:-25300}
url=http://127.0.0.1:$port
work=artifacts/capacity
base=$(mktemp -d)
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$base"' EXIT

# PROFILE RATE USE: a run each. Those marked check are predicted.
plan='browse 300 fit
browse 800 fit
browse 1300 check
browse 1800 fit
browse 2200 check
order-burst 30 fit
order-burst 60 check
order-burst 100 fit
repair-heavy 500 fit
sale-day 1500 check'

cpu_s() { sed 's/.*) //' "/proc/$server/stat" | awk -v hz="$(getconf CLK_TCK)" '{ print ($12 + $13) / hz }'; }

token() {
    curl -sSf -X POST "$url/v1/dev/token" -H 'Content-Type: application/json' -d '{"roles":["operator"]}' |
        grep -o '"token":"[^"]*"' | cut -d '"' -f 4
}

# States written so far.
writes() {
    curl -sSf "$url/v1/operations/engine" -H "Authorization: Bearer $(token)" |
        grep -o '"writes":[0-9]*' | cut -d : -f 2 | grep . || echo 0
}

. loadtests/server.sh
mkdir -p "$work"
env "${runtime[@]}" taskset -c 0 "${ours[@]}" serve --runtime "$engine" --port "$port" --data "$base" \
    --requests-per-second 1000000 >/dev/null 2>&1 &
server=$!
for _ in $(seq 240); do
    curl -sf -o /dev/null "$url/readyz" && break
    sleep 0.5
done

echo "load average before: $(cut -d ' ' -f 1-3 /proc/loadavg)"

# run PROFILE RATE SECONDS WARM_UP
run() {
    taskset -c 1 "${ours[@]}" load --target "$url" --profile "$1" --rate "$2" --duration "$3" --warm-up "$4" --json \
        2>/dev/null
}

run browse 800 40 20 >/dev/null # The compiler is at work before.
run order-burst 30 20 0 >/dev/null
echo file,cores,processorSeconds,writes,use > "$work/runs.csv"
while read -r profile rate use; do
    run "$profile" "$rate" 1 10 >/dev/null
    before=$(cpu_s) written=$(writes)
    run "$profile" "$rate" "$seconds" 0 > "$work/$profile-$rate.json"
    after=$(cpu_s)
    awk -v f="$profile-$rate.json" -v c="$after" -v b="$before" -v w="$(writes)" -v o="$written" -v u="$use" \
        'BEGIN { printf "%s,1,%.2f,%d,%s\n", f, c - b, w - o, u }' >> "$work/runs.csv"
done <<< "$plan"
echo "load average after: $(cut -d ' ' -f 1-3 /proc/loadavg)"
"${ours[@]}" load capacity "$work/runs.csv"
