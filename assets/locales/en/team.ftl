team-load = On hand
team-left = Left
team-to-hand-over = { $count } to move
team-empty = Nobody on the team yet. Press a to add a member.
command-member-add = add member
command-member-add-help = Add one of ours with a form
command-team-sort = sort by column
command-team-sort-help = Sort by the column under the cursor; again turns the order round
