#!/usr/bin/env bash
# A capacity model from measurements: runs of several rates and kinds on one server, pinned to one core, with the load
# generator on another; fitted on some, checked on the others, and carried on to 100 million sessions a day.
#   loadtests/capacity.sh [SECONDS] [ENGINE]      default 20 s a run, embedded (or orleans)
# The runs stay under artifacts/capacity: customization load capacity artifacts/capacity/runs.csv says it again.
# Everything listens on 127.0.0.1:PORT (default 25300) and is stopped at the end.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-20} engine=${2:-embedded}
warm_up=${WARM_UP:-40} # Sessions are stored within 30 s: longer, so that writes are those of the rate.
port=${PORT:-25300}
url=http://127.0.0.1:$port
work=artifacts/capacity
base=$(mktemp -d)
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$base"' EXIT

# PROFILE RATE USE: a run each. Those marked check are predicted. The first one tells what an idle server takes.
plan='browse 0.1 fit
browse 300 fit
browse 600 check
browse 1000 fit
browse 1500 fit
order-burst 20 fit
order-burst 40 check
order-burst 80 fit
repair-heavy 300 fit
sale-day 600 check'

. loadtests/server.sh
. loadtests/plant.sh

start() {
    env "${runtime[@]}" taskset -c 0 "${ours[@]}" serve --runtime "$engine" --port "$port" --data "$base" \
        --samples shoe,pc,shelf --requests-per-second 1000000 >/dev/null 2>&1 &
    server=$!
    until_ready
    bearer=$(token operator)
}

# States written so far.
writes() {
    curl -sSf "$url/v1/operations/engine" -H "Authorization: Bearer $bearer" |
        grep -o '"writes":[0-9]*' | cut -d : -f 2 | grep . || echo 0
}

# Both with the time, each second until killed.
sample() {
    while sleep 1; do
        echo "$(date +%s.%N) $(processor_s "$server") $(writes)"
    done
}

# run PROFILE RATE SECONDS WARM_UP
run() {
    taskset -c 1 "${ours[@]}" load --target "$url" --profile "$1" --rate "$2" --duration "$3" --warm-up "$4" --json \
        2>/dev/null
}

start
kill "$server" && wait "$server" || true
enlarge_plant "$base"
start
receive_stock "$bearer"
mkdir -p "$work"
echo "load average before: $(cut -d ' ' -f 1-3 /proc/loadavg)"
run browse 500 60 20 >/dev/null # The compiler is at work before.
run order-burst 40 60 0 >/dev/null
echo file,cores,processorSeconds,writes,use > "$work/runs.csv"
while read -r profile rate use; do
    sample > "$work/samples" &
    sampler=$!
    run "$profile" "$rate" "$seconds" "$warm_up" > "$work/$profile-$rate.json" || true # Nothing to answer: no failure.
    kill "$sampler" && wait "$sampler" 2>/dev/null || true
    begun=$(date +%s.%N -d "$(grep -o '"startedAt":"[^"]*"' "$work/$profile-$rate.json" | cut -d '"' -f 4)")
    # What was used between the first and the last look within the measurement, for all of it.
    awk -v from="$begun" -v warm="$warm_up" -v s="$seconds" -v f="$profile-$rate.json" -v u="$use" '
        $1 >= from + warm && $1 <= from + warm + s {
            if (!first) { first = $1; c = $2; w = $3 }
            last = $1; cpu = $2 - c; writes = $3 - w
        }
        END { k = s / (last - first); printf "%s,1,%.3f,%.0f,%s\n", f, cpu * k, writes * k, u }' \
        "$work/samples" >> "$work/runs.csv"
done <<< "$plan"
echo "load average after: $(cut -d ' ' -f 1-3 /proc/loadavg)"
"${ours[@]}" load capacity "$work/runs.csv"
