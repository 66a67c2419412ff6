#!/usr/bin/env bash
# Measures us beside the peers that are installed, on the same files, interleaved in one run, and prints medians with
# ratios. A ratio is our time over the peer's: below 1 we are faster. Any digest or count that differs fails the run.
#   loadtests/peers.sh [ROUNDS]        default 5
# Peers, each left out with a line where it is absent: toulbar2 and BuDDy (Debian: toulbar2, libbdd-dev with a C++
# compiler); d4 (on the path, or D4=/path/to/d4).
# DATA: folder with renault-medium/ and feature-models/ (default: shared/data beside a folder above the repository).
# d4 gets what "model convert --to dimacs" makes of other models: auxiliary variables are determined, so counts agree.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=${1:-5}
rows=200
digest=04273c6671ee511b78fe7e56530437a2feeadc78500bfd3da17ed7bb3bf661ca # of 200 rows, as published with the data
time_limit_s=60
work=artifacts/peers
mkdir -p "$work"
: > "$work/samples"

find_data() {
    local folder=$PWD
    while [[ -n $folder ]]; do
        [[ -d $folder/shared/data/feature-models ]] && { echo "$folder/shared/data"; return; }
        folder=${folder%/*}
    done
}

data=${DATA:-$(find_data)}
[[ -n $data ]] || { echo "no shared/data beside the repository; set DATA"; exit 2; }
car=$data/renault-medium/model.xml
sold=$data/renault-medium/sold.txt
d4=${D4:-$(command -v d4 || true)}
ours=(dotnet artifacts/bin/Customization.Cli/release/customization.dll)

fail() { echo "FAILED: $*" >&2; exit 1; }

# keep TABLE WHO MEASURE VALUE: one sample.
keep() { echo "$1|$2|$3|$4" >> "$work/samples"; }

# field NAME < JSON
field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^,\"}]*\).*/\1/p"; }

# timed OUTPUT COMMAND...: whole-process wall time in ms; fails where the command does.
timed() {
    local output=$1 start end
    shift
    start=$(date +%s%N)
    timeout "$time_limit_s" "$@" > "$output" 2>/dev/null || return 1
    end=$(date +%s%N)
    awk -v ns=$((end - start)) 'BEGIN { printf "%.1f\n", ns / 1e6 }'
}

# check_ours TABLE FILE: compile time inside the process and the whole process; leaves the count in $count.
check_ours() {
    local whole
    whole=$(timed "$work/ours.json" "${ours[@]}" model check "$2" --json) || fail "model check $2"
    keep "$1" "ours" ms "$(field compileMs < "$work/ours.json")"
    keep "$1" "ours (whole)" ms "$whole"
    count=$(field count < "$work/ours.json")
}

# count_peer TABLE PEER PATTERN COMMAND...: whole process; the count after PATTERN must be ours.
count_peer() {
    local table=$1 peer=$2 pattern=$3 whole counted
    shift 3
    whole=$(timed "$work/peer.txt" "$@") || { keep "$table" "$peer" ms "none"; return; }
    counted=$(sed -n "s/$pattern//p" "$work/peer.txt")
    [[ $counted == "$count" ]] || fail "$table: $peer counts $counted, we count $count"
    keep "$table" "$peer" ms "$whole"
}

compile_round() {
    local file name cnf
    check_ours "renault-medium" "$car"
    if [[ -n $toulbar2 ]]; then
        count_peer "renault-medium" "toulbar2, counting" '^Number of solutions    : =  ' \
            env -C "$work" toulbar2 "$(realpath "$car")" -ub=1 -a -O=-3 -B=1 -hbfs: -nopre
    fi
    for file in "$data"/feature-models/*; do
        name=$(basename "${file%.*}")
        cnf=$file
        if [[ -n $d4 && $file != *.dimacs ]]; then
            cnf=$work/$name.cnf
            [[ -s $cnf ]] || "${ours[@]}" model convert "$file" --to dimacs > "$cnf" 2>/dev/null || fail "convert $file"
        fi
        check_ours "$name" "$file"
        if [[ -n $d4 ]]; then
            count_peer "$name" "d4 -dDNNF" '^s ' "$d4" -dDNNF "$cnf"
        fi
    done
}

# sample_clicks TABLE WHO JSON DIGEST
sample_clicks() {
    local measure
    [[ $4 == "$digest" ]] || fail "$2: digest $4, expected $digest"
    for measure in meanUs p50Us p99Us; do
        keep "$1" "$2" "$measure" "$(field $measure < "$3")"
    done
}

replay_ours() {
    "${ours[@]}" model replay "$car" --choices "$sold" --rows $rows --answers "$1" --json > "$work/ours.json" \
        || fail "model replay --answers $1"
    sample_clicks "clicks" "ours, $1" "$work/ours.json" "$(field digest < "$work/ours.json")"
    keep "clicks" "ours, $1" alloc "$(field allocBytesPerClick < "$work/ours.json")"
}

replay_bdd() {
    local sifted=$work/sifted-bdd
    [[ $1 == mdd* ]] && sifted=$work/sifted-mdd
    "$work/bdd_replay" "$car" "$sold" $rows "$1" "$work/domains.txt" "$sifted" > "$work/peer.json" \
        || fail "bdd_replay $1"
    [[ $(field count < "$work/peer.json") == "$car_count" ]] || fail "bdd_replay $1: count"
    sample_clicks "clicks" "$2" "$work/peer.json" "$(sha256sum < "$work/domains.txt" | cut -d' ' -f1)"
}

click_round() {
    replay_ours domains
    replay_ours full
    if [[ -n $buddy ]]; then
        replay_bdd bdd "linear pass over the sifted BDD"
        replay_bdd bdd-left "the same over what the last click left"
        replay_bdd mdd "linear pass over its MDD"
        replay_bdd mdd-left "MDD pass over what the last click left"
        replay_bdd naive "one BDD operation per value"
    fi
}

report() { awk -F'|' -f loadtests/peers/stats.awk -f "loadtests/peers/$1.awk" "$work/samples"; }

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build -c Release -v quiet -clp:NoSummary src/Customization.Cli || fail "build"

toulbar2=$(command -v toulbar2 || true)
buddy=
[[ -n $toulbar2 ]] || echo "left out: toulbar2 is not installed"
[[ -n $d4 ]] || echo "left out: no d4 on the path or in D4"
compiler=${CXX:-g++}
if command -v "$compiler" >/dev/null && echo '#include <bdd.h>' | "$compiler" -E -x c++ - >/dev/null 2>&1; then
    "$compiler" -O3 -march=native -std=c++17 -o "$work/bdd_replay" loadtests/peers/bdd_replay.cpp -lbdd
    buddy=yes
else
    echo "left out: BuDDy's bdd.h or a C++ compiler is not installed"
fi

check_ours "renault-medium" "$car"
car_count=$count
if [[ -n $buddy && ! -f $work/sifted-mdd.order ]]; then
    echo "sifting once, about a minute; kept in $work"
    for method in bdd mdd; do
        "$work/bdd_replay" "$car" "$sold" 1 $method "$work/domains.txt" "$work/sifted-$method" > /dev/null
    done
fi
: > "$work/samples"

load_before=$(cut -d' ' -f1-3 /proc/loadavg)
for ((round = 1; round <= rounds; round++)); do
    compile_round
    click_round
done

echo
echo "Commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown), $(date -u +%F), $(nproc) cores" \
    "($(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)), load average $load_before before and" \
    "$(cut -d' ' -f1-3 /proc/loadavg) after; medians of $rounds rounds."
echo
report compile
echo
report clicks
