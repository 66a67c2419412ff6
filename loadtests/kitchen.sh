#!/bin/sh
# Prints a product definition: up to $1 cabinets of $2 values for each of five characteristics along a wall, with the
# sum of their widths; with a third argument also corners, neighbours and the sink.
values=$(seq 0 $(($2 - 1)))
list() { for v in $values; do printf '%s%s, ' "$1" "$v"; done | sed 's/, $//'; }
cat <<YAML
product: kitchen
pricing: {lists: {eur: {currency: EUR, base: 0}}}
model:
  characteristics:
    wall: {kind: quantity, min: 100, max: 600, step: 20}
  parts:
    cabinet:
      count: 0..$1
      characteristics:
        width: {values: {$(for v in $values; do printf 'w%s: {number: %s}, ' "$v" $((20 + 10 * v)); done | sed 's/, $//')}}
        type: {values: [corner, sink, $(list t | sed 's/t0, t1, //')]}
        front: {values: [$(list f)]}
        handle: {values: [$(list h)]}
        inside: {values: [$(list i)]}
      rules:
        - type = corner implies width >= 60
        - front = f0 implies handle != h1
  rules:
    - sum(cabinet.width) <= wall
YAML
[ -z "$3" ] || cat <<YAML
    - count(cabinet where type = corner) <= 2
    - each cabinet (type = corner implies next.type != corner)
    - at most 1 of cabinet (type = sink)
YAML
