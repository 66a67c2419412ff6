# Stock for one more bag only: the second order waits for the replenishment that its own hold orders.
scrap cloth 17               | done
place o1 bag by post         | accepted
settle                       |
show o1                      | Confirmed 2026-11-25
place o2 bag by post         | accepted
settle                       |
show o2                      | Confirmed 2026-11-30
late o2                      | Lane post 4, Stock cloth 3
receipts cloth               | 5 on 2026-11-26
until 2026-11-26 00:00       |
on hand cloth                | 6
until 2026-12-02 00:00       |
show o2                      | Delivered 2026-11-30
