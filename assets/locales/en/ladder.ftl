# What was done, in the message line and in the history
edit-follow-up-ack = Acknowledged: { $name }
edit-follow-up-wait = Waiting for the client: { $name }
edit-follow-up-resume = Resumed: { $name }
edit-follow-up-pause = Paused: { $name }
edit-follow-up-up = Sent up: { $name }
edit-follow-up-down = Sent down: { $name }
edit-follow-up-assign = Assigned: { $name }
edit-follow-up-done = Done: { $name }
edit-follow-up-drop = Dropped: { $name }
edit-follow-up-note = Noted: { $name }

# What is refused
problem-ladder-policy = “{ $text }” is no ladder: “{ $word }” should read like rep:operations:5d, and only the last rung may go without days.
problem-ladders-unreadable = Ladder file, line { $line }: { $reason }
problem-follow-up-runs = Its clock is running already.
problem-follow-up-over = It is over; resume it first.
problem-follow-up-top = It is on the highest rung already.
problem-follow-up-bottom = It is on the lowest rung already.
problem-follow-up-reason = Say why it moves to another rung.

# The screen
ladder-no-account = Open an account to see its ladder.
ladder-empty =
    Nothing waits on this ladder, and nobody is paired.
    f adds a follow-up, a pairs one of ours with one of theirs.
ladder-empty-rung = Nothing waits here, and nobody is paired.
ladder-empty-items = Nothing waits here.
ladder-empty-pairings = Nobody is paired here.
ladder-nobody = nobody
ladder-held = disputed
ladder-state-acknowledged = in hand
ladder-state-waiting-client = waiting
ladder-state-paused = paused
ladder-state-stuck = stuck
ladder-state-done = done
ladder-state-dropped = dropped
ladder-days-of = { $used }/{ $allowed } d
ladder-overdue = { $days } d overdue
ladder-due = due { $when }
ladder-climbed = climbed { $day }, was { $from }
ladder-sent-up = sent up { $day }, was { $from }
ladder-sent-down = sent down { $day }, was { $from }
ladder-climbs-on = climbs { $day }
ladder-stuck-on = stuck from { $day }
ladder-last-contact = last contact { $when }
ladder-never-met = no contact yet
ladder-every = every { $ideal } to { $max } days
ladder-across = across levels
ladder-member-left = left { $day }
ladder-filtered = only { $kind } (+{ $hidden })
ladder-forecast = If nobody acts
ladder-forecast-none = Nothing climbs within 30 days.

# Commands
command-follow-up-add = follow up
command-follow-up-done = done
command-follow-up-up = send up
command-follow-up-down = send down
command-follow-up-acknowledge = acknowledge
command-follow-up-wait = wait for client
command-follow-up-pause = pause
command-follow-up-resume = resume
command-follow-up-assign = assign
command-follow-up-drop = drop
command-follow-up-note = note
command-pairing-add = pair
command-pairing-edit = edit pairing
command-ladder-filter = one kind only
command-ladder-forecast = forecast
command-follow-up-add-help = Add a follow-up; it takes the ladder of its kind along
command-follow-up-done-help = The follow-up is done
command-follow-up-up-help = Send the follow-up a rung up, with a reason
command-follow-up-down-help = Send the follow-up a rung down, with a reason
command-follow-up-acknowledge-help = Take the follow-up in hand: its clock stops
command-follow-up-wait-help = It is the client's turn: the clock stops
command-follow-up-pause-help = Put the follow-up aside: the clock stops
command-follow-up-resume-help = Let the clock go on with what was left
command-follow-up-assign-help = Give this rung of the follow-up to one of ours
command-follow-up-drop-help = Give the follow-up up, with a reason
command-follow-up-note-help = Note something on the follow-up
command-pairing-add-help = Pair one of ours with one of theirs
command-pairing-edit-help = Change a pairing: who, level, relationship, intervals
command-ladder-filter-help = Show one kind of follow-up alone
command-ladder-forecast-help = Show at length what climbs if nobody acts
blocked-no-follow-up = Put the cursor on a follow-up first.
blocked-no-pairing = Put the cursor on a pairing first.
ladder-ask-why = Why? ({ $name })
ladder-ask-note = Note on { $name }
ladder-ask-whom = Who takes { $name }?
ladder-ask-ours = Who of ours?
ladder-ask-theirs = { $name } meets whom of theirs?
ladder-all-kinds = All kinds
problem-paired-already = They are paired already: { $name }
