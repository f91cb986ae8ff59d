# Headings
today-group-now = Now
today-group-this-week = This week
today-group-watch = Watch
today-group-asleep = Put off

# What a line is about
today-line = { $what } ({ $who })
today-names = { $names } and { $more } more
today-what-follow-up = { $subject }
today-what-complaint = Complaint: { $content }
today-what-receivable = Invoice { $number }: { $amount } open
today-what-visit = Visit
today-what-visit-for = Visit: { $what }
today-what-debrief = Debriefing of the visit
today-what-debrief-for = Debriefing: { $what }
today-what-contact = Get in touch
today-what-birthday = Birthday of { $name }
today-what-birthday-age = { $name } turns { $age }
today-what-occasion = { $what }
today-what-festival = { $festival }: gifts
today-what-gift = Gift: { $what }
today-what-journey = Away in { $city }
today-what-meeting = Meet in { $city }
today-what-review = Card of { $name }
today-what-judgement = { $count ->
    [one] Judge a key player anew
   *[other] Judge { $count } key players anew
}
today-what-table = No holidays of { $year } ({ $country })

# Why it is here
today-why-stuck = { $overdue ->
    [0] stuck at the top since { $day }
   *[other] stuck at the top since { $day }, { $overdue } d overdue
}
today-why-overdue = { $days } d overdue, on rung { $rung }
today-why-overdue-stopped = { $days } d overdue, and its clock is stopped
today-why-climbs = climbs on { $day }: { $used } of { $allowed } working days used
today-why-sticks = out of time on { $day }: { $used } of { $allowed } working days used, and no rung above
today-why-due = due { $day }
today-why-unanswered = since { $day } without a first answer: working day { $used } of { $allowed }
today-why-unresolved = since { $day } not resolved: working day { $used } of { $allowed }
today-why-money = { today-bucket }, { $days } d overdue, and nobody follows it up
today-why-money-followed = { today-bucket }, { $days } d overdue; somebody follows it up
today-why-money-disputed = { today-bucket }, { $days } d overdue; a complaint disputes it
today-why-visit = planned for { $day }
today-why-visit-in = planned for { $day } in { $city }
today-why-debrief = it was planned for { $day }: how did it go?
today-why-no-debrief = not debriefed since { $day }
today-why-yellow = last contact { $days } d ago, ideally every { $ideal } d
today-why-red = last contact { $days } d ago, every { $max } d at the latest
today-why-never-met = no contact yet, known for { $days } d
today-why-meeting = { $days ->
    [one] 1 day
   *[other] { $days } days
} there ({ $sure ->
    [firm] firm
    [likely] likely
   *[rumour] a rumour
}), last contact { $contact } d ago
today-why-meeting-never-met = { $days ->
    [one] 1 day
   *[other] { $days } days
} there ({ $sure ->
    [firm] firm
    [likely] likely
   *[rumour] a rumour
}), no contact yet
today-why-meeting-waits = { $days ->
    [one] 1 day
   *[other] { $days } days
} there ({ $sure ->
    [firm] firm
    [likely] likely
   *[rumour] a rumour
}), “{ $what }” waits for it
today-why-day = { $days ->
    [0] today
    [one] tomorrow
   *[other] in { $days } days
}
today-why-festival = { $left ->
    [one] 1 working day
   *[other] { $left } working days
} until { $day }: { $without } of { $total } key players without a gift
today-why-gift = to be given on { $day }
today-why-gift-unapproved = to be given on { $day }, and not approved yet
today-why-gift-late = meant for { $day }, { $days } d ago
today-why-journey = away from { $from } to { $to }
today-why-journey-soon = leaves on { $from }, back on { $to }
today-why-journey-rumour = a rumour: away from { $from } to { $to }
today-why-journey-visit = away from { $from } to { $to }, and a visit is planned on { $day }
today-why-review = not reviewed for { $days } d
today-why-never-reviewed = never reviewed
today-why-judgement = last judged { $day }, more than half a year ago
today-why-table = from { $day } on only weekends count as days off: add the table to the folder “holidays”
today-bucket = { $bucket ->
    [1] 1–30 days
    [2] 31–60 days
    [3] 61–90 days
   *[other] over 90 days
}

# The parts of an urgency
today-part-stuck = stuck
today-part-overdue = overdue
today-part-due = due
today-part-climbs = about to climb
today-part-rung = rung
today-part-stopped = clock stopped
today-part-complaint = complaint
today-part-unanswered = unanswered
today-part-meeting = meeting possible
today-part-worth = worth of the meeting
today-part-money = money
today-part-disputed = disputed
today-part-visit = visit
today-part-debrief = no debriefing
today-part-cycle = visit cycle
today-part-key-player = key player
today-part-occasion = occasion
today-part-near = near
today-part-review = review
today-part-stale = stale
today-part-class = class of the account
today-part-severity = severity
today-part-promise = promise
today-part-age = age of the debt
today-part-gift = gift
today-part-journey = journey
today-part-table = missing table
today-who = Who
today-due = When
today-what = What
today-why = Why
today-pending = What there is to do is being worked out … everything else can be used meanwhile.
today-before = What there is to do is as of { $when }; it is being worked out anew …
today-empty = Nothing is due. A good day to call on somebody: g a lists the accounts.
today-new = Nothing is here yet. Press { KEY("import-open") } to read contacts, cards, a calendar or a table from a file (“warroom import FILE” does the same). By hand: press { KEY("go accounts") } to see the accounts, then { KEY("account-add") } to add one.
command-today-done = done
command-today-done-help = Tick it off: what that means depends on the line: a follow-up is done, a contact is noted, a visit debriefed, a card reviewed
today-short = { $count } due
today-urgency = urgency
explain-goes = go there
today-explain-keys = { $goes } go there, where it comes from · { $back } back
today-only = Only { $name }
today-put-off = { $count } put off
today-none-asleep = Nothing is put off.
today-empty-member = Nothing is due for whom you chose: { KEY("today-member", "today") } shows everybody. A good day to call on somebody: { KEY("go accounts") } lists the accounts.
today-ask-until = Put off until when: { $name }
today-until = until
today-until-tomorrow = tomorrow
today-until-days = in { $days } days
today-until-monday = Monday
today-until-week = in a week
today-until-fortnight = in two weeks
today-until-month = in a month
today-ask-channel = How were they in touch? { $name }
command-today-explain = why
command-today-explain-help = Why the line is here and what its urgency is the sum of; Enter again goes to where it comes from
command-today-snooze = put off
command-today-snooze-help = Put the line off until a day; it comes back by itself, or before it when things get worse. One that is put off comes back at once
command-today-snoozed = what is put off
command-today-snoozed-help = Show what is put off, or what is not
command-today-hand-over = hand over
command-today-hand-over-help = Give the line to one of ours: the follow-up, the pairing, the complaint or the visit changes hands; of anything else they get a follow-up
command-today-member = whose
command-today-member-help = Show the lines of one of ours alone, or everybody’s
command-member-me = this is me
command-member-me-help = Say which of ours you are: Today shows what you must do, and what you note is yours
edit-today-snooze = put off { $name }
edit-today-wake = called back { $name }
edit-today-seen = seen to { $name }
edit-today-touch = in touch: { $name }
edit-today-judged = still true: { $name }
edit-today-hand-over = handed over { $name }
edit-gift-given = given: { $name }
edit-visit-debrief = debriefed { $name }
message-me = You are { $name }. Today shows what you must do; { KEY("today-member", "today") } shows everybody.
blocked-not-today = This works on Today: g t goes there.
problem-today-table = Nobody here can tick off a missing table. Put a file like assets/holidays/CN.toml into the folder “holidays” beside config.toml.
problem-today-visit-ahead = The visit is still ahead. Press { KEY("today-explain") } twice to go to it, or { KEY("today-snooze") } to put the line off.
problem-today-meeting = It is only a proposal: p plans the meeting, z puts it off.
problem-today-nobody = Nobody of ours looks after this account. Name its owner on the card first.
problem-today-until-past = { $day } is not ahead. Try tomorrow, +3d, fri or a date.
problem-today-no-account = It belongs to no account, so nobody can take it over.
problem-today-theirs-already = It is { $name }’s already.
problem-author-unknown = Nobody says who you are, so what you change is signed “warroom”. Write author = "your name" into { $path }.
problem-no-members = None of ours is known yet. Add yourself on the team’s screen: { KEY("go team") }, then { KEY("member-add") }.
problem-no-me = Who you are is not known. Write me = "your name" into config.toml, or choose “this is me” in the palette.
today-what-agreed = Visit agreed on, none planned
today-why-agreed = agreed on { $day } for { $next }: x plans it
today-part-agreed = agreed visit
