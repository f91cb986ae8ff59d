no-data = no data
level-calm = calm
level-watch = watch
level-alarm = alarm

abc-span = Classes by figures from { $first } to { $last }
abc-spread = { $currency }: the greatest has { $top } %, concentration (HHI) { $hhi }.
abc-concentrated = { $currency }: dangerous, the greatest has { $top } %, concentration (HHI) { $hhi }; 30 % or 2500 is too much.
column-class = Class
column-base = Figure
column-share = Share %
column-bar = { "" }
column-cum-before = Before it
column-class-before = Last time
column-part = Part
column-measure = Figure
column-shown = Value
column-points = Points
column-note = From
column-cause = Points to
column-known-percent = Known

health-headline = { $name }: health { $value } of 100 · { $known } % known
health-win-win = Win–win { $value }: of the inner circle, { $name } gains least.
health-circle-unknown = nobody has judged it
health-coverage = { $value } of 100, of key players whose coverage is known ({ $known } %)
health-net-support = { $value } between −1 and +1, { $known } % known
health-behaviour = mean of { $people } people, by contacts made
health-behaviour-unknown = no key player and nobody paired
health-cycles = pairings: { $green } green, { $yellow } yellow, { $red } red
health-cycles-unknown = nobody is paired
health-money = { $days ->
    [0] nothing is late
   *[other] the oldest debt is { $days } days late
}
health-money-unknown = no invoices
health-complaints = complaints: { $all }, open: { $open }, unanswered: { $unanswered }
health-complaints-none = no complaints noted
health-growth = { $change } % against the periods before
health-growth-unknown = too few periods with figures

churn-headline = { $name }: risk of leaving { $value } of 100 ({ $level }) · { $known } % known
churn-rhythm = { $days } days without an order; usually every { $mean } days (L { $l }, z { $z })
churn-rhythm-unknown = too few orders for a rhythm
churn-complaints = open complaints: { $open }, unanswered: { $unanswered }
churn-support = net support { $now }, half a year ago { $then }
churn-support-unknown = nobody has judged support
churn-competitor = { $name } leans towards { $rival }
churn-competitor-none = no key player leans towards a competitor
churn-competitor-unknown = no leaning of a key player is known
churn-money = { $days ->
    [0] nothing is late
   *[other] money is { $days } days late
}
churn-money-unknown = no invoices
churn-champion-left = our champion { $name } has left
churn-champion-here = our champions are still there
churn-champion-unknown = no champion known
cause-strategy-change = a change of strategy
cause-supplier-selection = choosing another supplier
cause-unresolved-complaint = an unresolved complaint
cause-stronger-competitor = a stronger competitor

part-coverage = Coverage
part-net-support = Net support
part-behaviour = Contacts made
part-cycles = Cycles kept
part-money = Money
part-complaints = Complaints
part-growth = Growth
part-rhythm = Order rhythm
part-support = Support
part-competitor = Competitor
part-champion = Champion

kpi-sales = Sales
kpi-margin = Margin
kpi-receivables-turnover = Receivables turnover
kpi-growth = Growth
kpi-forecast-accuracy = Forecast accuracy
kpi-share-of-wallet = Share of wallet
kpi-satisfaction = Satisfied customers
kpi-new-customers = New customers
kpi-retention = Retention
kpi-on-time-orders = Orders on time

warnings-none = Nothing to warn of.
warning-no-decision-maker = Nobody is known to decide.
warning-no-opponent = { $judged ->
    [one] One person is judged and is not against us: are we blind?
   *[other] Of { $judged } people judged, none is against us: are we blind?
}
warning-key-players-not-supportive = { $cool } of { $all } key players are not for us.
warning-outnumbered = Supporters { $friends }, opponents { $foes }.
warning-decision-maker-never-met = { $name } decides, and none of us has met them.
warning-champion-silent = No contact with our champion { $name } for { $days } days.
warning-champion-never = No contact with our champion { $name } yet.
warning-single-thread = { $name } knows only one of us: { $member }.
warning-personal-need-unknown = What { $name } of the inner circle needs for themselves is not known.
warning-key-player-uncovered = Nobody of us is paired with the key player { $name }.
warning-cycle-red = No contact for { $days } days; { $limit } are the longest that is no neglect.
warning-card-never-reviewed = The card was never reviewed.
warning-card-not-reviewed = The card was last reviewed { $days } days ago.
warning-complaint-unanswered = { $days ->
    [0] A complaint of today has had no answer.
    [one] A complaint has had no answer for a day.
   *[other] A complaint has had no answer for { $days } days.
}
warning-money-overdue = { $days ->
    [one] Money is a day late.
   *[other] Money is { $days } days late.
}
warning-one-client = { $share } % of the business hang on this one client.
problem-span-unreadable = “{ $text }” is no period: write a month (2026-09), a quarter (2026Q3) or a year (2026).
# Insight into the whole business
place-insight = Insight
command-go-insight = insight
command-insight-view-next = next view
command-insight-view-next-help = Show classes, risks, figures or warnings
command-insight-open = open
command-insight-open-help = Open the account under the cursor; of a key figure, list the accounts it is made of
command-insight-sort = sort
command-insight-sort-help = Sort by the column under the cursor
blocked-not-insight = That works on the insight screen.
insight-classes = Classes
insight-churn = Who may leave
insight-figures = Key figures
insight-warnings = Warnings
insight-empty = No figures yet: add periods to the accounts (card, section Figures).
insight-risk = Risk
insight-level = Level
insight-weight = Us/them
insight-bar = Share
insight-measure = Figure
insight-value = Last 12 months
insight-known = Known
insight-about = About
insight-concentration = { $currency }: the largest client makes { $top } % of sales, concentration { $hhi }
strategy-win-win = Win–win: house · themselves
strategy-warnings = Warnings
strategy-gain = { $name } { $house } · { $self }  { $value }
# The past
command-as-it-was = as it was
command-as-it-was-help = Show everything as it was on a day, or come back to today
command-changes-between = what changed
command-changes-between-help = Tell what changed between two days
past-leave = back to today
past-before-all = Nothing was recorded by { $day }.
past-ask-day = As it was on which day? 2026-09-30, last fri, -30d
past-ask-days = Changes between which days? 2026-09-01..2026-10-15; one day alone: since then
past-title = What changed from { $from } to { $to }
message-as-it-was = As it was on { $day }: nothing can be changed; { KEY("as-it-was") } comes back to today
message-back-to-now = Back to today.
title-as-it-was = as it was on { $day }
problem-as-it-was = This is how it was on { $day }: nothing can be changed. { KEY("as-it-was") } comes back to today.
problem-past-not-past = { $day } is not over yet: choose a day before today.
