# Headings
today-group-now = Now
today-group-this-week = This week
today-group-watch = Watch

# What a line is about
today-what-follow-up = { $subject } ({ $holder } ↔ { $theirs })
today-what-complaint = Complaint: { $content }
today-what-receivable = Invoice { $number }: { $amount } open
today-what-visit = Visit: { $ours } ↔ { $theirs }
today-what-contact = Contact: { $ours } ↔ { $theirs }
today-what-birthday = Birthday of { $name }
today-what-birthday-age = Birthday of { $name }, turning { $age }
today-what-occasion = { $what }: { $name }
today-what-meeting = Meet in { $city }: { $ours } ↔ { $theirs }
today-what-review = Card of { $name }
today-what-judgement = { $count ->
    [one] Where { $names } stands
   *[other] Where { $names } stand
}

# Why it is here
today-why-stuck = { $overdue ->
    [0] stuck on the highest rung since { $day }
   *[other] stuck on the highest rung since { $day }, { $overdue } d overdue
}
today-why-overdue = { $days } d overdue
today-why-overdue-stopped = { $days } d overdue, and its clock is stopped
today-why-climbs = climbs on { $day }: { $used } of { $allowed } working days used
today-why-due = due { $day }
today-why-unanswered = no first answer: working day { $used } of { $allowed }
today-why-unresolved = not resolved: working day { $used } of { $allowed }
today-why-money = { $days } d overdue, and nobody follows it up
today-why-visit = planned for { $day }
today-why-debrief = it was planned for { $day }: how did it go?
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
today-why-day = on { $day }
today-why-review = not reviewed for { $days } d
today-why-never-reviewed = never reviewed
today-why-judgement = last judged { $day }, more than half a year ago

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
today-due = When
today-what = What
today-why = Why
today-empty = Nothing is due. A good day to call on somebody: g a lists the accounts.
command-today-done = done
command-today-done-help = Tick it off: the follow-up is done, or the card was reviewed
problem-today-not-done = Only follow-ups and card reviews are ticked off here. Press Enter to go to this one and enter what came of it.
