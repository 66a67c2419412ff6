# The customer cancels while the holds are still under way; nothing stays behind.
place o1 case by post        | accepted
deliver 3                    |
cancel o1                    | done
show o1                      | Cancelled
settle                       |
free cloth                   | 20
free buckle                  | 20
slots o1                     | none
cancel o1                    | done
place o1 case by post        | accepted
show o1                      | Cancelled
outcome o1                   | Cancelled cancelled
