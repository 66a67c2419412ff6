# Reserved cloth gets wet: the order finds other cloth and moves; nobody is promised what is not there.
place o1 bag by post         | accepted
settle                       |
show o1                      | Confirmed 2026-11-25
scrap cloth 20               | done
settle                       |
show o1                      | Confirmed 2026-11-30
history o1                   | 2026-11-25 confirmed, open stock-short, 2026-11-30 stock-short
until 2026-12-03 00:00       |
show o1                      | Delivered 2026-11-30
