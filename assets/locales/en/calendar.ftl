festival-new-years-eve = Lunar New Year's Eve
festival-spring = Spring Festival
festival-lantern = Lantern Festival
festival-qingming = Qingming
festival-dragon-boat = Dragon Boat Festival
festival-qixi = Qixi
festival-ghost = Ghost Festival
festival-mid-autumn = Mid-Autumn Festival
festival-double-ninth = Double Ninth
festival-laba = Laba Festival
# $month and $day are the texts below.
lunar-date = lunar { $month } { $day }
lunar-date-leap = lunar leap { $month } { $day }
lunar-month-1 = 1st month,
lunar-month-2 = 2nd month,
lunar-month-3 = 3rd month,
lunar-month-4 = 4th month,
lunar-month-5 = 5th month,
lunar-month-6 = 6th month,
lunar-month-7 = 7th month,
lunar-month-8 = 8th month,
lunar-month-9 = 9th month,
lunar-month-10 = 10th month,
lunar-month-11 = 11th month,
lunar-month-12 = 12th month,
lunar-day-1 = day 1
lunar-day-2 = day 2
lunar-day-3 = day 3
lunar-day-4 = day 4
lunar-day-5 = day 5
lunar-day-6 = day 6
lunar-day-7 = day 7
lunar-day-8 = day 8
lunar-day-9 = day 9
lunar-day-10 = day 10
lunar-day-11 = day 11
lunar-day-12 = day 12
lunar-day-13 = day 13
lunar-day-14 = day 14
lunar-day-15 = day 15
lunar-day-16 = day 16
lunar-day-17 = day 17
lunar-day-18 = day 18
lunar-day-19 = day 19
lunar-day-20 = day 20
lunar-day-21 = day 21
lunar-day-22 = day 22
lunar-day-23 = day 23
lunar-day-24 = day 24
lunar-day-25 = day 25
lunar-day-26 = day 26
lunar-day-27 = day 27
lunar-day-28 = day 28
lunar-day-29 = day 29
lunar-day-30 = day 30

# Entries of the calendar.
agenda-travel = { $who } → { $city }
agenda-travel-by = { $who } → { $city } { $number }
agenda-visit = Visit { $account }
agenda-visit-for = { $account }: { $what }
agenda-birthday = { $who }: birthday
agenda-birthday-age = { $who } turns { $age }
agenda-occasion = { $who }: { $what }
agenda-makeup-workday = Make-up workday
agenda-deadline = { $subject } climbs
agenda-follow-up-due = { $subject } due
agenda-receivable-due = Invoice { $number } due ({ $account })
agenda-cycle-due = { $ours } ↔ { $theirs }: contact due

# Why a meeting is proposed.
intercept-days = { $days ->
    [one] 1 working day
   *[other] { $days } working days
}
intercept-they-travel = they come to { $city }
intercept-we-travel = we are going to { $city }
intercept-both-travel = both are going to { $city }
intercept-at-home = both are at home in { $city }
intercept-near = ours is in { $city }, in the same region
intercept-rung-waits = { $more ->
    [0] “{ $what }” waits on this rung
   *[other] “{ $what }” and { $more } more wait on this rung
}
intercept-contact-due = last contact { $days } d ago, ideally every { $ideal } d
intercept-never-met = no contact yet
intercept-unpaired = a key player nobody is paired with
intercept-firm = firm
intercept-likely = likely
intercept-rumour = a rumour
intercept-likes = likes { $likes }
intercept-score = Worth { $score } = { $days } days × urgency { $urgency } × rung { $rung } × firmness { $firmness } × place { $place } × class { $class }

# What a meeting that is planned from a proposal starts with.
briefing-move-on = Move on: { $what }
briefing-get-to-know = Get to know { $name }
briefing-keep-in-touch = Stay in touch with { $name }, last contact { $last }
briefing-why = Why: { $why }
briefing-journey = { $who }: { $facts }
briefing-likes = { $name } likes { $likes }
briefing-open = Waits for this level: { $what }
briefing-open-due = Waits for this level: { $what }, due { $due }

# The screen.
calendar-view-month = Month
calendar-view-week = Week
calendar-view-agenda = Agenda
calendar-view-presence = Presence
calendar-week = week { $week } · { $days }
calendar-no-holidays = ! no holiday table for { $year }: only weekends are off
calendar-day = { $weekday } { $date }
calendar-day-empty = Nothing on this day.
calendar-month-empty = Nothing in this month. PageUp and PageDown turn the pages.
calendar-day-off = day off
calendar-our-time = { $time } here
calendar-back = back { $when }
calendar-under-way = on the way: { $journey }
calendar-clash = two journeys at once, { $days }: → { $first } and → { $second }
calendar-sign-holiday = H
calendar-sign-makeup = W
calendar-band-day = day
calendar-band-morning = a.m.
calendar-band-afternoon = p.m.
calendar-row-all = Everybody
calendar-intercepts = Meetings of the next { $days } days: Enter plans one
calendar-ask-date = Go to which day? (fri, +3d, 3/12, 2026-03-12)
blocked-not-calendar = Only on the calendar.
blocked-no-intercept = There is no proposed meeting under the cursor: choose one from the list.
problem-entry-stays = “{ $what }” cannot be moved: { $why }
problem-entry-stays-birthday = a birthday is when it is.
problem-entry-stays-computed = it follows from other records. Change those.
problem-entry-stays-fixed = it is a day of the holiday table or of the moon.
problem-entry-not-deleted = “{ $what }” is no record of the calendar: delete it where it is at home.
problem-no-intercepts = No journeys cross in the next { $days } days.
problem-no-intercepts-of = { $name }: no journeys cross in the next { $days } days.
message-intercept = { $what } — { $ours } can meet { $theirs } in { $city }, { $days }: { $key } to see

command-calendar-view = show as
command-calendar-view-help = Show the calendar as month, week, agenda or presence
command-calendar-view-next = next view
command-calendar-view-next-help = Month, week, agenda, presence board, and round again
command-travel-add = add travel
command-travel-add-help = Add a journey of whoever is under the cursor, on this day
command-visit-add = add visit
command-visit-add-help = Plan a visit on this day, with whoever is under the cursor
command-entry-open = open
command-entry-open-help = Open what is under the cursor beside the calendar, each field with its name; plan a proposed meeting
command-entry-delete = delete
command-entry-delete-help = Delete the journey, visit or occasion under the cursor
command-item-earlier = a day earlier
command-item-earlier-help = Move what is under the cursor to the day before
command-item-later = a day later
command-item-later-help = Move what is under the cursor to the day after
command-go-to-today = today
command-go-to-today-help = Put the cursor on today
command-go-to-date = go to date
command-go-to-date-help = Put the cursor on a day you type
command-intercept-list = intercepts
command-intercept-list-help = List where journeys cross, of whom the cursor is on; choosing one plans the meeting
command-intercept-plan = plan meeting
command-intercept-plan-help = Make a planned visit of the proposal under the cursor
edit-move-day = Moved by a day: { $name }
edit-plan-visit = Planned: { $name }
label-view = show as …
command-calendar-view-month = month
command-calendar-view-week = week
command-calendar-view-agenda = agenda
command-calendar-view-presence = presence board
problem-day-is-empty = Nothing stands on { $day }: { $travel } adds travel, { $visit } a visit.
problem-entry-not-opened = “{ $what }” is no record: there is nothing to open.
edit-move-later = Moved a day later: { $name }
edit-move-earlier = Moved a day earlier: { $name }
message-today-already = The cursor is on today already.
