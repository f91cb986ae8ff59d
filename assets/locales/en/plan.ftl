# Team visits: planning the tour.

plan-half-am = a.m.
plan-half-pm = p.m.
plan-best = The best plan, worth { $score }
plan-alternative = Alternative { $number }, worth { $score }
plan-none = There is nobody to meet in these cities in those days.
plan-unmet = Key players who are not met
plan-objective = Meet { $names }
plan-unmet-dropped = left out by you
plan-unmet-elsewhere = in { $city } those days
plan-unmet-somewhere = nobody knows where those days
plan-unmet-stays = paired with { $names }, who does not come along
plan-unmet-nobody = paired with nobody, and nobody of the fitting level comes along
plan-unmet-busy = has no half day that suits everybody
plan-unmet-no-room = there is no time left for it
problem-plan-no-cities = Say where to go, as in: warroom plan --cities 北京,上海
problem-transfers-unreadable = Line { $line } of the table of transfers cannot be read: { $reason }
command-go-planner = planner
planner-when = When
planner-theirs = Theirs
planner-ours = Ours
planner-worth = Worth
planner-people = Who
planner-half-am = am
planner-half-pm = pm
planner-off = off
planner-on-leave = on leave
planner-away = Ours who are away
planner-planned = Planned already
planner-no-cities = no cities yet: c chooses some
planner-empty = Nobody to meet: choose cities with { KEY("plan-cities") }, people with { KEY("plan-members") }, the first day with { KEY("plan-from") }.
planner-none-fixed = What is fixed cannot all be held: { KEY("go-back") } lets it go.
planner-outcome = Plan { $nth } of { $of }, worth { $score }: { $stops ->
    [one] 1 meeting
   *[other] { $stops } meetings
} · { $unmet ->
    [0] every key player is met
    [one] 1 key player not met
   *[other] { $unmet } key players not met
}
planner-searching = looking for a better one, { $share } % ({ KEY("go-back") } stops)
planner-ask-from = First day: 2026-10-19, mon, +3d
planner-not-met = { $name }: { $why }
planner-part-urgency = urgency
planner-part-rung = an open rung waits
planner-part-firmness = how sure
planner-part-class = class of the account
planner-explain-keys = { KEY("overlay-accept", "explain") } go there, to whom one meets · { KEY("overlay-cancel", "explain") } back
planner-saved = { $count ->
    [one] 1 planned visit
   *[other] { $count } planned visits
} on the calendar
blocked-not-planner = That works on the planner.
blocked-no-stop = There is no stop under the cursor.
blocked-no-plan = There is no plan to save.
problem-plan-days = A journey takes 1 to { $most } days.
problem-plan-outside = That would be outside the journey: + makes it longer.
problem-plan-saved = It is on the calendar already: change what is asked for, or take it back with { KEY("undo") }.
problem-plan-no-other = There is no other plan.
command-plan-cities = cities
command-plan-cities-help = Choose the cities the journey goes to
command-plan-from = first day
command-plan-from-help = Say on which day the journey begins
command-plan-longer = longer
command-plan-longer-help = Make the journey a day longer
command-plan-shorter = shorter
command-plan-shorter-help = Make the journey a day shorter
command-plan-members = who goes
command-plan-members-help = Choose who of ours travels
command-plan-explain = why
command-plan-explain-help = Lay open what a stop is worth, or why somebody is not met
command-plan-fix = fix
command-plan-fix-help = Keep a stop where it is, or let it go again
command-plan-earlier = earlier
command-plan-earlier-help = Put a stop half a day earlier and keep it there
command-plan-later = later
command-plan-later-help = Put a stop half a day later and keep it there
command-plan-drop = leave out
command-plan-drop-help = Leave somebody out of the plan, or take them in again
command-plan-next = next plan
command-plan-next-help = Show the next best plan
command-plan-previous = previous plan
command-plan-previous-help = Show the better plan again
command-plan-board = board
command-plan-board-help = Show who is where, half day by half day, or the list again
command-plan-save = save plan
command-plan-save-help = Make every stop a planned visit
command-brief-open = briefing
command-brief-open-help = Read the briefing of the visit or the account
planner-ask-file = Write the plan as a calendar, to
command-plan-export = export .ics
command-plan-export-help = Write the plan as a calendar file that others can open
message-written = Written: { $path } ({ $count })
plan-unmet-leave = { $names } is on leave those days
plan-unmet-away = { $names } is elsewhere those days
plan-unmet-days-off = nobody works there on those days
planner-is-saved = saved
planner-taken-back = Taken back: what you last asked of the plan.
