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
intercept-rung-waits = something waits on this rung
intercept-contact-due = contact is due
intercept-not-firm = not firm yet
