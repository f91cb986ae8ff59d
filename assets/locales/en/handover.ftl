handover-ask-whom = Who takes over from { $name }?
handover-ask-scope = What changes hands?
handover-one-account = { $account } alone
handover-all-accounts = everything
handover-title = Hand over { $from } → { $to }: { $count } to move, { $doubts } without a natural successor
handover-leaves = { $name } leaves today ({ $day })
handover-only-known = { $count ->
    [one] one person
   *[other] { $count } people
} only { $name } knows, key players among them: { $keys }
handover-merged = paired or invited already
handover-of = of { $name } becomes { $to }
handover-was = was { $relationship }; starts anew
handover-what-follow-up = Follow-up
handover-what-pairing = Pairing
handover-what-owner = Account
handover-what-visit = Visit
handover-what-complaint = Complaint
handover-what-swot = SWOT
handover-what-deputy = Deputy
handover-what-manager = Manager
handover-doubt-level = wants somebody of the level { $needs }; { $name } is { $has }
handover-doubt-crossing = across levels: { $level } facing { $layer }
handover-doubt-capacity = { $name } would hold { $load } follow-ups and can hold { $capacity }
handover-no-successor = Without a natural successor
handover-load = { $name } holds { $before } follow-ups now, { $after } then.
handover-reason = Handed over from { $from } to { $to }
handover-would = Nothing was changed; without --dry-run this is done in one change.
handover-done = Done, in one change: warroom undo takes all of it back.
handover-nothing = There is nothing to hand over.
handover-pack-title = Handover pack of { $name }
handover-pack-keys = Ctrl+g opens it in your editor · Esc closes
edit-handover = Handed over: { $name }
problem-handover-self = { $name } cannot take over from themselves. Choose somebody else.
problem-handover-left = { $name } has left. Choose somebody who is still with us.
command-handover-pack = handover pack
command-handover-pack-help = What whoever takes over has to know: people, history, promises, agendas, next dates

# The pack
pack-title = { $from } → { $to }, { $day }
pack-counts = Records that change hands: { $count }
pack-only-known = Only { $name } knows them
pack-people = Who is who
pack-agendas = What they want
pack-personal = Personal
pack-history = History
pack-promises = Promised and open
pack-complaints = Complaints
pack-money = Money
pack-next = Next dates
pack-team = In the team
pack-influence = influence { $value }/10
pack-reports-to = reports to { $name }
pack-due = due { $day }
pack-rung = rung { $rung }
pack-visit = visit planned:
pack-next-agreed = next date agreed
pack-contact-due = contact due: { $name }
