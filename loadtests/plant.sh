# Sourced, at the root of the repository, by the scripts that measure orders: a plant that they do not fill.

# enlarge_plant FOLDER: each of the shoe's cells twenty times, from the next start of a server over that folder on.
enlarge_plant() {
    awk '{ print }
        /^  (cutting|dyeing|sewing|printing|assembly|packing)-[0-9]+: \{title/ {
            for (i = 1; i < 20; i++) { line = $0; sub(/:/, "-" i ":", line); print line }
        }' "$1/plant.yaml" > "$1/plant.yaml.next"
    mv "$1/plant.yaml.next" "$1/plant.yaml"
}

# receive_stock TOKEN: an operator receives 100,000 pieces of each component, at $url.
receive_stock() {
    local component
    for component in $(sed -n 's/^  \([a-z0-9-]*\): {title: .*stock: .*/\1/p' \
        src/Customization.Cli/Samples/shoe.plant.yaml src/Customization.Cli/Samples/plant.yaml); do
        curl -sSf -o /dev/null -X PUT "$url/v1/components/$component/receipts/sale" -H "Authorization: Bearer $1" \
            -H 'Content-Type: application/json' -d '{"quantity":100000}'
    done
}
