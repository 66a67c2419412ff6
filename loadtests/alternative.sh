#!/usr/bin/env bash
# Measures us beside what one would build instead: a stateless ASP.NET service that keeps sessions in PostgreSQL and asks
# a general solver, or a rule check written by hand, what is still possible (loadtests/peers/service). The same trace of
# clicks is replayed on each in turn; the answers' medians, tails and processor time per click are printed with ratios.
#   loadtests/alternative.sh [ROUNDS] [RATE] [SECONDS]        default 3 rounds of 40 steps/s for 15 s
# Needs PostgreSQL's binaries (PG_BIN, default the newest below /usr/lib/postgresql) and a user 'postgres' where it is run
# by root. Everything listens on 127.0.0.1 from PORT on (default 25100) and is stopped at the end.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=${1:-3} rate=${2:-40} seconds=${3:-15}
port=${PORT:-25100}
pg_bin=${PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)}
work=$PWD/artifacts/alternative
base=$(mktemp -d) # Outside the repository: PostgreSQL's own user must reach it.
pids=()

stop() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    [[ -d $base/pg ]] && as_postgres "$pg_bin/pg_ctl" -D "$base/pg" -m immediate stop >/dev/null 2>&1
    rm -rf "$base"
}
trap stop EXIT

as_postgres() { if ((EUID == 0)); then runuser -u postgres -- "$@"; else "$@"; fi; }

# until_answers URL: waits up to a minute.
until_answers() {
    for _ in $(seq 240); do
        curl -sS -o /dev/null "$1" 2>/dev/null && return
        sleep 0.25
    done
    echo "$1 does not answer" >&2
    exit 1
}

# cpu_ms PID...: processor time of processes with all their children, ended ones included.
cpu_ms() {
    local pid total=0 ticks
    for pid in "$@" $(for parent in "$@"; do pgrep -P "$parent" || true; done); do
        ticks=$(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null | awk '{ print $12 + $13 + $14 + $15 }') || ticks=0
        total=$((total + ${ticks:-0}))
    done
    echo $((total * 1000 / $(getconf CLK_TCK)))
}

field() { sed -n "s/.*\"choose\":{[^}]*\"$1\":\([0-9.]*\).*/\1/p"; }

# replay NAME URL PID...: one round; a line NAME P50 P99 ANSWERED ERRORS CPU_MS into samples.
replay() {
    local name=$1 url=$2 before after
    shift 2
    before=$(cpu_ms "$@")
    "${ours[@]}" load --target "$url" --profile loadtests/peers/clicks.yaml --replay "$work/trace.csv" --ready 0 --json \
        > "$work/$name.json" 2>/dev/null || true # Answered nothing: that is a figure too.
    after=$(cpu_ms "$@")
    local figures=
    for f in p50Ms p99Ms achieved errors; do
        figures+="$(field $f < "$work/$name.json" | grep . || echo 0) "
    done
    echo "$name $figures$((after - before))" >> "$work/samples"
}

mkdir -p "$work/service"
: > "$work/samples"
. loadtests/server.sh
cp loadtests/peers/service/*.cs "$base/" && cp loadtests/peers/service/service.csproj.in "$base/service.csproj"
dotnet build "$base/service.csproj" -c Release -v:q -tl:off -o "$base/service" >/dev/null
"${ours[@]}" model convert src/Customization.Cli/Samples/shoe.yaml --to dimacs > "$base/shoe.cnf" 2>/dev/null

chmod 755 "$base" && mkdir "$base/pg" && { ((EUID != 0)) || chown postgres "$base/pg"; }
as_postgres "$pg_bin/initdb" -D "$base/pg" -A trust -U postgres >/dev/null
as_postgres "$pg_bin/pg_ctl" -D "$base/pg" -w -l "$base/pg/log" \
    -o "-p $port -h 127.0.0.1 -k $base/pg -c synchronous_commit=off -c shared_buffers=256MB" start >/dev/null
database="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres;Max Auto Prepare=20;Maximum Pool Size=50"
postmaster=$(head -n 1 "$base/pg/postmaster.pid")

# For both sides.
export "${runtime[@]}"
"${ours[@]}" serve --port $((port + 1)) --data "$base/ours" --requests-per-second 1000000 >/dev/null 2>&1 &
pids+=($!)
for kind in solver rules; do
    offset=$([[ $kind == solver ]] && echo 2 || echo 3)
    dotnet "$base/service/service.dll" "$base/shoe.cnf" "$kind" "http://127.0.0.1:$((port + offset))" "$database" >/dev/null 2>&1 &
    pids+=($!)
done
until_answers "http://127.0.0.1:$((port + 1))/readyz"
for offset in 2 3; do until_answers "http://127.0.0.1:$((port + offset))/v1/sessions/none"; done

echo "load average before: $(cut -d ' ' -f 1-3 /proc/loadavg)"
"${ours[@]}" load --target "http://127.0.0.1:$((port + 1))" --profile loadtests/peers/clicks.yaml --rate "$rate" \
    --duration "$seconds" --record "$work/trace.csv" --ready 0 --json >/dev/null 2>&1
for round in $(seq "$rounds"); do
    replay ours "http://127.0.0.1:$((port + 1))" "${pids[0]}"
    replay solver "http://127.0.0.1:$((port + 2))" "${pids[1]}" "$postmaster"
    replay rules "http://127.0.0.1:$((port + 3))" "${pids[2]}" "$postmaster"
done
echo "load average after: $(cut -d ' ' -f 1-3 /proc/loadavg)"
awk -f loadtests/peers/ratios.awk "$work/samples"
