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
