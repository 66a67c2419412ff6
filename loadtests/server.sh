# Sourced, at the root of the repository, by the scripts that measure a server: published as deploy/Dockerfile does it,
# unless BUILT says that this was done, and the runtime's environment as there.
ours=(dotnet artifacts/server/customization.dll)
runtime=(DOTNET_TC_QuickJit=0 DOTNET_gcServer=1)
[[ -n ${BUILT:-} ]] || dotnet publish src/Customization.Cli -c Release -o artifacts/server --use-current-runtime \
    --no-self-contained -v:q -tl:off >/dev/null

# token ROLE: a token of the development issuer at $url.
token() {
    curl -sSf -X POST "$url/v1/dev/token" -H 'Content-Type: application/json' -d "{\"roles\":[\"$1\"]}" |
        grep -o '"token":"[^"]*"' | cut -d '"' -f 4
}

# until_ready: waits for the server at $url.
until_ready() {
    for _ in $(seq 600); do
        curl -sf -o /dev/null "$url/readyz" && return
        sleep 0.5
    done
    echo "the server does not answer" >&2
    exit 1
}

# processor_s PID: processor time of a process so far.
processor_s() { sed 's/.*) //' "/proc/$1/stat" | awk -v hz="$(getconf CLK_TCK)" '{ print ($12 + $13) / hz }'; }
