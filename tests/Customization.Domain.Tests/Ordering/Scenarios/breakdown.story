# Both sewing cells break before a confirmed order is sewn: it moves to the day after the repair and says why.
place o1 bag by post         | accepted
settle                       |
show o1                      | Confirmed 2026-11-25
slots o1                     | cut cutter 11-23 07:00, sew sewer-1 11-23 07:45
break sewer-1 "belt torn" until 2026-11-24 | done
settle                       |
show o1                      | Confirmed 2026-11-25
slots o1                     | cut cutter 11-23 07:00, sew sewer-2 11-23 07:45
break sewer-2 "needle" until 2026-11-24    | done
settle                       |
show o1                      | Confirmed 2026-11-27
slots o1                     | cut cutter 11-23 07:00, sew sewer-1 11-25 07:00
moved sewer-1                | o1
moved sewer-2                | o1
history o1                   | 2026-11-25 confirmed, open cell-broken: belt torn, 2026-11-25 cell-broken: belt torn, open cell-broken: needle, 2026-11-27 cell-broken: needle
until 2026-11-24 18:00       |
repair sewer-1               | done
until 2026-11-27 12:00       |
show o1                      | Delivered 2026-11-27
