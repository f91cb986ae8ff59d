# The matrix
pairings-columns-key-players = Key players
pairings-columns-paired = Key players and whoever is paired
pairings-columns-everybody = Everybody with a seat
pairings-column-width = 15
pairings-uncovered = uncovered
pairings-uncovered-names = { $count } uncovered: { $names }
pairings-all-covered = every key player is covered
pairings-no-team = Nobody on the team yet. Go to the Team ({ KEY("go team") }) and press { KEY("member-add", "team") } there to add a member.
pairings-empty =
    No key players yet.
    Set a person's political status on the map ({ KEY("go map") }), or press { KEY("pairings-columns") } here to see everybody.
pairings-left = (left)
pairings-days = { $days }d
pairings-never = never
pairings-last = last contact { $when } ({ $day })
pairings-never-met = no contact yet, known for { $days } days
pairings-every = every { $ideal } to { $max } days
pairings-light-green = in time
pairings-light-yellow = due
pairings-light-red = overdue
pairings-light-never = never met
pairings-lived = lived { $score }/100 ({ $count ->
    [one] one contact
   *[other] { $count } contacts
}, half-life { $days } days)
pairings-contact = { $day } { $channel }: { $weight }, of which { $left } is left
pairings-crossing = Across levels: our { $level } faces their { $layer } layer. That may be meant; somebody of the right level should stand beside.
pairings-not-paired = { $ours } and { $theirs } are not paired.
pairings-nobody-faces = Nobody of ours faces { $theirs }, a key player.
pairings-member-left = Left { $day }: this pairing waits for somebody else.
pairings-form = Pairing: { $who }
pairings-form-new = New pairing: { $who }
pairings-said-never-met = called “{ $declared }”, never met
pairings-said-silent = called “{ $declared }”, no contact for { $months } months
pairings-less-than-said = called “{ $declared }”, but lived only { $score } of 100
pairings-more-than-said = called “{ $declared }”, yet lived { $score } of 100
pairings-behaviour = By behaviour
choice-level-rep-sign = R
choice-level-manager-sign = M
choice-level-executive-sign = E
choice-level-service-sign = S
choice-level-engineer-sign = N
choice-relationship-vendor-sign = V
choice-relationship-credible-source-sign = C
choice-relationship-problem-solver-sign = P
choice-relationship-trusted-advisor-sign = T

# Commands
command-pairing-open = edit pairing
command-pairing-open-help = Change the pairing in this cell, or make one
command-pairing-remove = remove pairing
command-pairing-remove-help = Remove the pairing in this cell
command-pairings-columns = whom to show
command-pairings-columns-help = Key players, whoever is paired, everybody, and round again
command-pairings-uncovered = next uncovered
command-pairings-uncovered-help = Go to the next key player whom nobody of ours faces
command-disagreement-list = declared against lived
command-disagreement-list-help = List where what we declare of a relationship and what we do disagree
command-team-view-next = next view
command-team-view-next-help = The team, its pairings, and round again
command-touch-add = log contact
command-touch-add-help = Log a call, message or visit in one line
blocked-not-pairings = That works on the pairings.
problem-all-covered = Every key player is covered.
problem-no-disagreement = What is declared and what is done agree.

# A contact in one line
touch-ask = { $who }: how, and what about?
touch-hint = call fri: … · message · visit · hosted · intro
touch-ask-theirs = Contact with whom?
touch-ask-ours = Who of ours made the contact?
problem-touch-channel = Begin with how: call, message, visit, hosted visit or intro.
problem-touch-ahead = { $day } is still to come. A contact is noted once it was made.
problem-touch-nobody = There is nobody here to be in contact with. Add a person on the map first.
problem-touch-no-member = There is nobody on the team yet.
edit-touch = Contact noted: { $name }
