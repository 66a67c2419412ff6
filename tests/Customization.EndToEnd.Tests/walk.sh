#!/bin/sh
# Walks one order through a running server: configure -> price -> promise -> order.
# Usage: walk.sh [URL]; needs curl and a server that gives development tokens.
set -eu
url=${1:-http://127.0.0.1:8080}

# First text or number of a member, or of a member within a member, in JSON on standard input.
text() { grep -o "\"$1\":\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4; }
total() { grep -o '"total":{"minor":[0-9]*,"currency":"[A-Z]*"' | head -n 1 |
  sed 's/.*:\([0-9]*\)\([0-9][0-9]\),"currency":"\([A-Z]*\)"/\1.\2 \3/'; }
count() { grep -o "\"$1\":\[[^]]*\]" | head -n 1 | grep -o '"[^"]*"' | tail -n +2 | wc -l | tr -d ' '; }

send() { # method path [body [header]]
  echo "$1 $(echo "$2" | sed "s/s-[0-9a-f]\{32\}/SESSION/") ${3:-}" |
    sed 's/"quote":"[^"]*"/"quote":"QUOTE"/; s/ *$//'
  answer=$(curl -sS -X "$1" "$url$2" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
    -H "If-Match: *" ${4:+-H "$4"} ${3:+--data "$3"})
}

session() {
  echo "  $(echo "$answer" | total), delivery $(echo "$answer" | text deliveryDate)," \
    "$(echo "$answer" | count undecided) questions open"
}

token=$(curl -sS -X POST "$url/v1/dev/token" | text token)
send POST /v1/sessions '{"product":"shoe"}'
id=$(echo "$answer" | text id)
session
send PUT "/v1/sessions/$id/selection/upper" '{"value":"leather"}'
session
send PUT "/v1/sessions/$id/selection/toe" '{"value":"lime"}'
echo "  $(echo "$answer" | text code): $(echo "$answer" | text message)"
send POST "/v1/sessions/$id/complete" '{"goal":"cheapest"}'
session
send POST "/v1/sessions/$id/quote"
quote=$(echo "$answer" | text id)
echo "  $(echo "$answer" | text status): $(echo "$answer" | total), delivery $(echo "$answer" | text deliveryDate)," \
  "made of $(echo "$answer" | text component) and more, first on $(echo "$answer" | text cell)"
send POST /v1/orders "{\"quote\":\"$quote\"}" "Idempotency-Key: $quote"
echo "  $(echo "$answer" | grep -o '"outcome":.*' | text status): delivery $(echo "$answer" | text deliveryDate)"
