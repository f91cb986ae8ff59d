# Headings
today-group-now = Now
today-group-this-week = This week
today-group-watch = Watch

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
today-what-birthday-age = Birthday of { $name }, turning { $age }
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
today-why-no-debrief = it was on { $day }, and nobody has finished the debriefing
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
    [one] tomorrow, { $day }
   *[other] in { $days } days, on { $day }
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
today-empty = Nothing is due. A good day to call on somebody: g a lists the accounts.
command-today-done = done
command-today-done-help = Tick it off: the follow-up is done, or the card was reviewed
problem-today-not-done = Only follow-ups and card reviews are ticked off here. Press Enter to go to this one and enter what came of it.
