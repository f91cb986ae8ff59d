# What was done, in the message line and in the history
edit-follow-up-ack = Acknowledged: { $subject }
edit-follow-up-wait = Waiting for the client: { $subject }
edit-follow-up-resume = Resumed: { $subject }
edit-follow-up-pause = Paused: { $subject }
edit-follow-up-up = Sent up: { $subject }
edit-follow-up-down = Sent down: { $subject }
edit-follow-up-assign = Assigned: { $subject }
edit-follow-up-done = Done: { $subject }
edit-follow-up-drop = Dropped: { $subject }
edit-follow-up-note = Noted: { $subject }

# What is refused
problem-ladder-policy = “{ $text }” is no ladder: “{ $word }” should read like rep:operations:5d, and only the last rung may go without days
problem-ladders-unreadable = Ladder file, line { $line }: { $reason }
problem-follow-up-runs = Its clock is running already
problem-follow-up-over = It is over; resume it first
problem-follow-up-top = It is on the highest rung already
problem-follow-up-bottom = It is on the lowest rung already
problem-follow-up-reason = Say why it moves to another rung

# The screen
ladder-no-account = Open an account to see its ladder.
ladder-empty =
    Nothing waits on this ladder, and nobody is paired.
    f adds a follow-up, o pairs one of ours with one of theirs.
ladder-empty-rung = Nothing waits here, and nobody is paired.
ladder-empty-items = Nothing waits here.
ladder-empty-pairings = Nobody is paired here.
ladder-nobody = nobody
ladder-and = { ", " }
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
