# A customer asks for a quote, takes it, and gets the case on the promised day.
quote o1 case by post        | accepted
show o1                      | Holding 2026-11-25
settle                       |
show o1                      | Quoted 2026-11-25
free cloth                   | 18
slots o1                     | cut cutter 11-23 07:00, print printer 11-23 07:00, sew sewer-1 11-23 07:45, pack sewer-2 11-23 09:15
accept o1                    | accepted
settle                       |
show o1                      | Confirmed 2026-11-25
accept o1                    | accepted
accept o1 with another body  | idempotency-key-reused
until 2026-11-23 07:00       |
show o1                      | Producing 2026-11-25
on hand cloth                | 18
until 2026-11-23 15:00       |
show o1                      | Shipped 2026-11-25
cancel o1                    | order-shipped
until 2026-11-25 12:00       |
show o1                      | Delivered 2026-11-25
history o1                   | 2026-11-25 quoted, 2026-11-25 confirmed
