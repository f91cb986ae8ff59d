# Briefings and what changed since.

brief-title = Briefing
brief-people = Whom we meet
brief-paired = Paired with
brief-agenda-organisational = Wants for the organisation
brief-agenda-personal = Wants personally
brief-met = met { $met }/5
brief-answer = our answer: { $answer }
brief-personal = personal
brief-contacts = Last contacts with { $name }
brief-promises = Open promises
brief-items = Other open items
brief-complaints = Open complaints
brief-money = Money
brief-competitors = Competitors
brief-questions = Questions to ask
brief-gaps = What we do not know
brief-since = What changed since { $day }
brief-held = held by { $name } on rung { $rung }
brief-opened = since { $day }
brief-due = due { $day }
brief-late = { $days ->
    [one] 1 day late
   *[other] { $days } days late
}
brief-answered = first answered { $when }
brief-unanswered = not answered yet
brief-disputed = disputed: { $what }
brief-leans = leaning: { $who }
brief-gap = Nothing is noted for: { $what }
brief-gap-person = { $name }: nothing is noted for { $what }
brief-gap-never-met = { $name }: no contact is noted
brief-gap-next-visit = No next visit is planned
brief-ask-support = Where does { $name } stand?
brief-ask-organisational = What does { $name } need for the organisation?
brief-ask-personal = What does { $name } want personally?
brief-ask-answer = What do we offer { $name } for “{ $need }”?
brief-none-today = No visit is planned or noted for { $day }.
since-nothing = Nothing that is noted here.
since-support = Support of { $name }: { $from } → { $to }
since-influence = Influence of { $name }: { $from } → { $to }
since-person = New on the map: { $name }
since-holder = In place of { $from }: { $to }
since-left = { $name } leaves on { $day }
since-removed = No longer on the map: { $name }
since-competitor = New competitor: { $what }
since-complaint = New complaint: { $what }
since-complaint-resolved = Complaint resolved: { $what }
since-item = New item: { $what }
since-rung = “{ $what }” reached rung { $rung } on { $day }
since-settled = Settled: { $what }
since-visit = Visit made: { $what }
since-invoice = New invoice: { $what }
since-paid = Paid: { $what }
problem-brief-pdf = There is no PDF from here: write --format html and print that page to a PDF.
