# Nobody accepts the quote: after half an hour everything is free again.
quote o1 bag by express      | accepted
settle                       |
show o1                      | Quoted 2026-11-24
free cloth                   | 18
until 2026-11-23 06:29       |
show o1                      | Quoted 2026-11-24
until 2026-11-23 06:30       |
show o1                      | Expired
free cloth                   | 20
accept o1                    | quote-expired
outcome o1                   | Quoted
